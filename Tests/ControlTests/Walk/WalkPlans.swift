import Safety
import Treatment
import Units

/// The plans that the walk loads: two that a device takes, and some that it must not.
struct WalkPlans {
    let first: Program
    private let second: Program
    private let absentZone: Program
    private let beyondDevice: Program
    private let tooDense: Program
    private let zones: [Zone]
    private let isLong: Bool

    /// Plans for a device of two zones: of ten seconds, or of two minutes in which a set-point gives way.
    init(for device: WalkDescription) throws {
        isLong = device == .monopolar
        zones = isLong ? [.leftCheek, .rightCheek] : [.forehead, .leftCheek]
        first = try WalkPlans.program(3, zones, seconds: isLong ? 120 : 10)
        second = try WalkPlans.program(4, zones)
        absentZone = try WalkPlans.program(5, [.submentum])
        beyondDevice = try WalkPlans.program(6, zones, current: .milliamps(40))
        tooDense = try WalkPlans.program(7, [zones[0]], current: .milliamps(60), rate: .hertz(120))
    }

    subscript(plan: WalkMove.Plan) -> Program {
        switch plan {
        case .first, .doseSpent: first
        case .second: second
        case .absentZone: absentZone
        case .beyondDevice: beyondDevice
        case .tooDense: tooDense
        }
    }

    /// What the day has brought already.
    ///
    /// Before the long plan, so much that its set-point has to give way; before the one that is refused for it, all.
    func carried(before plan: WalkMove.Plan) -> DayDose {
        var dose = DayDose()
        switch plan {
        case .first: if isLong { dose[zones[0]] = ZoneDose(skin: Limits.doseGiveWay - 1) }
        case .doseSpent: dose[zones[0]] = ZoneDose(skin: Limits.doseCeiling)
        case .second, .absentZone, .beyondDevice, .tooDense: break
        }
        return dose
    }

    private static func program(
        _ number: UInt64, _ zones: [Zone], seconds: Int64 = 10, current: Current = .milliamps(10),
        rate: Frequency = .hertz(50)
    ) throws -> Program {
        let heating = Heating(
            target: .milliCelsius(40_000), warmUpTarget: .milliCelsius(35_000), warmUpDuration: .seconds(10),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let stimulation = Stimulation(
            current: current, rate: rate, width: .microseconds(200), on: .seconds(2), off: .seconds(1),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(0), until: .seconds(9))
        let entries = zones.enumerated().map { index, zone in
            ZonePlan(zone: zone, heating: index == 0 ? heating : nil, stimulation: stimulation)
        }
        let plan = try Plan(name: "walk", duration: .seconds(seconds), zones: entries)
        return try Program(compiling: plan, identity: Fingerprint(high: number, low: number))
    }
}
