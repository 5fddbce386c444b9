import ArgumentParser

/// The command line of the daemon: one command a file, words for people in `Presentation`, calls in `ControlSocket`.
@main
struct Myothermctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "myothermctl",
        abstract: "Watch and operate the treatment device through myothermd.",
        discussion: """
            Data goes to standard output, everything else to standard error. With --json a command prints the reply \
            exactly as it came over the socket, one object on one line, and an error as an object with "error" and \
            "message".

            Exit codes: 0 done, 1 failed, 2 nothing to do, 3 daemon not reached or no answer, 4 not permitted, \
            5 forbidden by an interlock or the state, 6 tripped, 7 stopped before the end, 64 wrong usage.
            """,
        subcommands: [
            StatusCommand.self, WatchCommand.self, TimingCommand.self, LoadCommand.self, ArmCommand.self,
            StartCommand.self, TitrateCommand.self, IntensityCommand.self,
            PauseCommand.self, ResumeCommand.self, StopCommand.self, AcknowledgeCommand.self, SummaryCommand.self,
            PlanCommand.self, ScreenCommand.self, RecordsCommand.self, CourseCommand.self, ReloadCommand.self,
            ConformanceCommand.self,
        ]
    )
}
