import ControlSocket
import Glibc
import Testing

extension RealPrograms {
    /// What the patient and the skin do to a treatment.
    @Suite struct PatientTests {
        @Test func `the patient's button trips the treatment`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator(faults: ["at=run+3s,button"])
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.begin(Plans.seconds(15))
                let status = try await bench.until("an end", within: .seconds(40)) {
                    $0.state == "tripped" || $0.state == "finished"
                }
                #expect(status.state == "tripped" && status.firstCause == "patientButton", "\(status)")
                #expect(status.outputIsZero == true)
                let truth = try await bench.truth(of: simulator)
                #expect(truth.firstCause == "patientButton", "\(truth)")
                #expect(try #require(truth.microsecondsToZero) <= 20_000)
                #expect(try await bench.record(1).record.firstCause == "patientButton")
                // The device takes no acknowledgement while its cause remains: the button is held for 200 ms.
                try await eventually("ready", within: .seconds(10)) {
                    try await bench.tool("ack")
                    return try await bench.status().state == "ready" ? true : nil
                }
            }
        }

        @Test func `a lost contact pauses, and resume completes`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator(faults: ["at=run+4s,for=2s,zone=1,contact=open"])
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.begin(Plans.seconds(15))
                let paused = try await bench.until("a pause", within: .seconds(40)) {
                    $0.state == "paused" || $0.state == "tripped" || $0.state == "finished"
                }
                #expect(paused.state == "paused", "\(paused)")
                #expect(paused.pauseFinding?.cause == "impedanceOpen" && paused.pauseFinding?.zone == "leftCheek")
                try await bench.resume()
                let end = try await bench.until("the end", within: .seconds(60)) {
                    $0.state == "finished" || $0.state == "tripped"
                }
                #expect(end.result == "completed" && end.firstCause == nil, "\(end)")
                let truth = try await bench.truth(of: simulator)
                #expect(end.zones.map(\.pulsesDelivered) == truth.zones.map(\.pulses))
                #expect(end.zones.allSatisfy { $0.pulsesDelivered <= $0.pulsesPlanned && $0.pulsesDelivered > 0 })
                #expect(truth.outputWithoutLeaseMicroseconds == 0)
                #expect(try await bench.record(1).record.result == "completed")
            }
        }
    }
}
