import ControlSocket
import Glibc
import Testing

extension RealPrograms {
    /// One of the two programs is gone at once, without a word.
    @Suite struct LossTests {
        @Test func `a killed simulator trips the daemon with the link lost, and nothing resumes by itself`()
            async throws
        {
            try await Bench.run { bench in
                let first = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                first.send(SIGKILL)
                let killed = SuspendingClock.now
                let status = try await bench.until("a trip", within: .seconds(5)) { $0.state == "tripped" }
                print("RealPrograms: a display showed the trip \(SuspendingClock.now - killed) after the kill")
                #expect(status.firstCause == "linkLost", "\(status)")
                #expect(status.result == "tripped")

                let second = try await bench.simulator()
                let refused = try await bench.tool("start", "--token", "0123456789abcdef")
                #expect(refused.code == 6, "\(refused)")
                #expect(try await bench.tool("ack", "--name", "Ada").code == 0)
                let ready = try await bench.until(state: "ready")
                #expect(ready.firstCause == nil && ready.outputIsZero == true)
                #expect(try await bench.tool("start", "--token", "0123456789abcdef").code == 5)
                let truth = try await bench.truth(of: second)
                #expect(truth.lastOutputAtMicroseconds == nil)
                #expect(truth.zones.allSatisfy { $0.pulses == 0 && $0.energyMillijoules == 0 })
                let record = try await bench.record(1)
                #expect(record.record.result == "tripped" && record.record.firstCause == "linkLost")
                #expect(record.events.contains { $0.kind == "acknowledged" && $0.actor == "Ada" })
            }
        }

        @Test func `a killed daemon leaves the device at zero within 210 ms after the last judged sample`() async throws
        {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                let first = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                first.send(SIGKILL)
                #expect(try await first.end(within: .seconds(5)) == .killed(signal: SIGKILL))
                let truth = try await bench.settledTruth(of: simulator)
                // Both are times of the device: a slow machine does not change them.
                let after = try #require(truth.outputAfterJudgement)
                print("RealPrograms: the last output was \(after) µs after the last judged sample")
                #expect((0...210_000).contains(after))
                #expect(truth.outputWithoutLeaseMicroseconds == 0)
                #expect(truth.energyAfterZeroDueMillijoules == 0)

                _ = try await bench.daemon()
                let tripped = try await bench.until("a trip", blamesMachine: false) { $0.state == "tripped" }
                #expect(tripped.firstCause == "treatmentInterrupted")
                #expect(tripped.notices.contains { $0.contains("Treatment 1 was cut off") }, "\(tripped.notices)")
                let heard = try await bench.until("the device's own cause", blamesMachine: false) {
                    $0.message?.contains("The device says") == true
                }
                #expect(heard.state == "tripped" && heard.outputIsZero == true, "\(heard)")
                let record = try await bench.record(1)
                #expect(record.record.result == "interrupted" && record.record.ended != nil)
                #expect(try await bench.tool("ack").code == 0)
                let ready = try await bench.until("ready", blamesMachine: false) { $0.state == "ready" }
                #expect(ready.outputIsZero == true)
                let later = try await bench.truth(of: simulator)
                #expect(later.lastOutputAtMicroseconds == truth.lastOutputAtMicroseconds)
                #expect(later.zones.map(\.pulses) == truth.zones.map(\.pulses))
            }
        }

        @Test func `SIGTERM during output ends with zero, a closed record and exit code 0`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                let first = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                first.send(SIGTERM)
                #expect(try await first.end(within: .seconds(15)) == .exited(0), "\(first.complaints)")
                let truth = try await bench.truth(of: simulator)
                #expect(truth.firstCause == "stopArrived")
                #expect(truth.outputWithoutLeaseMicroseconds == 0)
                _ = try await bench.daemon()
                let record = try await bench.record(1)
                #expect(record.record.result == "stopped" && record.record.ended != nil, "\(record.record)")
                #expect(record.record.firstCause == "shutdown")
                #expect(try await bench.until(state: "ready").outputIsZero == true)
            }
        }
    }
}
