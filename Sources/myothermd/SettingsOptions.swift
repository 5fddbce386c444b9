import ArgumentParser
import Daemon
import Foundation
import Serial

/// Where the settings come from: the configuration file, and beside it what is said on the command line.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file. Without it: \(ConfigurationFile.standardPath), where there is one.",
            valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The device node of a serial port to use. Without it, and without one in the configuration, the device is found "
                + "through udev.", valueName: "path"))
    var device: String?

    @Option(help: "Bits per second on the line")
    var baud: UInt32?

    func validate() throws {
        if let baud, !Settings.baudRates.contains(baud) {
            throw ValidationError(
                "--baud \(baud): say 115200 to 3000000; below 460800 is for service, not for treatment")
        }
    }

    /// The file to read; nil where there is none and none was asked for.
    var file: String? {
        if let config { return config }
        return FileManager.default.fileExists(atPath: ConfigurationFile.standardPath)
            ? ConfigurationFile.standardPath : nil
    }

    /// What holds now.
    ///
    /// - Throws: everything that is wrong with the file.
    func read() throws(ConfigurationFile.Refusal) -> Settings {
        var settings = Settings()
        if let file { settings = try ConfigurationFile.read(path: file) }
        if let device {
            settings.path = device
            (settings.usbIDs, settings.serial) = ([], nil)
        }
        if let baud { settings.baud = BaudRate(baud: baud) }
        return settings
    }

    /// The settings, or the end of the program with everything that is wrong with them.
    func readOrExit() throws -> Settings {
        do {
            return try read()
        } catch {
            for problem in error.problems { complain(problem) }
            throw ExitCode.configuration
        }
    }
}

extension ExitCode {
    /// What sysexits.h calls EX_CONFIG: a new start would change nothing.
    static let configuration = ExitCode(78)
}

/// Says a line on standard error.
func complain(_ line: String) {
    // A full disk or a closed pipe behind standard error ends nothing.
    try? FileHandle.standardError.write(contentsOf: Data("myothermd: \(line)\n".utf8))
}
