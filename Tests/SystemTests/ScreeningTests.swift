import Control
import ControlSocket
import Testing
import Varlink

extension RealPrograms {
    /// The daemon screens: before it seals, and again on the day of treatment.
    @Suite struct ScreeningTests {
        private static let lowerFace = Plans.seconds(15).replacing("  - zone: forehead\n", with: "")
        private static let rules = "toxinIntradermal:\n  elsewhere: warn\n"

        private func approve(
            _ bench: Bench, _ plan: String, by assessment: String, _ options: [String] = []
        ) async throws -> ToolAnswer {
            let path = "\(bench.directory)/plan.yaml"
            try TextFile.write(plan, to: path)
            let papers = try bench.assess(assessment)
            return try await bench.tool(
                ["plan", "approve", path, "--name", "Dr. A. Muster", "--assessment", papers, "--replace"] + options)
        }

        /// Hazard: HAZ-P4.
        @Test func `Skin Botox of the forehead five days ago blocks the forehead, and lets the lower face be approved`()
            async throws
        {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let injected = try Assessments.skinBotox(daysAgo: 5)
                let whole = try await approve(bench, Plans.seconds(15), by: injected, ["--json"])
                #expect(whole.code == 5, "\(whole)")
                #expect(try whole.json()["error"] == "io.myotherm.Controller.ScreeningRefused")
                #expect(whole.output.contains("toxinIntradermal/forehead: block"), "\(whole)")
                #expect(whole.output.contains("NCT") == false && !whole.output.contains("/leftCheek"), "\(whole)")
                #expect(TextFile.read("\(bench.directory)/plan.yaml.approval") == nil)
                // Nobody can accept what blocks.
                let forced = try await approve(
                    bench, Plans.seconds(15), by: injected, ["--accept", "toxinIntradermal/forehead", "--json"])
                #expect(try forced.json()["error"] == "io.myotherm.Controller.InvalidAcceptance", "\(forced)")
                #expect(try await approve(bench, Self.lowerFace, by: injected).code == 0)
                // The prescriber's own rules want a name for the zones beside it.
                let rules = "\(bench.directory)/rules.yaml"
                try TextFile.write(Self.rules, to: rules)
                let strict = ["--rules", rules]
                let unnamed = try await approve(bench, Self.lowerFace, by: injected, strict)
                #expect(unnamed.code == 5 && unnamed.complaints.contains("--accept"), "\(unnamed)")
                #expect(unnamed.output.contains("NOT ACCEPTED"), "\(unnamed)")
                let zones = ["leftCheek", "rightCheek", "submentum"]
                let accepting = strict + zones.flatMap { ["--accept", "toxinIntradermal/\($0)"] }
                let named = try await approve(bench, Self.lowerFace, by: injected, accepting)
                #expect(named.code == 0, "\(named)")
                for words in ["P-0117", "leftCheek: 38 °C, 12 mA", "15 s", "accepted by Dr. A. Muster"] {
                    #expect(named.output.contains(words), "\(words): \(named)")
                }
                let path = "\(bench.directory)/plan.yaml"
                try await bench.command("load", path, "--patient", Plans.patient)
                try await bench.command("start", "--token", bench.armLoaded(path))
                try await bench.command("stop")
                try await bench.until(state: "finished")
                let record = try await bench.record(1)
                #expect(record.assessment == injected && record.rules == Self.rules)
                let approval = try #require(record.approval)
                for zone in zones { #expect(approval.contains("  - warning: toxinIntradermal/\(zone)\n")) }
            }
        }

