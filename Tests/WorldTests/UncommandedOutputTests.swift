import Control
import Device
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

@Suite("Output that nobody asked for")
struct UncommandedOutputTests {
    /// The forehead, whose RF begins with the program, and the submentum, whose RF would begin 30 s later.
    static let heated = ZoneIndex(0)
    static let idle = ZoneIndex(3)
    static let causes: [Cause] = [.uncommandedOutput, .powerMismatch, .supplyMismatch, .deviceTrip, .outputUncertain]

    static func weld(_ power: Int32, _ cut: WeldCut, in zone: ZoneIndex?) -> Incident.Kind {
        broken { faults in
            guard let zone else { return }
            faults.weldedPower[zone] = .milliwatts(power)
            faults.weldCut[zone] = cut
        }
    }

    /// Hazard: HAZ-T6.
    @Test(arguments: [200, 1000, 4000] as [Int32], WeldCut.allCases)
    func `a weld in a zone that is not heated yet is named`(power: Int32, cut: WeldCut) throws {
        let at = Duration.seconds(8)
        let run = try playOnOneClock(Incident(at: at, Self.weld(power, cut, in: Self.idle)))
        #expect(run.firstCause == .uncommandedOutput)
        #expect(run.state == (cut == .neither ? .outputUncertain : .tripped))
        guard cut != .neither else { return }
        #expect(try run.lastOutput(after: at) < .milliseconds(100))
        #expect(run.truth.energyAfterZeroDue < .millijoules(500))
    }

    /// Hazard: HAZ-T6.
    @Test(arguments: [200, 4000] as [Int32])
    func `a weld in a zone that takes no part is named`(power: Int32) throws {
        let zone = try #require(Self.heated)
        let whole = try shortProgram()
        let heating = try #require(whole.reference(of: zone)).heating
        let plan = try Plan(
            name: "one", duration: .seconds(20),
            zones: [ZonePlan(zone: .forehead, heating: heating, stimulation: nil)])
        let program = try Program(compiling: plan, identity: Fingerprint(high: 3, low: 4))
        let run = try playOnOneClock(Incident(at: .seconds(8), Self.weld(power, .either, in: Self.idle))) {
            $0.program = program
        }
        #expect(run.firstCause == .uncommandedOutput)
        #expect(try run.lastOutput(after: .seconds(8)) < .milliseconds(100))
    }

    /// Hazard: HAZ-T6.
    @Test(arguments: [200, 1000, 4000] as [Int32], WeldCut.allCases)
    func `a weld during a pause is named, at the latest when output returns`(power: Int32, cut: WeldCut) throws {
        let run = try playOnOneClock(
            Incident(at: .seconds(6), .pause), Incident(at: .seconds(9), Self.weld(power, cut, in: Self.idle)),
            Incident(at: .seconds(11), .resume))
        #expect(run.firstCause.map { Self.causes.contains($0) } == true, "\(String(describing: run.firstCause))")
        #expect(run.result == .tripped || run.state == .outputUncertain)
        if cut != .neither { #expect(try run.lastOutput(after: .seconds(11)) < .milliseconds(400)) }
    }

    /// Hazard: HAZ-T6.
    @Test(arguments: [200, 4000] as [Int32])
    func `a weld that shows when the program has ended is named`(power: Int32) throws {
        let run = try playOnOneClock(Incident(at: .milliseconds(20_200), Self.weld(power, .neither, in: Self.heated)))
        #expect(run.firstCause.map { Self.causes.contains($0) } == true, "\(String(describing: run.firstCause))")
        #expect(run.state == .outputUncertain)
    }

    /// Hazard: HAZ-T6.
    @Test func `a weld whose detector is blind as well is seen by what its stage draws`() throws {
        let idle = try #require(Self.idle)
        let run = try playOnOneClock(
            Incident(
                at: .seconds(8),
                broken {
                    ($0.weldedPower[idle], $0.weldCut[idle]) = (.milliwatts(1000), .either)
                    $0.detectorScale[idle] = .zero
                }))
        #expect(run.firstCause == .uncommandedOutput)
        #expect(try run.lastOutput(after: .seconds(8)) < .milliseconds(250))
    }

    /// Hazard: HAZ-T6.
    @Test func `skin that warms without power is named after 10 s`() throws {
        let idle = try #require(Self.idle)
        let steps = (0..<150).map { step in
            Incident(
                at: .milliseconds(3_000 + 100 * Int64(step)),
                broken { $0.heldTemperature[idle] = .milliCelsius(35_000 + 5 * Int32(step)) })
        }
        let run = try playOnOneClock { $0.incidents = steps }
        #expect(run.firstCause == .uncommandedOutput)
        let named = try #require(
            run.events.first {
                guard case .finding(let finding) = $0.event else { return false }
                return finding.cause == .uncommandedOutput && finding.zone == idle
            })
        let began = try #require(run.events.first { $0.event == .entered(.running) })
        #expect((.seconds(13)...(.seconds(16))).contains(named.at - began.at))
    }

    /// Hazard: HAZ-L3.
    @Test(arguments: [2, -2, 30, -30, 1000, -1000] as [Int64])
    func `a device clock that jumps is not taken for wrong output`(milliseconds: Int64) throws {
        let run = try playOnOneClock {
            $0.faults = FaultScript([
                TimedFault(.clock(.milliseconds(milliseconds)), begins: .afterRun(.seconds(9)))
            ])
        }
        let allowed: [Cause] = [
            .clockUncertain, .telemetryStale, .schedulerLate, .commandRefused, .lineTooSlow, .deviceTrip,
        ]
        #expect(
            run.result == .completed || run.firstCause.map { allowed.contains($0) } == true,
            "\(String(describing: run.firstCause))")
    }
}
