import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// Stop, from every state.
    @Suite struct StopTests {
        @Test func `a stop during full output brings the device to zero and ends as stopped`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                try await bench.command("stop")
                let status = try await bench.until(state: "finished")
                #expect(status.result == "stopped" && status.outputIsZero == true, "\(status)")
                let truth = try await bench.truth(of: simulator)
                #expect(truth.firstCause == "stopArrived")
                // From the command at the device to the last output, on the device's clock.
                let toZero = try #require(truth.microsecondsToZero)
                #expect((0...20_000).contains(toZero))
                #expect(truth.energyAfterZeroDueMillijoules == 0)
                let watched = try await bench.tool("watch", "--until-end")
                #expect(watched.code == 7)
                let record = try await bench.record(1)
                #expect(record.record.result == "stopped")
                #expect(
                    record.events.contains { $0.kind == "stopAsked" && $0.actor != nil }, "\(record.events.map(\.kind))"
                )
                #expect(record.zones.map(\.pulsesDelivered) == truth.zones.map(\.pulses))
                #expect(record.zones.allSatisfy { $0.pulsesDelivered < $0.pulsesPlanned })
            }
        }

        @Test func `stop works in every state, twice in a row`() async throws {
            let plan = Plans.seconds(29)
            try await Bench.run { bench in
                _ = try await bench.daemon()
                try await stopTwice(bench, in: "disconnected", then: ["disconnected"])
                let simulator = try await bench.simulator()
                try await bench.until(state: "ready")
                try await stopTwice(bench, in: "ready", then: ["ready"])
                let path = "\(bench.directory)/plan.yaml"
                try TextFile.write(plan, to: path)
                try await bench.command("load", path)
                try await stopTwice(bench, in: "loaded", then: ["loaded"])
                _ = try await bench.arm(plan)
                try await stopTwice(bench, in: "armed", then: ["stopping", "finished"])
                try await bench.until(state: "finished")
                try await bench.begin(plan)
                try await stopTwice(bench, in: "running", then: ["stopping", "finished"])
                try await bench.until(state: "finished")
                try await stopTwice(bench, in: "finished", then: ["finished"])
                try await bench.begin(plan)
                try await bench.command("pause")
                try await bench.until(state: "paused")
                try await stopTwice(bench, in: "paused", then: ["stopping", "finished"])
                try await bench.until(state: "finished")
                try await bench.begin(plan)
                simulator.send(SIGKILL)
                try await bench.until(state: "tripped")
                try await stopTwice(bench, in: "tripped", then: ["tripped"])
            }
        }

        private func stopTwice(_ bench: Bench, in state: String, then allowed: [String]) async throws {
            try await bench.until(state: state)
            for time in 1...2 {
                let answer = try await bench.command("stop", "--json")
                let after = try answer.json()["state"]?.string ?? ""
                _ = try await bench.status()
                #expect(allowed.contains(after), "stop number \(time) in \(state) left \(after)")
            }
        }
    }
}
