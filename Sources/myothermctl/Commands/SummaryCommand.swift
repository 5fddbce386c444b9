import ArgumentParser
import ControlSocket
import Presentation

/// Prints what the treatment gave.
struct SummaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Print what the treatment under way, or the last one, has given.")

    @OptionGroup var options: Options

    func run() throws {
        try options.print { () throws(Complaint) in
            let status: Status
            do throws(ControllerError) {
                status = try options.connect().status().reply
            } catch {
                throw Complaint(error)
            }
            guard let summary = TreatmentSummary(status) else {
                throw Complaint(.nothingToDo, "NoTreatment", "there has been no treatment since the plan was loaded")
            }
            return Report(json: summary.json, lines: summary.lines)
        }
    }
}
