import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// The simulator as a program of its own: what it computes, and what can be done to a device that runs.
    @Suite struct SimulatorTests {
        /// What of a solution is looked at.
        private struct Solution: Decodable {
            let celsius: [[Double]]
        }

        /// Runs one subcommand to its end.
        private func simulator(_ bench: Bench, _ arguments: String...) async throws -> ToolAnswer {
            let child = try bench.start("myotherm-sim", arguments)
            guard case .exited(let code) = try await child.end(within: .seconds(60)) else {
                throw BenchError.endedEarly(program: "myotherm-sim", child.complaints)
            }
            return ToolAnswer(code: code, output: child.output, complaints: child.complaints)
        }

        @Test func `the solver stands up to every closed form, and says so in its last line`() async throws {
            try await Bench.run { bench in
                let verified = try await simulator(bench, "verify")
                #expect(verified.code == 0)
                let last = try #require(verified.output.split(separator: "\n").last)
                #expect(last.hasPrefix("verify: ") && last.hasSuffix(": holds"), "\(last)")
                let json = try await simulator(bench, "verify", "--json")
                #expect(json.code == 0)
                #expect(try json.json()["holds"]?.bool == true)
            }
        }

        @Test func `a case from a file is solved, and one that cannot be is refused with its place`() async throws {
            try await Bench.run { bench in
                let path = "\(bench.directory)/case.yaml"
                let text = """
                    layers:
                      - {thickness: semi-infinite, conductivity: 0.372 W/m/K, density: 1109 kg/m³, heatCapacity: 3390.5 J/kg/K}
                    top: {flux: 1000 W/m²}
                    bottom: insulated
                    initial: 0 °C
                    times: [10 s, 60 s, 300 s]
                    depths: [0 mm]
                    """
                try TextFile.write(text, to: path)
                let solved = try await simulator(bench, "solve", "--case", path, "--json")
                #expect(solved.code == 0, "\(solved.complaints)")
                let solution: Solution = try solved.json().decoded()
                try #require(solution.celsius.count == 3)
                for (rises, expected) in zip(solution.celsius, [3.0171, 7.3904, 16.5254]) {
                    let rise = try #require(rises.first)
                    #expect(abs(rise / expected - 1) < 0.005, "\(rise) for \(expected)")
                }
                try TextFile.write(text.replacing("1000 W/m²", with: "1000 mW"), to: path)
                let refused = try await simulator(bench, "solve", "--case", path)
                #expect(refused.code == 64)
                #expect(refused.complaints.contains("case.yaml:3: key 'top.flux'"), "\(refused.complaints)")
            }
        }

        @Test func `a fault set on a running simulator pauses the treatment, and is taken back`() async throws {
            try await Bench.run { bench in
                let control = "\(bench.directory)/control"
                _ = try await bench.simulator(options: ["--control", control])
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(15))
                let broken = try await simulator(bench, "fault", "--control", control, "zone=1,contact=open")
                #expect(broken.code == 0 && broken.output.hasPrefix("ok"), "\(broken)")
                let paused = try await bench.until("a pause") { $0.state == "paused" || $0.state == "tripped" }
                #expect(paused.state == "paused" && paused.pauseFinding?.cause == "impedanceOpen", "\(paused)")
                let report = try await simulator(bench, "fault", "--control", control, "report")
                #expect(report.output.contains(#""firstCause":"contactLost""#), "\(report.output)")
                #expect(try await simulator(bench, "fault", "--control", control, "clear").code == 0)
                try await bench.resume()
                let garbage = try await simulator(bench, "fault", "--control", control, "zone=9,contact=loose")
                #expect(garbage.code == 1)
                #expect(garbage.output.contains("0 to 3") || garbage.complaints.contains("0 to 3"), "\(garbage)")
            }
        }

        @Test func `several devices answer on sockets of their own, each with a boot id of its own`() async throws {
            try await Bench.run { bench in
                let child = try bench.start(
                    "myotherm-sim",
                    ["--unix", "\(bench.directory)/one", "--unix", "\(bench.directory)/two", "--boot-id", "70"])
                try await eventually("two devices", within: .seconds(10)) {
                    child.output.split(separator: "\n").count == 2 ? true : nil
                }
                for (name, boot) in [("one", UInt8(0x70)), ("two", 0x71)] {
                    // Without a session a device says every 100 ms that it is there: its boot id is 14 bytes in.
                    let bytes = try await offload {
                        try UnixStream.read(from: "\(bench.directory)/\(name)", atLeast: 80)
                    }
                    let frames = bytes.split(separator: 0).map(Array.init)
                    #expect(frames.contains { $0.contains(boot) && $0.count > 20 }, "\(frames)")
                }
                child.send(SIGTERM)
                #expect(try await child.end(within: .seconds(5)) == .exited(0))
            }
        }
    }
}
