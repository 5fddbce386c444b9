import Control
import Device
import Oracle
import Tissue
import Treatment
import Units
import Wire
import World

/// Who heats.
enum Controller: String, CaseIterable, Sendable {
    /// The product.
    case ours
    /// See `ProportionalIntegral`.
    case pi
    /// See `OnOff`.
    case onOff = "on-off"
    /// See `Clairvoyant`.
    case clairvoyant
}

/// One person treated once, by one controller.
struct TemperatureTrial: Sendable {
    let seed: UInt64
    /// Whether the treatment ran to its end; a clairvoyant's always does.
    var isComplete = true
    /// What stopped it, in words; nil where nothing did.
    var cause: String?
    /// Whether every pulse was given.
    var hasAllPulses = true
    /// What every heated zone went through.
    var zones: [ZoneCourse] = []
    /// The greatest that any sensor itself had, in m°C, and the greatest doses of skin and of any layer, in CEM43; zero
    /// where nobody looks.
    var (hottestSensor, skinDose, deepDose) = (Int32(0), 0.0, 0.0)

    /// What the shadow run expected of every heated zone, and what its tissue received; empty where nobody looks.
    var heats: [(expected: ZoneHeat, found: ZoneHeat)] = []

    /// Nobody yet.
    init(seed: UInt64) { self.seed = seed }

    /// Treats the person of `seed` on `profile` with `program`.
    init(
        seed: UInt64, program: Program, profile: DeviceProfile, by controller: Controller, keepsSeconds: Bool = false
    ) {
        self.seed = seed
        var scenario = Scenario(program: program, seed: seed)
        scenario.profile = profile
        var courses = PerZone<ZoneCourse?>(repeating: nil)
        for place in program.zones {
            guard let zone = profile.zone(of: program.zone(at: place)), let reference = program.reference(of: place)
            else { continue }
            courses[zone] = ZoneCourse(reference, keepsSeconds: keepsSeconds)
        }
        guard let law = TemperatureTrial.law(controller, courses) else {
            let seen = Clairvoyant(scenario, courses: courses)
            zones = ZoneSet.all.compactMap { seen.courses[$0] }
            return
        }
        scenario.law = law
        play(scenario)
    }

    private static func law(_ controller: Controller, _ courses: PerZone<ZoneCourse?>) -> ComparedLaw? {
        switch controller {
        case .ours: ComparedLaw(.own, courses: courses)
        case .pi: ComparedLaw(.proportionalIntegral(PerZone(repeating: ProportionalIntegral())), courses: courses)
        case .onOff: ComparedLaw(.onOff(PerZone(repeating: OnOff())), courses: courses)
        case .clairvoyant: nil
        }
    }

    private mutating func play(_ scenario: Scenario) {
        var treatment = VirtualTreatment(scenario)
        let report = treatment.run()
        let law = treatment.law as? ComparedLaw
        zones = ZoneSet.all.compactMap { law?.courses[$0] }
        isComplete = report.result == .completed
        cause = isComplete ? nil : report.firstCause.map { "\($0)" } ?? "\(report.state)"
        let program = scenario.program
        hasAllPulses = program.zones.allSatisfy { place in
            guard let zone = scenario.profile.zone(of: program.zone(at: place)) else { return false }
            return report.truth.zones.first { $0.zone == zone }?.pulses == program.totals(of: place).pulses
        }
        for place in program.zones {
            guard let zone = scenario.profile.zone(of: program.zone(at: place)),
                let found = report.truth.zones.first(where: { $0.zone == zone }),
                let expected = program.forecast(of: place, isMonopolar: scenario.profile.device.traits.isMonopolar)
            else { continue }
            let area = scenario.profile.zones[zone].radioFrequencyArea
            heats.append((ZoneHeat(expected), ZoneHeat(found, area: area)))
        }
        for zone in report.truth.zones {
            hottestSensor = max(hottestSensor, zone.peakSensor?.milliCelsius ?? 0)
            deepDose = max(deepDose, zone.milliminutes / 1000)
            let skin = zone.layers.first { $0.layer == .skin }?.milliminutes ?? 0
            skinDose = max(skinDose, skin / 1000)
        }
    }
}
