import ArgumentParser
import Daemon
import Discovery

/// Shows what discovery sees.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "Lists the serial ports that may be a treatment device, and what they lack",
        discussion: """
            With --ask, those that no other program has are opened, told to STOP and asked who they are. Exit code 0 when there \
            is a device (with --ask: one that would be taken) and every line of the rules is in force on it, 1 otherwise.
            """)

    @OptionGroup var settings: SettingsOptions

    @Flag(help: "Ask the candidates who they are, and say which one the daemon would take")
    var ask = false

    func run() throws {
        let settings = try settings.readOrExit()
        if let path = settings.path {
            print("devices: the configuration names \(path); udev is not asked")
            return
        }
        if !UdevWatch.isServed { complain("udev does not run here: nobody says when a device is plugged in") }
        let inquiry: DeviceInquiry
        do {
            inquiry = try DeviceInquiry(settings, asking: ask)
        } catch {
            complain("\(error)")
            throw ExitCode.failure
        }
        for candidate in inquiry.candidates {
            print("\(candidate.name)\(candidate.id.map { ", USB id \($0)" } ?? "")")
            for rule in candidate.missingRules { print("  \(rule)") }
        }
        for other in inquiry.others { print(other) }
        if let verdict = inquiry.verdict { print(verdict) }
        let incomplete = inquiry.candidates.count { !$0.missingRules.isEmpty }
        print("devices: \(inquiry.candidates.count) candidates, \(incomplete) with rules that are not in force")
        if inquiry.candidates.isEmpty || incomplete > 0 || (ask && !inquiry.isFound) { throw ExitCode.failure }
    }
}
