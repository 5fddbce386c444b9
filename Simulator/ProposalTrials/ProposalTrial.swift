import PlanFiles
public import Treatment
import Units

/// One drawn person: the proposal, and everything that it falls short of.
public struct ProposalTrial: Equatable, Sendable {
    /// The person's seed.
    public let seed: UInt64
    /// How many zones the plan has; 0 where no zone was left.
    public let zones: Int
    /// How many zones screening left out.
    public let leftOut: Int
    /// How many numbers were explained.
    public let numbers: Int
    /// How many changes of one finding were tried.
    public let changes: Int
    /// How many pairs of cheeks with a difference were held against each other.
    public let pairs: Int
    /// What fell short, in words.
    public let failures: [String]

    /// The trial of the person of `seed`.
    public init(seed: UInt64) { self.init(seed: seed, draft: AssessmentDraw.assessment(seed: seed)) }

    /// The trial of an assessment; `seed` is what the report calls it.
    public init(seed: UInt64, draft: Assessment.Draft) {
        self.seed = seed
        var failures: [String] = []
        let outcome = ProposalTrial.proposal(from: draft)
        switch outcome {
        case .failure(let words): failures.append(words)
        case .none, .proposal: break
        }
        guard case .proposal(let proposal, _) = outcome else {
            (zones, leftOut, numbers, changes, pairs) = (0, draft.zones.count, 0, 0, 0)
            self.failures = failures
            return
        }
        zones = proposal.plan.zones.count
        leftOut = proposal.leftOut.count
        numbers = proposal.numbers.count
        failures += ProposalTrial.unreadable(proposal)
        failures += ProposalTrial.unexplained(proposal)
        let tried = Change.all(of: draft)
        changes = tried.count
        for change in tried { failures += ProposalTrial.rising(change, from: proposal) }
        let balance = BalanceTrial(draft)
        pairs = balance.pairs
        failures += balance.failures
        self.failures = failures
    }

    /// What an assessment comes to.
    enum Outcome {
        case none
        case failure(String)
        case proposal(Proposal, Assessment)
    }

    static func proposal(from draft: Assessment.Draft) -> Outcome {
        let assessment: Assessment
        do throws(AssessmentError) {
            assessment = try Assessment(draft)
        } catch {
            return .failure("the draw is no assessment: \(error.message)")
        }
        do throws(ScreeningError) {
            let zones = assessment.zones.map(\.zone)
            let screening = try Screening.result(of: assessment, zones: zones, on: assessment.day)
            do throws(ProposalError) {
                return .proposal(try Proposal.make(from: assessment, screening: screening), assessment)
            } catch {
                switch error {
                case .nothingLeft: return .none
                case .outsideLimits: return .failure(error.message)
                }
            }
        } catch {
            return .failure(error.message)
        }
    }

    /// Whether the text of the plan is the plan, by the reader that `plan check` uses.
    private static func unreadable(_ proposal: Proposal) -> [String] {
        do throws(PlanFileError) {
            let loaded = try PlanFile.parse(text: PlanFile.text(of: proposal.plan), fileName: "proposal")
            return loaded.plan == proposal.plan ? [] : ["the text says another plan"]
        } catch {
            return ["plan check refuses it: \(error.message)"]
        }
    }

    /// Numbers of `change` that moved where they must not.
    private static func rising(_ change: Change, from proposal: Proposal) -> [String] {
        guard case .proposal(let other, _) = ProposalTrial.proposal(from: change.draft) else {
            return ["\(change.name): no proposal any more"]
        }
        return change.zones.flatMap { zone -> [String] in
            guard proposal.plan.zones.contains(where: { $0.zone == zone }) else { return [] }
            func pair(_ field: PlanField) -> (Int64, Int64)? {
                guard let before = PlanNumbers.raw(field, in: zone, of: proposal.plan),
                    let after = PlanNumbers.raw(field, in: zone, of: other.plan)
                else { return nil }
                return (before, after)
            }
            let rose = change.mayNotRise.filter { pair($0).map { $1 > $0 } ?? true }
            let fell = change.mayNotFall.filter { pair($0).map { $1 < $0 } ?? true }
            return rose.map { "\(change.name) raises \(zone.name).\($0.key)" }
                + fell.map { "\(change.name) lowers \(zone.name).\($0.key)" }
        }
    }
}
