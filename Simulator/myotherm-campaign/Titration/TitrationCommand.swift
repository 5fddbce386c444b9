import ArgumentParser
import Device
import Tissue
import Treatment
import Units
import World

/// Titrates people by an observer who errs, and holds what was found against the truth.
struct TitrationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "titration",
        abstract: "Titrate every zone of people by an observer who is late, misses and imagines, against the truth",
        discussion: """
            Every person's four zones are titrated by the procedure of the daemon on the simulator's muscles, with the \
            pulses of a contraction, up to the cap. Exits 1 when fewer than 97 % of the people have every threshold found \
            within one step of the truth, when anybody has one further off than two, when a threshold above the cap is \
            found, or when one more than two steps below it is said to lie above. The cap's own last step is its margin: \
            what lies there leaves no range, and is said to lie above.
            """)

    @Option(help: "How many people")
    var people = 1000

    @Option(help: "The seed of the first person; the next has the next")
    var seed: UInt64 = 0

    @Option(
        help: ArgumentHelp(
            "The plan's current in every zone, 1 to 60, and the cap up to 35 (submentum: 30)", valueName: "mA"))
    var current: Int32 = 20

    @Option(help: ArgumentHelp("The pulses' rate, 1 to 120", valueName: "Hz"))
    var rate: Int32 = 52

    @Option(help: ArgumentHelp("The width of one phase, 50 to 400", valueName: "µs"))
    var width: Int32 = 200

    @Option(help: "How many of them are titrated once more through host, line and device")
    var whole = 0

    @Option(help: "How many threads titrate")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(people) else {
            throw ValidationError("--people is \(people), but 1 to 1000000 was expected.")
        }
        guard (0...people).contains(whole) else {
            throw ValidationError("--whole is \(whole), but 0 to \(people), the number of people, was expected.")
        }
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs is \(jobs), but 1 to 256 was expected.") }
    }

    func run() throws {
        let plan = try plan()
        let found = Workers.map(people, jobs: jobs) { index in
            TitratedPerson(seed: seed &+ UInt64(index), plan: plan)
        }
        let wholes = try Workers.map(whole, jobs: jobs) { index in
            Result { try WholePerson(found[index], plan: plan) }
        }.map { try $0.get() }
        let report = TitrationReport(people: found, wholes: wholes)
        print(json ? report.json : report.text)
        guard report.holds else { throw ExitCode(1) }
    }

    private func plan() throws -> Plan {
        let zones = Zone.allInOrder.map { zone in
            let most = PrescriptionLimits.current(in: zone).range.upperBound
            return ZonePlan(
                zone: zone, heating: nil,
                stimulation: Stimulation(
                    current: min(.milliamps(current), most), rate: .hertz(rate), width: .microseconds(width),
                    on: .seconds(2), off: .seconds(4), rampUp: .milliseconds(500), rampDown: .milliseconds(500),
                    from: .zero, until: .seconds(60)))
        }
        do throws(TreatmentError) {
            return try Plan(name: "Titration campaign", duration: .seconds(60), zones: zones)
        } catch {
            throw ValidationError("No plan can have these pulses: \(error.message)")
        }
    }
}

/// One person's zones.
struct TitratedPerson: Sendable {
    let seed: UInt64
    let zones: [TitratedZone]

    init(seed: UInt64, plan: Plan) {
        self.seed = seed
        let patient = Patient(seed: seed, at: DeviceProfile.reference.sites)
        let observer = ObserverTraits(seed: seed)
        zones = ZoneSet.all.compactMap { place in
            let anatomy = patient.zones[place]
            let zone = Zone(anatomy.site)
            let own = seed &* 4 &+ UInt64(place.rawValue)
            guard
                var trial = TitrationTrial(of: plan, zone: zone, on: anatomy.muscle, by: observer, seed: own)
            else { return nil }
            let finding = trial.run()
            let tolerance = TitrationObserver(observer, muscle: anatomy.muscle, width: trial.width, seed: own).tolerance
            return TitratedZone(
                zone: zone, cap: Double(trial.cap.microamps) / 1000, step: Double(trial.step.microamps) / 1000,
                truth: trial.trueThreshold, tolerance: tolerance, finding: finding)
        }
    }

    /// By how many steps the worst threshold is off; infinite where one was not found that should have been.
    var worstError: Double { zones.map(\.error).max() ?? .infinity }

    var isClassified: Bool { zones.allSatisfy(\.isClassified) }
}

/// One zone: what is true, and what was found.
struct TitratedZone: Sendable {
    let zone: Zone
    let cap: Double
    let step: Double
    let truth: Double
    let tolerance: Double
    let finding: TitrationFinding

    var range: IntensityRange? { finding.outcome.range }

    var isAbove: Bool { truth > cap }

    /// Whether it lies so close below the cap that both are right: to find it, and to say that it leaves no range.
    ///
    /// The last step is the procedure's margin, and one step more is what any threshold may be off.
    var isAtCap: Bool { truth <= cap && truth >= cap - 2 * step }

    var saysAbove: Bool {
        if case .aboveCap = finding.outcome { return true }
        return false
    }

    /// Whether it is said to be above the cap exactly when it is.
    var isClassified: Bool { isAtCap ? saysAbove || range != nil : saysAbove == isAbove }

    /// How far what is said lies from the truth, in steps; of one that is said to lie above, by how much it lies below the
    /// cap's last step.
    var error: Double {
        if saysAbove { return max(0, (cap - truth) / step - 1) }
        guard let range else { return .infinity }
        return abs(Double(range.threshold.microamps) / 1000 - truth) / step
    }

    /// How far the comfortable maximum lies above what is tolerated, or above the cap where that is less, in steps.
    var excess: Double? {
        range.map { (Double($0.maximum.microamps) / 1000 - min(tolerance, cap)) / step }
    }
}

extension Zone {
    init(_ site: FaceSite) {
        switch site {
        case .forehead: self = .forehead
        case .leftCheek: self = .leftCheek
        case .rightCheek: self = .rightCheek
        case .submentum: self = .submentum
        }
    }
}
