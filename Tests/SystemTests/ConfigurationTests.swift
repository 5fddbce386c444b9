import ControlSocket
import Testing

extension RealPrograms {
    /// The configuration file of a daemon that serves.
    @Suite struct ConfigurationTests {
        private static func write(_ text: String, _ bench: Bench) throws -> String {
            let path = "\(bench.directory)/myothermd.yaml"
            try TextFile.write(text, to: path)
            return path
        }

        /// A daemon whose line is named by the file alone.
        private static func daemon(_ bench: Bench, _ text: String) async throws -> Child {
            let path = try write(text, bench)
            return try bench.start(
                "myothermd",
                [
                    "serve", "--config", path, "--socket", bench.socket, "--prescribe-socket", bench.prescribeSocket,
                    "--seal-key", bench.sealKey, "--state", bench.state,
                ])
        }

        @Test func `a change of the line is taken over when nothing is prepared, and refused when output flows`()
            async throws
        {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await Self.daemon(bench, "device:\n  path: \(bench.directory)/elsewhere\n")
                _ = try await eventually("the daemon", within: .seconds(10)) { try? await bench.status() }
                let problem = try await bench.until("the reason", within: .seconds(5)) { $0.message != nil }
                #expect(problem.message?.contains("elsewhere") == true, "\(problem)")
                _ = try Self.write("device:\n  path: \(bench.line)\n", bench)
                let answer = try await bench.tool("reload")
                #expect(answer.code == 0 && answer.complaints.contains("device.path"), "\(answer)")
                try await bench.until(state: "ready")
                #expect(try await bench.tool("reload").complaints.contains("nothing has changed"))

                try await bench.reachOutput(Plans.seconds(29))
                _ = try Self.write("device:\n  path: \(bench.directory)/elsewhere\n  baud: 460800\n", bench)
                let refused = try await bench.tool("reload")
                #expect(refused.code == 1, "\(refused)")
                for word in ["device.path", "device.baud", "running"] { #expect(refused.complaints.contains(word)) }
                let status = try await bench.status()
                #expect(status.state == "running" && status.line?.baud == 921_600, "\(status)")
                #expect(status.notices.contains { $0.contains("device.path") }, "\(status.notices)")
                #expect(try await bench.tool("stop").code == 0)
            }
        }

        @Test func `a file that is wrong keeps the daemon from starting, and changes nothing in one that serves`()
            async throws
        {
            try await Bench.run { bench in
                let wrong = try await Self.daemon(bench, "device:\n  bawd: 1\n")
                #expect(try await wrong.end(within: .seconds(10)) == .exited(78), "\(wrong.complaints)")
                #expect(wrong.complaints.contains("myothermd.yaml:2: key 'device.bawd'"), "\(wrong.complaints)")
                let path = try Self.write("realtime-priority: 0\n", bench)
                _ = try await bench.daemon(options: ["--config", path])
                _ = try Self.write("realtime-priority: 5\n", bench)
                let restart = try await bench.tool("reload", "--json")
                #expect(restart.code == 1 && restart.output.contains("systemctl restart"), "\(restart)")
                _ = try Self.write("realtime-priority: [\n", bench)
                let broken = try await bench.tool("reload")
                #expect(broken.code == 1 && broken.complaints.contains("myothermd.yaml:"), "\(broken)")
                _ = try Self.write("realtime-priority: 0\n", bench)
                #expect(try await bench.tool("reload").code == 0)
                #expect(try await bench.status().notices == [])
            }
        }
    }
}
