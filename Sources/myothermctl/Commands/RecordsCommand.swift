import ArgumentParser
import ControlSocket
import Presentation

/// The treatments of before.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records", abstract: "List treatments, or show one.", subcommands: [List.self, Show.self])

    /// Lists treatments, newest first.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List treatments, the newest first.")

        @Option(help: ArgumentHelp("How many at most, 1 to 500.", valueName: "number"))
        var limit: Int64?

        @Option(help: ArgumentHelp("Only records before this one.", valueName: "id"))
        var before: Int64?

        @OptionGroup var options: Options

        func validate() throws {
            guard limit.map({ (1...500).contains($0) }) ?? true else {
                throw ValidationError("--limit must be between 1 and 500")
            }
        }

        func run() throws {
            try options.report { client throws(ControllerError) in
                let answer = try client.records(limit: limit, before: before)
                return Report(
                    json: answer.json, lines: answer.reply.records.isEmpty ? [] : RecordText.lines(answer.reply),
                    note: answer.reply.records.isEmpty ? "no records" : nil)
            }
        }
    }

    /// Shows one treatment.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show what one treatment gave, what happened, and its plan.")

        @Argument(help: "The record's id, as 'records list' prints it.")
        var id: Int64

        @OptionGroup var options: Options

        func run() throws {
            try options.report { client throws(ControllerError) in
                let answer = try client.record(id: id)
                return Report(json: answer.json, lines: RecordText.lines(answer.reply))
            }
        }
    }
}
