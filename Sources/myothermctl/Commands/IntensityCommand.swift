import ArgumentParser
import ControlSocket

/// Makes one zone's contractions stronger or weaker while the treatment runs.
struct IntensityCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "intensity", abstract: "Make a zone weaker or stronger while output runs.",
        discussion: """
            Up by at most 2 % at once and 5 % a second, never above what the plan allows; down at once. The share is one of \
            the range that a titration found, or of the plan's current in a zone whose plan has no intensity.
            """)

    @Argument(help: "The zone: forehead, leftCheek, rightCheek or submentum.")
    var zone: String

    @Argument(help: ArgumentHelp("The share, 0 to 100.", valueName: "percent"))
    var percent: Int64

    @OptionGroup var options: Options

    func validate() throws {
        guard (0...100).contains(percent) else {
            throw ValidationError("the intensity is \(percent), but 0 to 100 % was expected")
        }
    }

    func run() throws {
        try options.report { client throws(ControllerError) in
            Report(
                json: try client.setIntensity(zone: zone, perMille: percent * 10).json, lines: [],
                note: "\(zone) at \(percent) %")
        }
    }
}
