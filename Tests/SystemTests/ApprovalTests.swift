import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// A plan, a prescriber, a seal: what arms, and what does not.
    @Suite struct ApprovalTests {
        /// Hazard: HAZ-P1, HAZ-P2.
        @Test func `an approved plan arms for its patient, and the record says who stood behind it`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = try await bench.approve(Plans.seconds(15))
                let approval = try #require(TextFile.read(path + ".approval"))
                let loaded: LoadPlanReply = try await bench.tool("load", path, "--patient", Plans.patient, "--json")
                    .json().decoded()
                #expect(loaded.approvedBy == "Dr. A. Muster" && loaded.patient == Plans.patient)
                let status = try await bench.status()
                #expect(status.patient == Plans.patient && status.approvedBy == "Dr. A. Muster")
                #expect(status.approvalHash == loaded.approvalHash)
                try await bench.command("start", "--token", bench.armLoaded(path))
                try await bench.command("stop")
                try await bench.until(state: "finished")
                let record = try await bench.record(1)
                #expect(record.record.approvedBy == "Dr. A. Muster" && record.record.patient == Plans.patient)
                #expect(record.record.approvedByUid == Int64(geteuid()))
                #expect(record.record.approvalHash == loaded.approvalHash && loaded.approvalHash?.utf8.count == 64)
                #expect(record.record.approvedAt == loaded.approvedAt && record.approval == approval)
                #expect(try record.assessment == Assessments.clear() && record.rules == nil)
                let shown = try await bench.tool("records", "show", "1")
                #expect(shown.output.contains("by Dr. A. Muster (uid \(geteuid()))"), "\(shown.output)")
            }
        }

        /// Hazard: HAZ-P1.
        @Test func `a plan that nobody approved can be looked at and not be armed, a simulated device or not`()
            async throws
        {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = "\(bench.directory)/plan.yaml"
                try TextFile.write(Plans.seconds(15), to: path)
                let loaded = try await bench.tool("load", path, "--patient", Plans.patient)
                #expect(loaded.code == 0 && loaded.output.contains("approved none"), "\(loaded)")
                try await expectNotApproved(bench, path)
                // What was approved before does not lend its approval, nor what is loaded instead of it.
                try await bench.load(Plans.seconds(15))
                try TextFile.write(Plans.seconds(16), to: path)
                unsafe unlink(path + ".approval")
                try await bench.command("load", path, "--patient", Plans.patient)
                try await expectNotApproved(bench, path)
            }
        }

        private func expectNotApproved(_ bench: Bench, _ path: String) async throws {
            let refused = try await bench.tool("arm", path, "--json")
            #expect(refused.code == 4, "\(refused)")
            #expect(try refused.json()["error"] == "io.myotherm.Controller.NotApproved")
            #expect(try refused.json()["message"]?.string?.contains("plan approve") == true)
            #expect(try await bench.status().state == "loaded")
        }

        /// Hazard: HAZ-P1.
        @Test func `one character of the plan edited, and the daemon says that the signature does not match`()
            async throws
        {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let plan = Plans.seconds(15)
                let path = try await bench.approve(plan)
                let approval = try #require(TextFile.read(path + ".approval"))
                for edited in [plan.replacing("12 mA", with: "13 mA"), plan + "\n", plan + "# more\n"] {
                    try TextFile.write(edited, to: path)
                    let refused = try await bench.tool("load", path, "--patient", Plans.patient, "--json")
                    #expect(refused.code == 4, "\(refused)")
                    #expect(try refused.json()["error"] == "io.myotherm.Controller.SignatureMismatch")
                    #expect(try refused.json()["message"]?.string?.contains("signature does not match") == true)
                    // The same, asked of the daemon itself.
                    let (name, message) = try await refusal(bench, edited, approval)
                    #expect(name == "SignatureMismatch" && message.contains("signature does not match"))
                }
                #expect(try await bench.status().state == "ready")
                #expect(try await bench.tool("arm").code == 5)
                #expect(try await bench.truth(of: simulator).lastOutputAtMicroseconds == nil)
            }
        }

        /// Hazard: HAZ-P1.
        @Test func `an edited approval, that of another plan and that of another daemon are refused`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let plan = Plans.seconds(15)
                let approval = try #require(TextFile.read(try await bench.approve(plan) + ".approval"))
                let uid = "uid: \(geteuid())"
                let edits = [
                    (uid, uid + "1"), ("Dr. A. Muster", "Dr. B. Muster"), (Plans.patient, "P-0118"),
                    ("time: 2", "time: 3"),
                    ("approval: 1", "approval: 2"), ("seal: ", "seal: 0"), ("seal:", "assessment: "),
                    ("plan: ", "plan: 0"), ("program: ", "program: 0"), ("assessment: ", "rules: "),
                ]
                for (old, new) in edits {
                    try #require(approval.contains(old))
                    let (name, message) = try await refusal(bench, plan, approval.replacing(old, with: new))
                    #expect(name == "SignatureMismatch" && message.lowercased().contains("signature does not match"))
                }
                let other = try #require(
                    TextFile.read(try await bench.approve(Plans.seconds(16), as: "other") + ".approval"))
                #expect(try await refusal(bench, plan, other).0 == "SignatureMismatch")
                #expect(try await refusal(bench, plan, "").0 == "SignatureMismatch")
                // Another workstation: its own key, its own records.
                let (socket, key) = ("\(bench.directory)/second", "\(bench.directory)/second.key")
                try TextFile.writeKey(to: key)
                _ = try await bench.daemon(socket: socket, state: "\(bench.state)-2", key: ["--seal-key", key])
                #expect(try await refusal(bench, plan, approval, at: socket).0 == "SignatureMismatch")
                #expect(try await refusal(bench, plan, approval).0 == "")
            }
        }

        /// Hazard: HAZ-P2.
        @Test func `a plan is loaded for the patient that it names, and for no other`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = try await bench.approve(Plans.seconds(15))
                let other = try await bench.tool("load", path, "--patient", "P-0118", "--json")
                #expect(other.code == 4, "\(other)")
                #expect(try other.json()["error"] == "io.myotherm.Controller.OtherPatient")
                let unnamed = try await bench.tool("load", path)
                #expect(unnamed.code == 4 && unnamed.complaints.contains("--patient"), "\(unnamed)")
                #expect(try await bench.status().state == "ready")
                // A refused load leaves what was loaded before it as it was.
                try await bench.command("load", path, "--patient", Plans.patient)
                let before = try await bench.status().planHash
                #expect(try await bench.tool("load", path, "--patient", "P-0118").code == 4)
                #expect(try await bench.status().planHash == before && before != nil)
            }
        }

        @Test func `who may approve may not operate, and who operates may not approve`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon(options: ["--view-socket", bench.viewSocket])
                try await bench.until(state: "ready")
                let path = try await bench.approve(Plans.seconds(15))
                for socket in [bench.socket, bench.viewSocket] {
                    let refused = try await bench.tool(
                        [
                            "plan", "approve", path, "--name", "Dr. X", "--assessment", bench.assess(), "--replace",
                            "--json",
                        ], at: socket)
                    #expect(refused.code == 4, "\(refused)")
                    #expect(try refused.json()["error"] == "io.myotherm.Controller.NotPermitted")
                    #expect(refused.output.contains("group myotherm-prescribe."), "\(refused)")
                }
                let operating = [
                    ["load", path], ["arm"], ["start", "--token", "0123456789abcdef"], ["pause"], ["resume"], ["ack"],
                    ["records", "list"], ["records", "show", "1"], ["reload"],
                ]
                for arguments in operating {
                    let refused = try await bench.tool(arguments + ["--json"], at: bench.prescribeSocket)
                    #expect(refused.code == 4, "\(arguments): \(refused)")
                    #expect(refused.output.contains("group myotherm."), "\(refused)")
                }
                #expect(try await bench.tool("status", at: bench.prescribeSocket).code == 0)
                #expect(try await bench.tool("stop", at: bench.prescribeSocket).code == 0)
            }
        }

        @Test func `an approval needs a patient in the plan, a name, and a place that is free`() async throws {
            try await Bench.run { bench in
                _ = try await bench.daemon()
                let template = Plans.seconds(15).replacing("patient: \(Plans.patient)", with: "")
                let path = "\(bench.directory)/plan.yaml"
                try TextFile.write(template, to: path)
                let approve = ["plan", "approve", path, "--json", "--assessment", try bench.assess(), "--name"]
                let refused = try await bench.tool(approve + ["Dr. A"])
                #expect(refused.code == 1 && refused.output.contains("template"), "\(refused)")
                try TextFile.write(Plans.seconds(15), to: path)
                for name in ["", " ", "x", String(repeating: "x", count: 65), "Dr. \"A\""] {
                    let refused = try await bench.tool(approve + [name])
                    #expect(refused.code == 1, "\(name): \(refused)")
                    #expect(try refused.json()["error"] == "io.myotherm.Controller.InvalidName")
                }
                #expect(TextFile.read(path + ".approval") == nil)
                #expect(try await bench.tool(approve + ["Dr. A"]).code == 0)
                let first = try #require(TextFile.read(path + ".approval"))
                let second = try await bench.tool(approve + ["Dr. B"])
                #expect(second.code == 1 && second.output.contains("--replace"), "\(second)")
                #expect(TextFile.read(path + ".approval") == first)
                #expect(try await bench.tool(approve + ["Dr. B", "--replace"]).code == 0)
                #expect(TextFile.read(path + ".approval")?.contains("Dr. B") == true)
                let elsewhere = approve + ["Dr. A"]
                unsafe unlink(path + ".approval")
                unsafe mkdir(path + ".approval", 0o755)
                #expect(try await bench.tool(elsewhere).code == 1)
            }
        }

        @Test func `without a key that is kept from others the daemon serves, and neither approves nor arms`()
            async throws
        {
            try await Bench.run { bench in
                try TextFile.write("too short", to: "\(bench.directory)/short")
                unsafe chmod("\(bench.directory)/short", 0o600)
                try TextFile.writeKey(to: "\(bench.directory)/open")
                unsafe chmod("\(bench.directory)/open", 0o640)
                _ = try await bench.simulator()
                for (name, words) in [(nil, "--seal-key"), ("short", "32"), ("open", "0640"), ("none", "No such file")]
                {
                    let options = name.map { ["--seal-key", "\(bench.directory)/\($0)"] } ?? []
                    let daemon = try await bench.daemon(key: options)
                    let status = try await bench.until(state: "ready")
                    let notice = status.notices.first { $0.contains("approved or armed") } ?? ""
                    #expect(notice.contains(words), "\(status.notices)")
                    let path = "\(bench.directory)/plan.yaml"
                    try TextFile.write(Plans.seconds(15), to: path)
                    #expect(try await bench.tool("load", path, "--patient", Plans.patient).code == 0)
                    for arguments in [
                        ["arm", path],
                        ["plan", "approve", path, "--name", "Dr. A", "--assessment", try bench.assess()],
                    ] {
                        let refused = try await bench.tool(arguments + ["--json"])
                        #expect(refused.code == 4, "\(refused)")
                        #expect(try refused.json()["error"] == "io.myotherm.Controller.NoSealKey")
                    }
                    daemon.send(SIGTERM)
                    _ = try await daemon.end(within: .seconds(15))
                }
            }
        }

        @Test(.enabled(if: Programs.python != nil, "set MYOTHERM_PYTHON to a python that has the module `varlink`"))
        func `a client in another language gets no edited plan and no edited approval past the daemon`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("approving.py"))
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = "\(bench.directory)/plan.yaml"
                try TextFile.write(Plans.seconds(15), to: path)
                let client = try bench.start(
                    python, [script, bench.socket, bench.prescribeSocket, path, try bench.assess(), Plans.patient])
                let ending = try await client.end(within: .seconds(60))
                #expect(ending == .exited(0), "\(client.output)\(client.complaints)")
                #expect(client.output.contains("ok the right one"))
            }
        }

        /// The daemon's error and its words, with those of the problems; empty where it took the plan.
        private func refusal(
            _ bench: Bench, _ plan: String, _ approval: String, at socket: String? = nil
        ) async throws -> (String, String) {
            let address = socket ?? bench.socket
            return try await offload {
                let client = try ControllerClient(address: address)
                defer { client.close() }
                do throws(ControllerError) {
                    _ = try client.load(text: plan, name: "plan.yaml", patient: Plans.patient, approval: approval)
                    return ("", "")
                } catch {
                    guard case .refused(let kind, let reply) = error else { throw error }
                    return (kind.rawValue, reply.parameters["message"]?.string ?? "")
                }
            }
        }
    }
}
