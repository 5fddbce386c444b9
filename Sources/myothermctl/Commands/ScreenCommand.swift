import ArgumentParser
import PlanFiles
import Presentation
import Treatment
import Varlink

/// Whether a person may be treated, without a daemon.
struct ScreenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen", abstract: "Screen an assessment for what stands against a treatment, without a daemon.",
        discussion: """
            Exits 5 when something blocks or a question is open. A warning does not: it takes a person's name before \
            a treatment.
            """)

    @OptionGroup var subject: ScreenedAssessment

    @OptionGroup var options: Options

    func run() throws {
        var permits = true
        try options.print { () throws(Complaint) in
            let (assessment, screening) = try subject.screened()
            let summary = ScreeningSummary(screening, of: assessment.patient)
            permits = summary.permits
            return Report(json: try Report.json(summary), lines: [summary.text])
        }
        if !permits { throw ExitCode(Outcome.forbidden.rawValue) }
    }
}

/// The options that say who is to be screened, and by which rules.
struct ScreenedAssessment: ParsableArguments {
    @Option(
        help: ArgumentHelp("The assessment.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var assessment: String

    @Option(
        help: ArgumentHelp("A prescriber's rules, which may only be stricter.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var rules: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The zones; without it those that were assessed.", valueName: "zone"))
    var zones: [AskedZone] = []

    @Option(help: ArgumentHelp("The day of the treatment, such as 2026-11-23; without it today.", valueName: "day"))
    var on: AskedDay?

    /// The assessment, and what the rules say of it.
    func screened() throws(Complaint) -> (Assessment, Screening) {
        let papers = try ScreenedAssessment.documents(self.assessment, rules: self.rules)
        let (assessment, rules) = (papers.assessment.assessment, papers.rules?.rules ?? .standard)
        let zones = zones.isEmpty ? assessment.zones.map(\.zone) : zones.map(\.zone)
        do throws(ScreeningError) {
            let day = on?.day ?? Process.today
            return (assessment, try Screening.result(of: assessment, zones: zones, on: day, rules: rules))
        } catch {
            throw Complaint(.failed, "InvalidDocument", error.message)
        }
    }
}

extension ScreenedAssessment {
    /// What is screened by, with the files' bytes; without rules the project's own hold.
    typealias Papers = (assessment: LoadedAssessment, rules: LoadedRules?)

    /// The assessment and the rules in two files.
    static func documents(_ assessment: String, rules: String?) throws(Complaint) -> Papers {
        let found = try document(assessment) { path throws(PlanFileError) in try AssessmentFile.read(path: path) }
        guard let rules else { return (found, nil) }
        return (found, try document(rules) { path throws(PlanFileError) in try RulesFile.read(path: path) })
    }

    /// The document in a file, or a complaint with everything that is wrong with it.
    private static func document<Document>(
        _ path: String, _ read: (String) throws(PlanFileError) -> Document
    ) throws(Complaint) -> Document {
        do throws(PlanFileError) {
            return try read(path)
        } catch {
            throw PlanSource.complaint(about: error, path: path, name: "InvalidDocument")
        }
    }
}

/// A zone as people type it.
struct AskedZone: ExpressibleByArgument {
    let zone: Zone

    init?(argument: String) {
        guard let zone = Zone(name: argument) else { return nil }
        self.zone = zone
    }

    static var allValueStrings: [String] { Zone.allInOrder.map(\.name) }
}

/// A day as people type it.
struct AskedDay: ExpressibleByArgument {
    let day: CalendarDay

    init?(argument: String) {
        guard let day = CalendarDay(argument) else { return nil }
        self.day = day
    }
}

extension Report {
    /// A document as one object of JSON.
    static func json(_ document: some Encodable) throws(Complaint) -> JSONObject {
        do throws(VarlinkError) {
            return try JSONObject(encoding: document)
        } catch {
            throw Complaint(.failed, "OutputFailed", "\(error)")
        }
    }
}