        /// Hazard: HAZ-P4.
        @Test func `what a newer assessment says stands against an approval from before it`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = try await bench.approve(Plans.seconds(15), as: "before", by: Assessments.clear(daysAgo: 1))
                let injected = try await approve(bench, Plans.seconds(15), by: Assessments.skinBotox(daysAgo: 5))
                #expect(injected.code == 5, "\(injected)")
                try await bench.command("load", path, "--patient", Plans.patient)
                let refused = try await bench.tool("arm", path, "--asked", "N. N.", "--json")
                #expect(refused.code == 5, "\(refused)")
                #expect(try refused.json()["error"] == "io.myotherm.Controller.ScreeningRefused")
                #expect(refused.output.contains("toxinIntradermal/forehead"), "\(refused)")
                #expect(try await bench.status().state == "loaded")
            }
        }

        /// Hazard: HAZ-P4.
        @Test func `what only the day can answer is asked on the day, and the record says by whom`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let path = try await bench.approve(Plans.seconds(15), by: Assessments.clear(daysAgo: 1))
                try await bench.command("load", path, "--patient", Plans.patient)
                let refused = try await bench.tool("arm", path, "--json")
                #expect(refused.code == 5, "\(refused)")
                #expect(try refused.json()["error"] == "io.myotherm.Controller.ScreeningRefused")
                #expect(refused.output.contains("metalWorn/forehead") && refused.output.contains("--asked"))
                #expect(try await bench.status().state == "loaded")
                let token = try await bench.armLoaded(path, options: ["--asked", "N. N."])
                try await bench.command("start", "--token", token)
                try await bench.command("stop")
                try await bench.until(state: "finished")
                #expect(try await bench.record(1).record.askedBy == "N. N.")
                let shown = try await bench.tool("records", "show", "1")
                #expect(shown.output.contains("asked        by N. N., on the day"), "\(shown.output)")
            }
        }

        /// Hazard: HAZ-P4.
        @Test func `an earlier session that only the records know takes an acceptance`() async throws {
            try await Bench.run { bench in
                try bench.rememberTreatment(of: Plans.patient, ago: 3 * 24 * PastTime.hour)
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let clear = try Assessments.clear()
                let refused = try await approve(bench, Plans.seconds(15), by: clear)
                #expect(refused.code == 5 && refused.complaints.contains("lastSession/forehead: warn"), "\(refused)")
                let zones = ["forehead", "leftCheek", "rightCheek", "submentum"]
                let accepting = zones.flatMap { ["--accept", "lastSession/\($0)"] }
                #expect(try await approve(bench, Plans.seconds(15), by: clear, accepting).code == 0)
                let path = "\(bench.directory)/plan.yaml"
                try await bench.command("load", path, "--patient", Plans.patient)
                _ = try await bench.armLoaded(path)
                // Who approves may see the course on which that rests.
                let course = try await bench.tool(
                    "course", "show", "--patient", Plans.patient, at: bench.prescribeSocket)
                #expect(course.code == 0, "\(course)")
            }
        }

        /// Hazard: HAZ-P4.
        @Test func `an approval of a daemon whose records are gone is not loaded`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                let daemon = try await bench.daemon()
                let path = try await bench.approve(Plans.seconds(15))
                daemon.send(15)
                _ = try await daemon.end(within: .seconds(15))
                _ = try await bench.daemon(state: "\(bench.state)-new")
                try await bench.until(state: "ready")
                let refused = try await bench.tool("load", path, "--patient", Plans.patient, "--json")
                #expect(refused.code == 1, "\(refused)")
                #expect(try refused.json()["error"] == "io.myotherm.Controller.InvalidAssessment")
                #expect(refused.output.contains("approved again"), "\(refused)")
            }
        }

        /// Hazard: HAZ-P3.
        @Test func `of two terminals the one that arms gets its own plan or none`() async throws {
            try await Bench.run { bench in
                let simulator = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let first = try await bench.approve(Plans.seconds(15), as: "first")
                let second = try await bench.approve(Plans.seconds(16), as: "second")
                try await bench.command("load", first, "--patient", Plans.patient)
                try await bench.command("load", second, "--patient", Plans.patient)
                for arguments in [["arm", first], ["arm"]] {
                    let refused = try await bench.tool(arguments + ["--json"])
                    #expect(refused.code == 4, "\(refused)")
                    #expect(try refused.json()["error"] == "io.myotherm.Controller.OtherApproval")
                }
                #expect(try await bench.status().state == "loaded")
                // The same plan approved again is another approval.
                try await bench.command(
                    "plan", "approve", second, "--name", "Dr. B", "--assessment", bench.assess(), "--replace")
                #expect(try await bench.tool("arm", second).code == 4)
                try await bench.command("load", second, "--patient", Plans.patient)
                _ = try await bench.armLoaded(second)
                #expect(try await bench.truth(of: simulator).lastOutputAtMicroseconds == nil)
            }
        }
    }
}
