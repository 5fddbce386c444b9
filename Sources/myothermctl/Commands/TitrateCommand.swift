import ArgumentParser
import ControlSocket
import Presentation

/// Finds the range of one zone's intensity, with the operator's marks.
struct TitrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "titrate", abstract: "Find the range of a zone's intensity before a treatment.",
        discussion: """
            'arm' checks the patient and prints a token; 'start --token' begins. Contractions of 1 s come every 3.5 s, some of \
            them blanks. Mark each that is seen, and each that is as strong as the person wants it, before the next comes. The \
            status shows the range when it has been found. 'end' ends it at zero, and so does 'stop'.
            """,
        subcommands: [Arm.self, Seen.self, Maximum.self, End.self])

    /// Checks the patient and arms for one zone.
    struct Arm: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "arm", abstract: "Check one zone's contact, sensors and button, and arm for its titration.")

        @Argument(help: "The zone: forehead, leftCheek, rightCheek or submentum.")
        var zone: String

        @OptionGroup var loaded: LoadedApproval

        @OptionGroup var options: Options

        func run() throws {
            try options.print { () throws(Complaint) in
                let hash = try loaded.hash()
                do throws(ControllerError) {
                    return Report(
                        armed: try options.connect().titrate(zone: zone, approval: hash, askedBy: loaded.asked))
                } catch {
                    throw Complaint(error)
                }
            }
        }
    }

    /// A contraction was seen.
    struct Seen: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "seen", abstract: "The contraction that is shown is visible.")

        @OptionGroup var options: Options

        func run() throws {
            try options.report { client throws(ControllerError) in
                Report(json: try client.markTitration("contraction").json, lines: [], note: "marked")
            }
        }
    }

    /// The person wants no more.
    struct Maximum: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "maximum", abstract: "The contraction that is shown is as strong as the person wants it.")

        @OptionGroup var options: Options

        func run() throws {
            try options.report { client throws(ControllerError) in
                Report(json: try client.markTitration("maximum").json, lines: [], note: "marked")
            }
        }
    }

    /// Ends it.
    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "end", abstract: "End the titration at zero, and keep the plan and what was found.")

        @OptionGroup var options: Options

        func run() throws {
            try options.report { client throws(ControllerError) in
                Report(json: try client.endTitration().json, lines: [], note: "ended")
            }
        }
    }
}
