import ArgumentParser
import Daemon
import Discovery

/// Shows what discovery sees.
struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices", abstract: "Lists the serial ports that may be a treatment device, and what they lack",
        discussion: """
            Opens none of them: which one answers as a treatment device is told by 'myothermctl status'. Exit code 0 when there \
            is one and every line of the rules is in force on it, 1 otherwise.
            """)

    @OptionGroup var settings: SettingsOptions

    func run() throws {
        let settings = try settings.readOrExit()
        if let path = settings.path {
            print("devices: the configuration names \(path); udev is not asked")
            return
        }
        let found: [SerialDevice]
        do {
            found = try UdevWatch().enumerate()
        } catch {
            complain("\(error)")
            throw ExitCode.failure
        }
        if !UdevWatch.isServed { complain("udev does not run here: nobody says when a device is plugged in") }
        let wanted = WantedDevice(usbIDs: settings.usbIDs, serial: settings.serial)
        var roster = Roster()
        roster.replace(with: found)
        let candidates = roster.candidates(for: wanted)
        for device in candidates {
            print("\(device.name)\(device.usb.map { ", USB id \($0.id)" } ?? "")")
            for rule in device.missingRules { print("  \(rule)") }
        }
        for device in found where !candidates.contains(device) && device.usb != nil {
            let reason =
                device.isInitialized ? "neither marked by the rules nor configured" : "udev has not finished with it"
            print("\(device.name), USB id \(device.usb?.id.description ?? "none"): \(reason)")
        }
        let incomplete = candidates.count { !$0.missingRules.isEmpty }
        print("devices: \(candidates.count) candidates, \(incomplete) with rules that are not in force")
        if candidates.isEmpty || incomplete > 0 { throw ExitCode.failure }
    }
}
