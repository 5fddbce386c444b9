import ArgumentParser
import Daemon
import Foundation

/// Sends STOP to every device, and notes how the daemon ended: what the service manager runs after it.
struct StopOutputCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop-output", abstract: "Sends STOP to every treatment device, without the daemon",
        discussion: """
            For ExecStopPost=, after the daemon has ended however it ended; by hand only while it does not run. Waits up to 2 s \
            for each device to measure zero. How the service ended ($SERVICE_RESULT) is noted in the state directory, and told \
            to the operator from the next start on. Exit code 0 when every device measured zero or there is none, 1 otherwise.
            """)

    @OptionGroup var settings: SettingsOptions

    @Option(help: ArgumentHelp("The directory of the records; $STATE_DIRECTORY where it is set", valueName: "dir"))
    var state: String?

    func run() throws {
        let results: [OutputStop.Result]
        do {
            results = try OutputStop.run(settingsOrStandard)
        } catch {
            complain("\(error); no device was stopped")
            noteEnd(isZero: false)
            throw ExitCode.failure
        }
        for result in results { complain(result.sentence) }
        let uncertain = results.count { $0.isZero == false }
        noteEnd(isZero: uncertain == 0)
        print(
            results.isEmpty
                ? "stop-output: no device is plugged in"
                : "stop-output: \(results.count) lines, \(results.count { $0.isZero == true }) measured zero, "
                    + "\(uncertain) not confirmed")
        if uncertain > 0 { throw ExitCode.failure }
    }

    /// A configuration that cannot be read must not keep a STOP from what the rules mark.
    private var settingsOrStandard: Settings {
        do throws(ConfigurationFile.Refusal) {
            return try settings.read()
        } catch {
            for problem in error.problems { complain(problem) }
            return Settings()
        }
    }

    private func noteEnd(isZero: Bool) {
        let environment = ProcessInfo.processInfo.environment
        guard let directory = state ?? environment["STATE_DIRECTORY"],
            let end = LastEnd(environment: environment, isZero: isZero)
        else { return }
        do {
            try end.write(in: directory)
        } catch {
            complain("how the service ended could not be noted in \(directory): \(error.localizedDescription)")
        }
    }
}
