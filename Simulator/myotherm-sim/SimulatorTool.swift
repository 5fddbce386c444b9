import ArgumentParser

/// `myotherm-sim`: the simulated device and everything about it that one may want to run.
///
/// Without a subcommand it serves, because that is what every script asks of it.
@main
struct SimulatorTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "myotherm-sim",
        abstract: "The simulated device.",
        discussion: "Without a subcommand it serves: the options are those of 'myotherm-sim serve'.",
        subcommands: [ServeCommand.self, FaultCommand.self, VerifyCommand.self, SolveCommand.self],
        defaultSubcommand: ServeCommand.self
    )
}
