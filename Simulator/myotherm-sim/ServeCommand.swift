public import ArgumentParser
import Device
import SimulatorFiles
import Tissue
import Units
import Wire
public import World

/// `myotherm-sim serve`: simulated devices in real time, on pseudo-terminals or sockets.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves simulated devices in real time, on pseudo-terminals or sockets.",
        discussion: """
            Prints a line 'ready PATH' on standard output for each device when a host can open PATH, and runs until SIGINT, SIGTERM or \
            SIGHUP. SIGUSR1 writes the oracle's file without ending.

            \(FaultHelp.text)

            Exit codes: 0 after a signal, 64 for wrong arguments, 73 when the link cannot be made, 1 for anything else.
            """
    )

    @OptionGroup var ports: PortOptions

    @OptionGroup var line: LineOptions

    @Option(help: ArgumentHelp("Where to write, as JSON, what really happened to the face.", valueName: "file"))
    var oracle: String?

    @Option(help: "What determines the patient and every noise.")
    var seed: UInt64 = 1

    @Option(help: "Whether the patient tries the stop button when asked: cooperative or absent.")
    var patient = PatientBehaviour.cooperative

    @Option(
        name: .customLong("patient-file"),
        help: ArgumentHelp("A patient file; without one the seed determines the person.", valueName: "file"))
    var patientFile: String?

    @Option(help: "What kind of device it is: reference (bipolar) or monopolar.")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("A file of faults, before those of --fault.", valueName: "file"))
    var faults: String?

    @Option(help: "How much too fast the device's clock is, in ppm, -1000 to 1000.")
    var drift: Int64 = 0

    @Option(name: .customLong("offset-us"), help: "What the device's clock shows at the start, in µs, 0 or more.")
    var offset: Int64 = 0

    @Option(
        name: .customLong("boot-id"),
        help: "The (first) device's boot id, 1 to 16 hexadecimal digits. (default: a random one)",
        transform: ServeCommand.bootID)
    var boot: UInt64?

    @Option(
        name: .customLong("wander-ppm"), help: "By how much the clock's rate wanders around that, in ppm, 0 to 1000.")
    var wander: Int64 = 0

    @Option(
        help: ArgumentHelp("A unix socket on which 'myotherm-sim fault' breaks and mends things.", valueName: "path"))
    var control: String?

    @Option(
        help: ArgumentHelp("Something that breaks; may be given many times, the later wins.", valueName: "spec"),
        transform: { try TimedFault(text: $0) })
    var fault: [TimedFault] = []

    @Option(
        help: ArgumentHelp(
            "What the device does wrong on purpose, to try 'myothermctl conformance'; may be given many times, 'list' "
                + "prints the kinds.",
            valueName: "kind"))
    var wrong: [WrongChoice] = []

    func validate() throws {
        guard ports.count > 0 || wrong.contains(.list) else {
            throw ValidationError("Nowhere to serve. Give --pty PATH, --unix PATH or --tcp 127.0.0.1:PORT.")
        }
        guard (-1000...1000).contains(drift) else {
            throw ValidationError("--drift is \(drift), but -1000 to 1000 ppm was expected.")
        }
        guard (0...ServeCommand.greatestOffset).contains(offset) else {
            throw ValidationError(
                "--offset-us is \(offset), but 0 to \(ServeCommand.greatestOffset) µs (a year) was expected.")
        }
        guard (0...1000).contains(wander) else {
            throw ValidationError("--wander-ppm is \(wander), but 0 to 1000 ppm was expected.")
        }
    }

    func run() throws {
        if wrong.contains(.list) { return Notice.list(WrongKind.allCases.map(\.rawValue)) }
        let person: Patient?
        let script: [TimedFault]
        do {
            person = try patientFile.map { path in try PatientFile.read(path: path, at: profile.value.sites) }
            script = try faults.map { path in try FaultScriptFile.read(path: path).faults } ?? []
        } catch {
            throw ValidationError("\(error)")
        }
        do {
            try serve(person, breaking: script + fault)
        } catch {
            Notice.print("\(error)")
            throw ExitCode(error.exitCode)
        }
    }

    private func serve(_ person: Patient?, breaking faults: [TimedFault]) throws(SimulatorError) {
        let paths = ports.count == 1 ? [oracle] : (1...ports.count).map { number in oracle.map { "\($0).\(number)" } }
        var oracles: [OracleFile?] = []
        for path in paths { oracles.append(try path.map { path throws(SimulatorError) in try OracleFile(path: path) }) }
        let wakeups = try Wakeups.open()
        let control = try control.map { path throws(SimulatorError) in try ControlPort(path: path) }
        let ports = try self.ports.open()
        let start = Wakeups.now
        var devices: [ServedDevice] = []
        for (index, port) in ports.enumerated() {
            let bootID = boot.map { $0 &+ UInt64(index) } ?? UInt64.random(in: 1...UInt64.max)
            let seed = seed &+ UInt64(index)
            let device = self.device(index, bootID: bootID, seed: seed, person: person, from: start)
            let path = (port as? TerminalPort).map { "\($0.slavePath) as " } ?? ""
            Notice.print("boot id \(String(bootID, radix: 16)), seed \(seed), serving \(path)\(port.name)")
            devices.append(
                ServedDevice(
                    device: device, bootID: bootID, faults: FaultScript(faults), line: line.traits, seed: seed,
                    port: port, oracle: oracles[index], startedAt: start))
        }
        // With both clocks of one moment, the oracle's device times can be laid beside anything measured on this machine.
        Notice.print("device time \(offset) µs at CLOCK_MONOTONIC \(start.nanoseconds) ns, drift \(drift) ppm")
        for port in ports { Notice.ready(port.name) }
        var service = DeviceService(devices: devices, wakeups: wakeups, control: control, startedAt: start)
        try service.run()
    }

    /// Device `index`, from 0: each has a boot id, a serial number and a seed of its own.
    private func device(
        _ index: Int, bootID: UInt64, seed: UInt64, person: Patient?, from start: Instant
    ) -> SimulatedApplicator {
        var profile = profile.value
        // Neither a pseudo-terminal nor a socket carries DTR to here.
        let traits = profile.device.traits
        profile.device.traits = DeviceTraits(
            isSimulator: true, isMonopolar: traits.isMonopolar, returnIsSplit: traits.returnIsSplit,
            hasTerminalReadyLine: false)
        profile.device.serialNumber = ServeCommand.serialNumber(profile.device.serialNumber, index + 1)
        let clock = DeviceClock(
            offset: .microseconds(offset), origin: start, driftPartsPerBillion: drift * 1000,
            wanderPartsPerBillion: wander * 1000)
        return SimulatedApplicator(
            bootID: bootID, profile: profile, patient: person ?? Patient(seed: seed, at: profile.sites), seed: seed,
            isCooperative: patient == .cooperative, deviation: Deviation(wrong.map(\.deviation)), clock: clock,
            at: start)
    }

    /// `text` with `number` as its last four characters of eight.
    private static func serialNumber<let capacity: Int>(
        _ text: ShortText<capacity>, _ number: Int
    ) -> ShortText<capacity> {
        var result = text
        var rest = number
        for place in stride(from: 7, through: 4, by: -1) {
            result = result.replacing(at: place, with: UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        return result
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

/// One kind of wrong device, or the wish to see them all.
enum WrongChoice: Equatable, ExpressibleByArgument {
    case list
    case kind(WrongKind)

    static var allValueStrings: [String] { ["list"] + WrongKind.allCases.map(\.rawValue) }

    init?(argument: String) {
        if argument == "list" {
            self = .list
        } else {
            guard let kind = WrongKind(rawValue: argument) else { return nil }
            self = .kind(kind)
        }
    }

    var deviation: Deviation {
        switch self {
        case .list: []
        case .kind(let kind): kind.deviation
        }
    }
}

extension ProfileName: ExpressibleByArgument {}
