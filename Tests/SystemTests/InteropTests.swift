import ControlSocket
import Glibc
import Testing

extension RealPrograms {
    /// The daemon with programs that share no code with it.
    @Suite struct InteropTests {
        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python that has the module `varlink`"))
        func `a client in another language introspects the socket and calls GetStatus and Stop`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("client.py"))
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.reachOutput(Plans.seconds(29))
                let client = try bench.start(python, [script, bench.socket])
                let ending = try await client.end(within: .seconds(30))
                let status = try await bench.status()
                #expect(ending == .exited(0), "\(client.output)\(client.complaints)")
                #expect(client.output.contains("ok stopped"))
                #expect(status.state == "finished" && status.result == "stopped", "\(status)")
            }
        }

        @Test(
            .enabled(
                if: Programs.python != nil && Programs.script("device.py") != nil,
                "set MYOTHERM_PYTHON to a python, and have device.py beside the tests"))
        func `a device written in another language from the document completes a treatment`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("device.py"))
            try await Bench.run { bench in
                let device = try bench.start(python, [script, "--pty", bench.line])
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                try await bench.begin(Plans.seconds(15))
                let end = try await bench.until("the end", within: .seconds(60)) {
                    $0.state == "finished" || $0.state == "tripped"
                }
                #expect(end.result == "completed" && end.firstCause == nil, "\(end) \(device.complaints.suffix(2000))")
                let pulses = Array(repeating: Plans.pulses(inSeconds: 15), count: 4)
                #expect(end.zones.map(\.pulsesPlanned) == pulses)
                #expect(end.zones.map(\.pulsesDelivered) == pulses)
                #expect(try await bench.record(1).record.result == "completed")
            }
        }

        @Test(
            .enabled(
                if: Programs.python != nil && Programs.script("device.py") != nil,
                "set MYOTHERM_PYTHON to a python, and have device.py beside the tests"))
        func `a device written in another language from the document passes the conformance checks`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("device.py"))
            try await Bench.run { bench in
                _ = try bench.start(python, [script, "--pty", bench.line])
                try await eventually("the device", within: .seconds(10)) {
                    unsafe access(bench.line, F_OK) == 0 ? true : nil
                }
                let answer = try await bench.examine([bench.line, "--on-a-dummy-load"])
                #expect(answer.code == 0, "\(answer.output)")
            }
        }
    }
}
