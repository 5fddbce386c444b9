import Control
import Oracle
import Safety
import Testing
import Units
import World

@Suite("What a script of faults does to a treatment")
struct ScriptedFaultTests {
    private func run(_ texts: String..., seed: UInt64 = 1, limit: Duration = .seconds(40)) throws -> RunReport {
        let faults = try texts.map { try TimedFault(text: $0) }
        return try play(seed: seed) {
            $0.faults = FaultScript(faults)
            $0.limit = limit
        }
    }

    @Test func `a line that damages a byte in ten thousand is survived, and more is not`() throws {
        let mild = try run("at=run+1s,drop=50", "at=run+1s,flip=50")
        #expect(mild.result == .completed, "\(mild.state) \(String(describing: mild.firstCause))")
        let calm = try run("at=run+1s,drop=0")
        #expect(calm.result == .completed)
        #expect(calm.trace != mild.trace)
        let bad = try run("at=run+4s,flip=20000")
        #expect(bad.result == .tripped)
        #expect(bad.truth.outputWithoutLease == .zero)
        for pulses in bad.truePulses { #expect(pulses < 400) }
    }

    @Test(arguments: [
        ("at=run+4s,hang", [Cause.telemetryStale, .lineTooSlow]),
        ("at=run+4s,reset", [.deviceRestarted, .telemetryStale]), ("at=run+4s,lease", [.unleasedOutput]),
        ("at=run+4s,for=1s,unplug", [.linkLost]), ("at=run+4s,button", [.patientButton]),
        ("at=run+4s,pulses=0", [.deviceTrip]), ("at=run+4s,imbalance=400", [.deviceTrip, .chargeImbalance]),
        (
            "at=run+4s,for=1s,way=host,burst=150ms:1000000",
            [.telemetryStale, .schedulerLate, .deviceTrip, .lineTooSlow]
        ),
        ("at=run+4s,way=device,drop=1000000", [.deviceTrip, .telemetryStale, .linkLost, .lineTooSlow]),
    ])
    func `each stops it`(text: String, causes: [Cause]) throws {
        let report = try run(text)
        #expect(report.states.contains(.running))
        #expect(report.state == .tripped || report.state == .outputUncertain, "\(report.state)")
        let cause = String(describing: report.firstCause)
        #expect(report.firstCause.map { causes.contains($0) } == true, "\(cause)")
    }

    @Test func `the same seed and script leave the same trace, and another seed another`() throws {
        func trace(_ seed: UInt64) throws -> TraceHash {
            try play(seed: seed) {
                $0.faults = FaultScript(seed: seed, count: 6, within: .seconds(15))
                $0.usb = .ftdi(latencyTimer: .milliseconds(1))
                $0.lineJitter = .microseconds(200)
                $0.limit = .seconds(30)
            }.trace
        }
        for seed in 1...4 as ClosedRange<UInt64> { #expect(try trace(seed) == trace(seed)) }
        #expect(try trace(1) != trace(2))
    }
}
