import ControlSocket
import Glibc
import Testing

extension RealPrograms {
    /// The daemon under a service manager.
    @Suite struct ServiceTests {
        private struct Service {
            let manager: Child
            let daemon: pid_t
            let folder: String

            func count(of line: String) -> Int { manager.output.split(separator: "\n").count { $0 == line } }
        }

        private func start(_ bench: Bench) async throws -> Service {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("service.py"))
            let folder = "\(bench.directory)/service"
            unsafe mkdir(folder, 0o700)
            let manager = try bench.start(
                python,
                [
                    script, folder, bench.program("myothermd"), "serve", "--device", bench.line, "--state", bench.state,
                    "--seal-key", bench.sealKey,
                ])
            let daemon = try await eventually("readiness", within: .seconds(10)) {
                if let ending = manager.poll() {
                    throw BenchError.endedEarly(program: "myothermd", "\(ending) \(manager.complaints)")
                }
                guard manager.output.contains("READY=1\n") else { return pid_t?.none }
                return manager.output.split(separator: "\n").first.flatMap { pid_t($0.dropFirst(4)) }
            }
            return Service(manager: manager, daemon: daemon, folder: folder)
        }

        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python"))
        func `it says when it serves, without a device, on the sockets that it was given, each with its right`()
            async throws
        {
            try await Bench.run { bench in
                let service = try await start(bench)
                let answer = try await bench.tool(["status"], at: "\(service.folder)/operate")
                #expect(answer.code == 0, "\(answer)")
                #expect(try await bench.tool(["arm"], at: "\(service.folder)/operate").code == 5)
                for name in ["view", "prescribe", "other"] {
                    #expect(try await bench.tool(["status"], at: "\(service.folder)/\(name)").code == 0)
                    #expect(try await bench.tool(["arm"], at: "\(service.folder)/\(name)").code == 4, "\(name)")
                }
                kill(service.daemon, SIGTERM)
                #expect(try await service.manager.end(within: .seconds(15)) == .exited(0))
                let told = service.manager.output
                #expect(told.contains("STOPPING=1"), "\(told)")
                #expect(told.contains("STATUS=\(bench.line) does not exist"), "\(told)")
                // What was handed over is not the daemon's to remove.
                #expect(unsafe access("\(service.folder)/operate", F_OK) == 0)
            }
        }

        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python"))
        func `its signs of life stop with the control loop, and come again with it`() async throws {
            try await Bench.run { bench in
                let service = try await start(bench)
                let sign = "WATCHDOG=1"
                try await eventually("signs of life", within: .seconds(5)) { service.count(of: sign) > 1 ? true : nil }
                // Only the control thread stands still; the one that asks it goes on.
                let thread = try #require(Self.thread("control", of: service.daemon))
                let freezer = try #require(Programs.script("freeze.py"))
                let tracer = try bench.start(try #require(Programs.python), [freezer, "\(thread)"])
                let isFrozen = try await eventually("the frozen loop", within: .seconds(10)) {
                    tracer.poll() != nil ? false : tracer.output.contains("frozen") ? true : nil
                }
                guard isFrozen else { try Test.cancel("no thread can be stopped here: \(tracer.complaints)") }
                // One answer may have been on its way.
                let before = service.count(of: sign) + 1
                // Real time on purpose: that nothing comes shows only by waiting. A loop that answers gives a sign each 0.5 s.
                try await Task.sleep(for: .seconds(2))
                #expect(service.count(of: sign) <= before)
                tracer.send(SIGKILL)
                try await eventually("a sign of life again", within: .seconds(10)) {
                    service.count(of: sign) > before ? true : nil
                }
            }
        }

        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python"))
        func `how it ended badly is told until somebody has seen it`() async throws {
            try await Bench.run { bench in
                let first = try await start(bench)
                kill(first.daemon, SIGTERM)
                _ = try await first.manager.end(within: .seconds(15))
                // What the service manager runs after a bite of its watchdog.
                let stop = try bench.start(
                    "/usr/bin/env",
                    [
                        "SERVICE_RESULT=watchdog", "EXIT_STATUS=ABRT", bench.program("myothermd"), "stop-output",
                        "--device", bench.line, "--state", bench.state,
                    ])
                #expect(try await stop.end(within: .seconds(10)) == .exited(0), "\(stop.complaints)")
                _ = try await bench.daemon()
                let notices = try await bench.status().notices
                #expect(notices.contains { $0.contains("watchdog") }, "\(notices)")
            }
        }

        /// The number of a thread by its name.
        private static func thread(_ name: String, of process: pid_t) -> pid_t? {
            guard let tasks = unsafe opendir("/proc/\(process)/task") else { return nil }
            defer { unsafe closedir(tasks) }
            while let entry = unsafe readdir(tasks) {
                let number = unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                    unsafe String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
                }
                if TextFile.read("/proc/\(process)/task/\(number)/comm") == "\(name)\n" { return pid_t(number) }
            }
            return nil
        }
    }
}
