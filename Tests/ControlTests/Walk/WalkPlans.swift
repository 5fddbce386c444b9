import Safety
import Treatment
import Units

/// The plans that the walk loads: two that a device takes, and some that it must not.
struct WalkPlans {
    let first: Program
    private let second: Program
    private let byIntensity: Program
    /// The titration of the first zone of `first` and of `byIntensity`.
    let titration: Program
    /// That of a plan that nobody has loaded.
    let otherTitration: Program
    private let absentZone: Program
    private let beyondDevice: Program
    private let tooDense: Program
    let zones: [Zone]

    /// Plans for a device of two zones.
    init(for device: WalkDescription) throws {
        zones = device == .monopolar ? [.leftCheek, .rightCheek] : [.forehead, .leftCheek]
        first = try WalkPlans.program(3, zones)
        second = try WalkPlans.program(4, zones)
        byIntensity = try WalkPlans.program(8, zones, intensity: PerMille(rawValue: 500))
        titration = try WalkPlans.titration(9, zones, current: .milliamps(10))
        otherTitration = try WalkPlans.titration(10, zones, current: .milliamps(11))
        absentZone = try WalkPlans.program(5, [.submentum])
        beyondDevice = try WalkPlans.program(6, zones, current: .milliamps(40))
        tooDense = try WalkPlans.program(7, [zones[0]], current: .milliamps(60), rate: .hertz(120))
    }

    subscript(plan: WalkMove.Plan) -> Program {
        switch plan {
        case .first, .doseSpent: first
        case .second: second
        case .byIntensity: byIntensity
        case .absentZone: absentZone
        case .beyondDevice: beyondDevice
        case .tooDense: tooDense
        }
    }

    /// What the day has brought already: all, before the plan that is refused for it.
    func carried(before plan: WalkMove.Plan) -> DayDose {
        var dose = DayDose()
        if plan == .doseSpent { dose[zones[0]] = ZoneDose(skin: Limits.doseCeiling) }
        return dose
    }

    /// Whether `program` is one that no device here may be given.
    func mustRefuse(_ program: Fingerprint) -> Bool {
        [absentZone, beyondDevice, tooDense].contains { $0.identity == program }
    }

    private static func program(
        _ number: UInt64, _ zones: [Zone], current: Current = .milliamps(10), rate: Frequency = .hertz(50),
        intensity: PerMille? = nil
    ) throws -> Program {
        let plan = try plan(zones, current: current, rate: rate, intensity: intensity)
        return try Program(compiling: plan, identity: Fingerprint(high: number, low: number))
    }

    private static func titration(_ number: UInt64, _ zones: [Zone], current: Current) throws -> Program {
        let plan = try plan(zones, current: current, rate: .hertz(50), intensity: nil)
        guard let short = plan.titration(of: zones[0]) else { throw WalkError.noTitration }
        return try Program(compiling: short, identity: Fingerprint(high: number, low: number))
    }

    private static func plan(
        _ zones: [Zone], current: Current, rate: Frequency, intensity: PerMille?
    ) throws -> Plan {
        let heating = Heating(
            target: .milliCelsius(40_000), warmUpTarget: .milliCelsius(35_000), warmUpDuration: .seconds(10),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let stimulation = Stimulation(
            current: current, rate: rate, width: .microseconds(200), on: .seconds(2), off: .seconds(1),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(0), until: .seconds(9),
            intensity: intensity)
        let entries = zones.enumerated().map { index, zone in
            ZonePlan(zone: zone, heating: index == 0 ? heating : nil, stimulation: stimulation)
        }
        return try Plan(name: "walk", duration: .seconds(10), zones: entries)
    }
}

/// What the walk's plans must have.
enum WalkError: Error { case noTitration }
