import ControlSocket
import Testing
import Varlink

extension RealPrograms {
    /// `myothermctl conformance` on a simulator's line, as a maker of a device uses it.
    @Suite struct ExaminationTests {
        /// Some checks that need no machine to be in time for a second on end.
        private static let quick = [
            "stop-mid-frame", "stop-four-zeros", "hello-answered", "command-repeated", "epoch-older",
            "first-cause-kept",
        ]

        @Test func `the simulator passes every check, with real output`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                let answer = try await bench.examine([bench.line, "--on-a-dummy-load"])
                let last = answer.output.split(separator: "\n").last ?? ""
                #expect(answer.code == 0, "\(answer.output)")
                let count = try await bench.examine(["--list"]).output.split(separator: "\n").count
                #expect(last == "conformance: \(count) checks, \(count) passed", "\(answer.output)")
            }
        }

        @Test func `a simulator that is wrong fails what it does wrong, in JSON`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator(options: ["--wrong", "ignores-stop-mid-frame"])
                let only = Self.quick.flatMap { ["--only", $0] }
                let answer = try await bench.examine([bench.line, "--on-a-dummy-load", "--json"] + only)
                #expect(answer.code == 1, "\(answer)")
                let json = try answer.json()
                let checks = json["checks"]?.array ?? []
                #expect(checks.count == Self.quick.count)
                let failed = checks.filter { $0["outcome"]?.string != "pass" }
                #expect(failed.compactMap { $0["id"]?.string } == ["stop-mid-frame"], "\(answer.output)")
                #expect(failed.first?["outcome"]?.string == "fail")
                #expect(failed.first?["section"]?.string == "6.1")
                #expect(json["counts"]?["pass"]?.integer == Int64(Self.quick.count - 1))
                #expect(json["device"]?["serialNumber"]?.string == "SIM-0001")
            }
        }

        @Test func `nothing is examined without a dummy load, a device, or the line for itself`() async throws {
            try await Bench.run { bench in
                let refused = try await bench.examine([bench.line])
                #expect(refused.code == 64)
                #expect(refused.complaints.contains("never on a person"), "\(refused.complaints)")
                let absent = try await bench.examine(["\(bench.directory)/nothing", "--on-a-dummy-load"])
                #expect(absent.code == 3, "\(absent.complaints)")
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let owned = try await bench.examine([bench.line, "--on-a-dummy-load"])
                #expect(owned.code == 3)
                #expect(owned.complaints.contains("myothermd"), "\(owned.complaints)")
            }
        }
    }
}

extension Bench {
    /// Examines the device on a line, to the end.
    ///
    /// - Throws: `Overload` when the machine was too slow for a check.
    func examine(_ arguments: [String]) async throws -> ToolAnswer {
        let child = try start("myothermctl", ["conformance"] + arguments)
        guard case .exited(let code) = try await child.end(within: .seconds(240)) else {
            throw BenchError.endedEarly(program: "myothermctl", child.complaints)
        }
        let answer = ToolAnswer(code: code, output: child.output, complaints: child.complaints)
        if let overload = Overload(conformance: answer) { throw overload }
        return answer
    }
}
