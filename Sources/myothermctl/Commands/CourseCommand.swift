import ArgumentParser
import ControlSocket
import PlanFiles
import Presentation
import Treatment

/// The sessions of a patient.
struct CourseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "course", abstract: "Sessions of a patient: what was given, and when the next ones could be.",
        subcommands: [Show.self])

    /// Shows a course, and writes its dates as a calendar file.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show the sessions of a patient and propose dates for the remaining ones.",
            discussion: """
                A session that was cut short is shown and does not count. Dates are 5 to 10 days after the session before, \
                7 where nothing speaks against it. Nothing is loaded or armed for a patient within 48 h of the end of the \
                last session, except to go on with one that was cut short, for 12 h.
                """)

        @Option(help: ArgumentHelp("The patient's pseudonym, as given to 'load'.", valueName: "id"))
        var patient: String

        @Option(help: ArgumentHelp("How many sessions are planned, 1 to 12; 4 without it.", valueName: "number"))
        var sessions: Int64?

        @Option(
            help: ArgumentHelp(
                "The patient's assessment: dates keep clear of the days on which screening blocks.", valueName: "file"),
            completion: .file(extensions: ["yaml", "yml"]))
        var assessment: String?

        @Option(
            help: ArgumentHelp("A prescriber's rules, which may only be stricter.", valueName: "file"),
            completion: .file(extensions: ["yaml", "yml"]))
        var rules: String?

        @Option(
            help: ArgumentHelp(
                "Write the sessions to come into a new calendar file, without pseudonym and reasons.",
                valueName: "file"),
            completion: .file(extensions: ["ics"]))
        var ics: String?

        @Flag(help: "Write the pseudonym, and why dates were moved, into the calendar file too.")
        var icsDetails = false

        @Flag(help: "Take the place of a calendar file that is there.")
        var replace = false

        @OptionGroup var options: Options

        func validate() throws {
            guard sessions.map({ (1...12).contains($0) }) ?? true else {
                throw ValidationError("--sessions must be between 1 and 12")
            }
            guard assessment != nil || rules == nil else { throw ValidationError("--rules needs --assessment FILE") }
            guard ics != nil || !(icsDetails || replace) else {
                throw ValidationError("--ics-details and --replace need --ics FILE")
            }
        }

        func run() throws {
            try options.print { () throws(Complaint) in
                let waits = try waits()
                let answer: Answer<GetCourseReply>
                do throws(ControllerError) {
                    answer = try options.connectForCourse().course(of: patient, sessions: sessions, waits: waits)
                } catch {
                    throw Complaint(error)
                }
                let note = try ics.map { path throws(Complaint) in try write(answer.reply, to: path) }
                return Report(json: answer.json, lines: CourseText.lines(answer.reply), note: note)
            }
        }

        /// The days on which screening speaks against a session, by the assessment if there is one.
        private func waits() throws(Complaint) -> [CourseWait] {
            guard let assessment else { return [] }
            let papers = try ScreenedAssessment.documents(assessment, rules: rules)
            let (found, rules) = (papers.assessment.assessment, papers.rules?.rules ?? .standard)
            guard found.patient.text == patient else {
                throw Complaint(
                    .failed, "OtherPatient",
                    "\(assessment) is the assessment of \(found.patient.text), and the course is that of \(patient)")
            }
            return Course.waits(screening: found, rules: rules, from: Process.today).map { wait in
                CourseWait(
                    zone: wait.zone?.name, fromDay: wait.from.text, untilDay: wait.until?.text, blocks: wait.blocks,
                    reason: wait.reason)
            }
        }

        /// Writes the calendar file; says so.
        private func write(_ course: GetCourseReply, to path: String) throws(Complaint) -> String {
            guard !course.dates.isEmpty else {
                throw Complaint(.nothingToDo, "NoDates", "there is no session to come: \(path) is not written")
            }
            // What a reader of the calendar cannot turn back, though who has the pseudonym can check a guess.
            let tag = DocumentHash(of: Array("io.myotherm.course \(course.patient)".utf8)).hex.prefix(16)
            guard
                let file = CalendarFile(
                    course, tag: String(tag), stamp: Process.utcStamp, hasDetails: icsDetails)
            else {
                throw Complaint(
                    .failed, "Misunderstanding", "the daemon replied dates that are none: use the client of its version"
                )
            }
            try NewFile.write(file.text, to: path, replaces: replace)
            let count = course.dates.count
            return "wrote \(path): \(count) \(count == 1 ? "session" : "sessions")"
        }
    }
}
