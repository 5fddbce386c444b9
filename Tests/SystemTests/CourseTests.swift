import Control
import ControlSocket
import Glibc
import Testing
import Varlink

extension RealPrograms {
    /// Sessions of a patient over days, which the records of a test only claim to have passed.
    @Suite struct CourseTests {
        /// Hazard: HAZ-C1.
        @Test func `a patient is not loaded within two days of the last session, and others are`() async throws {
            try await Bench.run { bench in
                try bench.rememberTreatment(of: "P-0002", ago: 48 * PastTime.hour + 120_000)
                try bench.rememberTreatment(of: "P-0001", ago: 47 * PastTime.hour)
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let plan = "\(bench.directory)/plan.yaml"
                try TextFile.write(Plans.template(15), to: plan)
                let refused = try await bench.tool("load", plan, "--patient", "P-0001", "--json")
                #expect(refused.code == 5, "\(refused)")
                let error = try refused.json()
                #expect(error["error"] == "io.myotherm.Controller.TooSoon")
                let course: GetCourseReply = try await bench.tool("course", "show", "--patient", "P-0001", "--json")
                    .json().decoded()
                #expect(error["allowedFrom"]?.string == course.allowedFrom && course.allowedFrom != nil)
                #expect(try await bench.tool("arm").code == 5, "nothing is loaded")
                try await bench.command("load", plan, "--patient", "P-0002")
                try await bench.command("load", plan)
            }
        }

        /// Hazard: HAZ-C1.
        @Test func `what could be gone on with when it was loaded is not armed once it cannot`() async throws {
            try await Bench.run { bench in
                let left: Int64 = 15_000
                try bench.rememberTreatment(of: "P-0001", ago: 12 * PastTime.hour - left, .tripped)
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let plan = "\(bench.directory)/plan.yaml"
                try TextFile.write(Plans.template(15), to: plan)
                try await bench.command("load", plan, "--patient", "P-0001")
                try await eventually("the end of the twelve hours", within: .seconds(30)) {
                    let answer = try await bench.tool("course", "show", "--patient", "P-0001", "--json")
                    let course: GetCourseReply = try answer.json().decoded()
                    #expect(course.allowedFrom != nil)
                    return course.continuesUntil == nil ? true : nil
                }
                let refused = try await bench.tool("arm", "--json")
                #expect(refused.code == 5)
                #expect(try refused.json()["error"] == "io.myotherm.Controller.TooSoon", "\(refused)")
                #expect(try await bench.status().state == "loaded")
            }
        }

        /// Hazard: HAZ-C1.
        @Test func `a session that was stopped goes on, and one that was completed does not`() async throws {
            try await Bench.run { bench in
                _ = try await bench.simulator()
                _ = try await bench.daemon()
                try await bench.until(state: "ready")
                let plan = try await bench.approve(
                    Plans.seconds(15, for: "P-0001"), by: Assessments.clear(of: "P-0001"))
                for _ in 0..<2 {
                    try await bench.command("load", plan, "--patient", "P-0001")
                    try await bench.command("start", "--token", bench.armLoaded(plan))
                    try await bench.until("RF and pulses") { status in
                        status.zones.contains { $0.rfMilliwatts > 0 && $0.currentMicroamps > 0 }
                    }
                    if try await bench.record(1).record.result == nil { try await bench.command("stop") }
                    try await bench.until("an end", within: .seconds(60)) { $0.state == "finished" }
                }
                let refused = try await bench.tool("load", plan, "--patient", "P-0001", "--json")
                #expect(try refused.json()["error"] == "io.myotherm.Controller.TooSoon", "\(refused)")
                let course: GetCourseReply = try await bench.tool("course", "show", "--patient", "P-0001", "--json")
                    .json().decoded()
                #expect(course.sessions.map(\.records) == [[1, 2]] && course.completed == 1, "\(course)")
                #expect(course.dates.map(\.number) == [2, 3, 4])
            }
        }

