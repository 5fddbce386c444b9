import ArgumentParser
import Device
import Tissue
import Units
import Wire
import World

/// `myotherm-sim serve`: the simulated device, in real time on a pseudo-terminal.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves the simulated device in real time on a pseudo-terminal.",
        discussion: """
            Prints one line 'ready PATH' on standard output when a host can open PATH, and runs until SIGINT, SIGTERM or \
            SIGHUP. SIGUSR1 writes the oracle's file without ending.

            \(FaultHelp.text)

            Exit codes: 0 after a signal, 64 for wrong arguments, 73 when the link cannot be made, 1 for anything else.
            """
    )

    @Option(help: ArgumentHelp("Where to place the link to the terminal.", valueName: "path"))
    var pty: String

    @Option(help: ArgumentHelp("Where to write, as JSON, what really happened to the face.", valueName: "file"))
    var oracle: String?

    @Option(help: "What determines the patient and every noise.")
    var seed: UInt64 = 1

    @Option(help: "Whether the patient tries the stop button when asked: cooperative or absent.")
    var patient = PatientBehaviour.cooperative

    @Option(help: "How much too fast the device's clock is, in ppm, -1000 to 1000.")
    var drift: Int64 = 0

    @Option(name: .customLong("offset-us"), help: "What the device's clock shows at the start, in µs, 0 or more.")
    var offset: Int64 = 0

    @Option(
        name: .customLong("boot-id"), help: "The device's boot id, 1 to 16 hexadecimal digits. (default: a random one)",
        transform: ServeCommand.bootID)
    var boot: UInt64?

    @Option(help: "The line's rate in bits per second each way, 9600 or more; 0 for a line that takes no time.")
    var baud: UInt32 = 921_600

    @Option(
        help: ArgumentHelp("Something that breaks; may be given many times, the later wins.", valueName: "spec"),
        transform: { try TimedFault(text: $0) })
    var fault: [TimedFault] = []

    func validate() throws {
        guard (-1000...1000).contains(drift) else {
            throw ValidationError("--drift is \(drift), but -1000 to 1000 ppm was expected.")
        }
        guard (0...ServeCommand.greatestOffset).contains(offset) else {
            throw ValidationError(
                "--offset-us is \(offset), but 0 to \(ServeCommand.greatestOffset) µs (a year) was expected.")
        }
        guard baud == 0 || baud >= 9600 else {
            throw ValidationError("--baud is \(baud), but 0 or at least 9600 was expected.")
        }
    }

    func run() throws {
        do {
            try serve()
        } catch {
            Notice.print("\(error)")
            throw ExitCode(error.exitCode)
        }
    }

    private func serve() throws(SimulatorError) {
        let oracle = try oracle.map { path throws(SimulatorError) in try OracleFile(path: path) }
        let wakeups = try Wakeups.open()
        let line = try ServedLine.open(link: pty, baud: baud)
        let start = Wakeups.now
        let profile = DeviceProfile.reference
        let bootID = boot ?? UInt64.random(in: 1...UInt64.max)
        let clock = DeviceClock(
            offset: .microseconds(offset), origin: start, driftPartsPerBillion: drift * 1000)
        let device = SimulatedApplicator(
            bootID: bootID, profile: profile, patient: Patient(seed: seed, at: profile.sites), seed: seed,
            isCooperative: patient == .cooperative, clock: clock, at: start)
        Notice.print("boot id \(String(bootID, radix: 16)), seed \(seed), serving \(line.slavePath) as \(pty)")
        // With both clocks of one moment, the oracle's device times can be laid beside anything measured on this machine.
        Notice.print("device time \(offset) µs at CLOCK_MONOTONIC \(start.nanoseconds) ns, drift \(drift) ppm")
        Notice.ready(pty)
        var service = DeviceService(
            device: device, faults: FaultScript(fault), line: line, wakeups: wakeups, oracle: oracle, startedAt: start)
        try service.run()
    }

    /// The greatest value of the device's clock at its start: a year.
    private static let greatestOffset: Int64 = 31_536_000_000_000

    private static func bootID(_ text: String) throws -> UInt64 {
        guard let value = UInt64(text, radix: 16), value > 0 else {
            throw ValidationError("1 to 16 hexadecimal digits, not all zero, were expected.")
        }
        return value
    }
}

/// What the patient does when the device asks for a try of the stop button.
enum PatientBehaviour: String, ExpressibleByArgument, CaseIterable {
    case cooperative
    case absent
}
