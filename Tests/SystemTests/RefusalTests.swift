import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// What the daemon and the tool say no to, and how.
    @Suite struct RefusalTests {
        @Test func `what may not be is refused, and the exit code says why`() async throws {
            try await Bench.run { bench in
                #expect(try await bench.tool("status").code == 3)
                #expect(try await bench.tool("stop").code == 3)
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let noPlan = try await bench.tool("arm", "--json")
                #expect(noPlan.code == 5)
                #expect(try noPlan.json()["error"] == "io.myotherm.Controller.WrongState")
                #expect(try await bench.tool("pause").code == 5)
                #expect(try await bench.tool("resume").code == 5)
                #expect(try await bench.tool("ack").code == 2)
                #expect(try await bench.tool("summary").code == 2)
                #expect(try await bench.tool("start").code == 64)
                #expect(try await bench.tool("fly").code == 64)
                #expect(try await bench.tool("records", "show", "7").code == 1)
                #expect(try await bench.tool("status").code == 0)
            }
        }

        @Test func `start without the right token is refused, and output stays at zero`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let token = try await bench.arm(Plans.seconds(15))
                let other = token == "0123456789abcdef" ? "fedcba9876543210" : "0123456789abcdef"
                let wrong = try await bench.tool("start", "--token", other, "--json")
                #expect(wrong.code == 5)
                #expect(try wrong.json()["error"] == "io.myotherm.Controller.StaleToken")
                #expect(try await bench.tool("start", "--token", "x").code == 1)
                #expect(try await bench.status().state == "armed")
                let truth = try await bench.truth(of: simulator)
                #expect(truth.lastOutputAtMicroseconds == nil)
                try await bench.command("start", "--token", token)
                try await bench.command("stop")
                try await bench.until(state: "finished")
                let used = try await bench.tool("start", "--token", token)
                #expect(used.code == 5, "\(used)")
            }
        }

        @Test func `a wrong plan is refused with file, line, key, value and range`() async throws {
            let wrong = Plans.seconds(15).split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0 == "  target: 38.0 °C" ? "  target: 80.0 °C" : $0 }.joined(separator: "\n")
            try await Bench.run { bench in
                let path = "\(bench.directory)/wrong.yaml"
                try TextFile.write(wrong, to: path)
                let check = try await bench.tool("plan", "check", path)
                #expect(check.code == 1)
                for part in [path, "line 5", "target", "80.0 °C", "41.5 °C"] {
                    #expect(check.complaints.contains(part), "\(part) is missing: \(check.complaints)")
                }
                _ = try await bench.daemon()
                #expect(try await bench.tool("load", path).code == 1)
                // The daemon does not rely on the tool's own check.
                let refusal = try await daemonsRefusal(bench, of: wrong)
                let problem = try #require(refusal.parameters["problems"]?.array?.first)
                #expect(problem["line"] == 5)
                #expect(problem["message"]?.string?.contains("41.5") == true, "\(problem)")
                let garbage = try await daemonsRefusal(bench, of: "\u{1}{[&*!")
                #expect(garbage.parameters["problems"]?.array?.isEmpty == false, "\(garbage)")
                #expect(try await bench.status().state == "disconnected")
            }
        }

        private func daemonsRefusal(_ bench: Bench, of text: String) async throws -> VarlinkErrorReply {
            let address = bench.socket
            let refusal: VarlinkErrorReply? = try await offload {
                let client = try ControllerClient(address: address)
                defer { client.close() }
                do throws(ControllerError) {
                    _ = try client.load(text: text, name: "wrong.yaml")
                } catch {
                    if case .refused(.invalidPlan, let reply) = error { return reply }
                    throw error
                }
                return nil
            }
            return try #require(refusal, "the daemon took the plan")
        }
    }
}
