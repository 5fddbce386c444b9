import Safety
public import Treatment
import Units

/// A failing case made smaller, as long as it still fails.
extension CampaignCase {
    /// The smallest case that could be found for which `fails` still holds; itself where nothing can be left out.
    ///
    /// Greedy: each round tries every simplification once and keeps the first that fails, until none does.
    ///
    /// - Parameters:
    ///   - tries: how many cases may be played.
    ///   - fails: plays a case.
    public func shrunk(tries: Int, examples: [Program], _ fails: (CampaignCase) -> Bool) -> CampaignCase {
        var best = self
        var left = tries
        var isSmaller = true
        while isSmaller {
            isSmaller = false
            for candidate in best.simpler(examples: examples) where candidate != best {
                guard left > 0 else { return best }
                left -= 1
                guard fails(candidate) else { continue }
                best = candidate
                isSmaller = true
                break
            }
        }
        return best
    }

    /// What could be left out or halved, the largest pieces first.
    private func simpler(examples: [Program]) -> [CampaignCase] {
        var all: [CampaignCase] = []
        for index in faults.indices { all.append(with { $0.faults.remove(at: index) }) }
        for index in incidents.indices { all.append(with { $0.incidents.remove(at: index) }) }
        all.append(with { $0.storageCapacity = nil })
        all.append(with { $0.carried = ZoneDose() })
        all.append(with { $0.habits = OperatorHabits() })
        all.append(
            with {
                $0.hostIsRecorded = false
                ($0.baud, $0.usb, $0.lineJitter) = (921_600, .none, .zero)
                ($0.lineLatency, $0.storageLatency) = (.microseconds(300), .milliseconds(2))
                ($0.clockMilliseconds, $0.clockDrift, $0.clockWander) = (1000, 0, 0)
            })
        all.append(with { $0.person = nil })
        all.append(with { $0.profile = .reference })
        all += simplerPlans
        all += simplerTimes
        return all
    }

    private var simplerPlans: [CampaignCase] {
        guard plan.example == nil else { return [with { $0.plan.example = nil }] }
        var all = [with { $0.plan.stimulation = nil }, with { $0.plan.heating = nil }]
        for index in plan.zones.indices where plan.zones.count > 1 {
            all.append(with { $0.plan.zones.remove(at: index) })
        }
        let shorter = max(plan.seconds / 2, 10)
        all.append(
            with {
                $0.plan.seconds = shorter
                $0.plan.stimulation?.cut(at: .seconds(shorter))
            })
        return all
    }

    private var simplerTimes: [CampaignCase] {
        faults.indices.compactMap { index in
            let fault = faults[index]
            guard case .afterRun(let delay) = fault.begins, delay > .milliseconds(100) else { return nil }
            let half = Duration.milliseconds(delay.milliseconds / 2)
            return with { $0.faults[index] = TimedFault(fault.what, begins: .afterRun(half), lasts: fault.lasts) }
        }
    }

    private func with(_ change: (inout CampaignCase) -> Void) -> CampaignCase {
        var changed = self
        change(&changed)
        return changed
    }
}

extension Stimulation {
    /// Ends before `end`, after a whole period; starts at once where nothing would be left.
    fileprivate mutating func cut(at end: Duration) {
        guard until > end else { return }
        if from + period > end { from = .zero }
        let periods = (end - from).nanoseconds / period.nanoseconds
        until = from + period * max(periods, 1)
    }
}
