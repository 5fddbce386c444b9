import ArgumentParser

/// Looks whether the configuration can be used.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config", abstract: "Checks the configuration file",
        discussion: "Exit code 0 when it can be used, 78 with every problem on standard error when it cannot.")

    @OptionGroup var settings: SettingsOptions

    func run() throws {
        _ = try settings.readOrExit()
        print("check-config: \(settings.file.map { "\($0) can be used" } ?? "no file; what is built in holds")")
    }
}