        @Test func `a course is shown, and its dates go into a calendar that takes no other file's place`() async throws
        {
            try await Bench.run { bench in
                try bench.rememberTreatment(of: "P-0001", ago: 8 * 24 * PastTime.hour)
                _ = try await bench.daemon()
                let file = "\(bench.directory)/course.ics"
                let shown = try await bench.tool("course", "show", "--patient", "P-0001", "--ics", file)
                #expect(shown.code == 0, "\(shown)")
                #expect(shown.output.contains("1 of 4 sessions completed"), "\(shown)")
                #expect(shown.output.contains("forehead      0.000 min    0.040 min"), "\(shown)")
                let first = try #require(TextFile.read(file))
                #expect(first.contains("SUMMARY:Treatment\\, session 2 of 4\r\n") && !first.contains("P-0001"))
                let kept = try await bench.tool("course", "show", "--patient", "P-0001", "--ics", file)
                #expect(kept.code == 1 && kept.complaints.contains("--replace"), "\(kept)")
                #expect(TextFile.read(file) == first)
                let more = ["--ics", file, "--replace", "--ics-details", "--sessions", "5"]
                let replaced = try await bench.tool(["course", "show", "--patient", "P-0001"] + more)
                #expect(replaced.code == 0, "\(replaced)")
                #expect(TextFile.read(file)?.contains("session 5 of 5\\, P-0001\r\n") == true)
                try await expectUIDs(of: first, again: TextFile.read(file), count: 3)
                let wrong = try await bench.tool("course", "show", "--patient", "Anna Muster")
                #expect(wrong.code == 1, "\(wrong)")
                #expect(try await bench.tool("course", "show", "--patient", "P-0001", "--sessions", "13").code == 64)
                let done = try await bench.tool(
                    "course", "show", "--patient", "P-0001", "--sessions", "1", "--ics", "\(file).2")
                #expect(done.code == 2 && TextFile.read("\(file).2") == nil, "\(done)")
                let nowhere = "\(bench.directory)/none/course.ics"
                #expect(try await bench.tool("course", "show", "--patient", "P-0001", "--ics", nowhere).code == 1)
            }
        }

        @Test func `an assessment moves dates away from what screening blocks, and must be that of the patient`()
            async throws
        {
            try await Bench.run { bench in
                _ = try await bench.daemon()
                let example = try #require(Programs.example("assessments/skin-botox.yaml"))
                let show = ["course", "show", "--patient", "P-0043", "--json"]
                let free: GetCourseReply = try await bench.tool(show).json().decoded()
                #expect(free.dates.first?.preferredDay == free.today)
                let other = try await bench.tool("course", "show", "--patient", "P-0042", "--assessment", example)
                #expect(other.code == 1 && other.complaints.contains("P-0043"), "\(other)")
                let answer = try await bench.tool(show + ["--assessment", example])
                let course: GetCourseReply = try answer.json().decoded()
                #expect(course.dates.count == 4 && course.obstacles.isEmpty, "\(answer)")
                #expect(!course.dates.flatMap { $0.warnings + $0.moved }.isEmpty, "\(answer)")
            }
        }

        /// The same session keeps its UID in a later file.
        private func expectUIDs(of first: String, again: String?, count: Int) async throws {
            let uids = { (text: String) in
                text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
            }
            let (before, after) = (uids(first), uids(try #require(again)))
            #expect(before.count == count && after.count == count + 1 && after.starts(with: before))
            #expect(Set(after).count == after.count)
        }

        @Test(
            .enabled(
                if: Programs.python != nil && Programs.script("calendar_file.py") != nil,
                "set MYOTHERM_PYTHON to a python that has the module `icalendar`"))
        func `the calendar is one for a reader that we did not write`() async throws {
            let python = try #require(Programs.python)
            let script = try #require(Programs.script("calendar_file.py"))
            try await Bench.run { bench in
                try bench.rememberTreatment(of: "P-0001", ago: 8 * 24 * PastTime.hour)
                _ = try await bench.daemon()
                for details in [[], ["--ics-details", "--replace"]] {
                    let file = "\(bench.directory)/course.ics"
                    let command = ["course", "show", "--patient", "P-0001", "--ics", file, "--json"] + details
                    let answer = try await bench.tool(command)
                    let course: GetCourseReply = try answer.json().decoded()
                    let reader = try bench.start(python, [script, file])
                    #expect(try await reader.end(within: .seconds(30)) == .exited(0), "\(reader.complaints)")
                    let events = reader.output.split(separator: "\n").map { $0.split(separator: "\t") }
                    #expect(events.map { $0[1] } == course.dates.map { Substring($0.preferredDay) })
                    let name = details.isEmpty ? "" : ", P-0001"
                    #expect(events.map { $0[2] } == (2...4).map { "Treatment, session \($0) of 4\(name)" })
                }
            }
        }
    }
}
