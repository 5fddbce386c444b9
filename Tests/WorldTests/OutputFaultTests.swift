import Control
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

@Suite("Output that is not what was asked for")
struct OutputFaultTests {
    /// What breaks when, the causes that may be first, and how soon output must be zero.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var at = Duration.seconds(8)
        var causes: [Cause]
        var within = Duration.milliseconds(150)
        var fault: @Sendable (inout LiveFaults) -> Void
        var testDescription: String { name }
    }

    static let zone = ZoneIndex(0)
    static let idle = ZoneIndex(3)

    static func power(_ scale: Int32, _ fault: inout LiveFaults) {
        if let zone { fault.powerScale[zone] = PerMille(rawValue: scale) }
    }

    static func detector(_ scale: Int32, _ fault: inout LiveFaults) {
        if let zone { fault.detectorScale[zone] = PerMille(rawValue: scale) }
    }

    /// Late enough for a watt in every zone: of less, three tenths are hardly more than the tolerance of 0.2 W.
    static let whilePowerFlows = Duration.seconds(55)

    static let powerCases = [
        Case(name: "a stage that gives 1.3 ×", at: whilePowerFlows, causes: [.powerMismatch]) { power(1300, &$0) },
        Case(name: "a stage that gives 2 ×", at: whilePowerFlows, causes: [.powerMismatch, .powerPeak]) {
            power(2000, &$0)
        },
        Case(
            name: "a stage that gives 0.7 ×", at: whilePowerFlows, causes: [.powerMismatch], within: .milliseconds(400)
        ) {
            power(700, &$0)
        },
        Case(
            name: "a detector that reads half", at: whilePowerFlows, causes: [.supplyMismatch, .powerMismatch],
            within: .milliseconds(350)
        ) { detector(500, &$0) },
        Case(
            name: "a detector that reads nothing", at: whilePowerFlows, causes: [.supplyMismatch, .powerMismatch],
            within: .milliseconds(350)
        ) { detector(0, &$0) },
        Case(
            name: "twice the power behind a detector that reads half", at: whilePowerFlows, causes: [.supplyMismatch],
            within: .milliseconds(350)
        ) {
            power(2000, &$0)
            detector(500, &$0)
        },
    ]

    /// Hazard: HAZ-O1, HAZ-O2.
    @Test(arguments: powerCases, [1, 2, 3] as [UInt64])
    func `power that is not what was commanded trips`(fault: Case, seed: UInt64) throws {
        let program = try shortProgram(seconds: 60)
        let run = try playOnOneClock(seed: seed, Incident(at: fault.at, broken(fault.fault))) {
            ($0.program, $0.limit) = (program, .seconds(80))
        }
        #expect(run.firstCause.map { fault.causes.contains($0) } == true, "\(String(describing: run.firstCause))")
        #expect(run.result == .tripped)
        let last = try run.lastOutput(after: fault.at)
        #expect(last < fault.within, "\(last.milliseconds) ms")
        #expect(run.truth.energyAfterZeroDue == .zero)
    }

    static let pulseCases = [
        Case(name: "15 % too much", causes: [.currentMismatch]) { $0.pulseScale = PerMille(rawValue: 1150) },
        Case(name: "15 % too little", causes: [.currentMismatch]) { $0.pulseScale = PerMille(rawValue: 850) },
        Case(name: "half too much", causes: [.deviceTrip, .currentMismatch]) {
            $0.pulseScale = PerMille(rawValue: 1500)
        },
        Case(name: "half", causes: [.deviceTrip, .currentMismatch]) { $0.pulseScale = PerMille(rawValue: 500) },
        Case(name: "an imbalance of 11 %", causes: [.chargeImbalance]) { $0.imbalance = PerMille(rawValue: 110) },
        Case(name: "an imbalance of a half", causes: [.deviceTrip, .chargeImbalance]) {
            $0.imbalance = PerMille(rawValue: 500)
        },
        Case(name: "each tenth missing", causes: [.deviceTrip, .pulseCount, .currentMismatch]) {
            $0.missing = .every(10)
        },
    ]

    /// Hazard: HAZ-O3, HAZ-O4, HAZ-O6.
    @Test(arguments: pulseCases, [1, 2] as [UInt64])
    func `pulses that are not what was commanded trip`(fault: Case, seed: UInt64) throws {
        // In the middle of a contraction, so that no ramp is under way.
        let at = Duration.milliseconds(8_800)
        let run = try playOnOneClock(seed: seed, Incident(at: at, broken(fault.fault)))
        #expect(run.firstCause.map { fault.causes.contains($0) } == true, "\(String(describing: run.firstCause))")
        #expect(run.result == .tripped)
        #expect(try run.lastOutput(after: at) < fault.within)
    }

    /// Hazard: HAZ-O6.
    @Test(arguments: [0, 7, 14, 21] as [Int64])
    func `a count is exact through a pause that is over before it is felt`(offset: Int64) throws {
        let at = Duration.milliseconds(8_500 + offset)
        let run = try play(Incident(at: at, .pause), Incident(at: at + .milliseconds(30), .resume))
        #expect(run.result == .completed, "\(String(describing: run.firstCause)) \(run.refusals)")
    }
}

/// Plays the short treatment with a device clock that shows the time of the run.
func playOnOneClock(
    seed: UInt64 = 1, _ incidents: Incident..., change: (inout Scenario) -> Void = { _ in }
) throws -> RunReport {
    var scenario = Scenario(program: try shortProgram(), seed: seed)
    scenario.incidents = incidents
    scenario.clock = DeviceClock()
    scenario.limit = .seconds(40)
    change(&scenario)
    var run = VirtualTreatment(scenario)
    return run.run()
}

extension RunReport {
    /// How long after the operator's start and `offset` something still flowed, where both clocks are one.
    func lastOutput(after offset: Duration) throws -> Duration {
        let began = try #require(
            events.first {
                guard case .intent(.start, _) = $0.event else { return false }
                return true
            })
        return .microseconds(try #require(truth.lastOutputAt).microseconds) - began.at - offset
    }
}
