import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// Two sockets, two rights.
    @Suite struct RightsTests {
        @Test func `who may only watch sees everything, stops everything, and is told where the rest is done`()
            async throws
        {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon(options: ["--view-socket", bench.viewSocket])
                try await bench.until(state: "ready")
                let plan = "\(bench.directory)/plan.yaml"
                try TextFile.write(Plans.seconds(29), to: plan)
                let refused = [
                    ["load", plan], ["arm"], ["start", "--token", "0123456789abcdef"], ["pause"], ["resume"], ["ack"],
                    ["records", "list"], ["records", "show", "1"],
                ]
                for arguments in refused {
                    let answer = try await bench.tool(arguments + ["--json"], at: bench.viewSocket)
                    #expect(answer.code == 4, "\(arguments): \(answer)")
                    #expect(try answer.json()["error"] == "io.myotherm.Controller.NotPermitted", "\(arguments)")
                    #expect(answer.output.contains("group myotherm."), "\(answer)")
                }
                #expect(try await bench.status().state == "ready")
                try await bench.reachOutput(Plans.seconds(29))
                #expect(try await bench.tool("status", at: bench.viewSocket).code == 0)
                #expect(try await bench.tool("timing", at: bench.viewSocket).code == 0)
                #expect(try await bench.tool("pause", at: bench.viewSocket).code == 4)
                try await bench.until("output at the other socket", at: bench.viewSocket) { $0.state == "running" }
                #expect(try await bench.tool("stop", at: bench.viewSocket).code == 0)
                let end = try await bench.until(state: "finished")
                #expect(end.result == "stopped" && end.outputIsZero == true, "\(end)")
                #expect(try await bench.tool("watch", "--until-end", at: bench.viewSocket).code == 7)
            }
        }

        @Test(.enabled(if: geteuid() == 0, "only root can be another user"))
        func `the groups of the sockets decide, and the tool takes the one that gives its user the most`() async throws
        {
            try await Bench.run { bench in
                let (operators, viewers) = (61_001 as gid_t, 61_002 as gid_t)
                let (run, sockets) = ("\(bench.directory)/run", "\(bench.directory)/run/myotherm")
                for folder in [run, sockets] { unsafe mkdir(folder, 0o755) }
                let probe = try await tool(bench, in: nil, "--help")
                guard probe.code == 0 else {
                    try Test.cancel("no other user can run the tool here: \(probe.complaints)")
                }
                #expect(try await tool(bench, in: nil, "status").code == 3, "no daemon, no sockets")
                let (operate, view) = ("\(sockets)/io.myotherm.Controller", "\(sockets)/io.myotherm.Controller.view")
                _ = try await bench.simulator()
                _ = try await bench.daemon(socket: operate, options: ["--view-socket", view])
                unsafe chown(operate, 0, operators)
                unsafe chown(view, 0, viewers)
                try await bench.until("a device", at: operate) { $0.state == "ready" }

                #expect(try await tool(bench, in: operators, "status").code == 0)
                #expect(try await tool(bench, in: operators, "stop").code == 0)
                #expect(try await tool(bench, in: operators, "arm").code == 5, "no plan is loaded")
                #expect(try await tool(bench, in: operators, "records", "list").code == 0)

                #expect(try await tool(bench, in: viewers, "status").code == 0)
                #expect(try await tool(bench, in: viewers, "stop").code == 0)
                let refused = try await tool(bench, in: viewers, "arm")
                #expect(refused.code == 4 && refused.complaints.contains("group myotherm."), "\(refused)")

                for command in ["status", "stop", "arm"] {
                    let stranger = try await tool(bench, in: nil, command)
                    #expect(stranger.code == 4, "\(stranger)")
                    for group in ["myotherm operate", "myotherm-view watch and stop"] {
                        #expect(stranger.complaints.contains(group), "\(stranger)")
                    }
                }
            }
        }

        /// Runs the tool without an address as a user who is in `group` alone, where the system's sockets are those in the
        /// bench's folder `run`.
        private func tool(_ bench: Bench, in group: gid_t?, _ arguments: String...) async throws -> ToolAnswer {
            let groups = group.map { ["--groups", "\($0)"] } ?? ["--clear-groups"]
            let script = "mount --bind \"$0\" /run && exec env -u MYOTHERM_SOCKET setpriv \"$@\""
            let child = try bench.start(
                "/usr/bin/unshare",
                ["--mount", "/bin/sh", "-c", script, "\(bench.directory)/run", "--reuid", "65534", "--regid", "65534"]
                    + groups + [bench.program("myothermctl")] + arguments)
            return try await bench.answer(of: child)
        }
    }
}
