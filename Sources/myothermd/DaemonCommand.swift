import ArgumentParser
import Daemon

/// `myothermd`: the daemon, and what its administrator wants to know before it serves.
struct DaemonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "myothermd",
        abstract: "Controls one facial treatment device on a serial line",
        discussion: "Without a subcommand it serves: the options are those of 'myothermd serve'.",
        version: Version.text,
        subcommands: [
            ServeCommand.self, CheckHostCommand.self, CheckConfigCommand.self, DevicesCommand.self,
            StopOutputCommand.self,
            CatalogCommand.self,
        ], defaultSubcommand: ServeCommand.self)
}
