import ArgumentParser
import Units
import World

/// Where hosts meet the devices: one device for each place.
struct PortOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where to place the link to a terminal; may be given many times, one device each.", valueName: "path"))
    var pty: [String] = []

    @Option(
        help: ArgumentHelp("A unix socket on which a host may connect; may be given many times.", valueName: "path"))
    var unix: [String] = []

    @Option(
        help: ArgumentHelp(
            "A port of this machine, as 127.0.0.1:PORT, 0 for a free one; may be given many times.",
            valueName: "address"),
        transform: PortOptions.port)
    var tcp: [UInt16] = []

    @Option(help: "How many devices each path with {} stands for; {} becomes 1, 2 and so on.")
    var devices = 1

    /// The most devices in one process: serial numbers have four digits, and one thread serves them all.
    private static let limit = 64

    func validate() throws {
        guard (1...PortOptions.limit).contains(devices) else {
            throw ValidationError("--devices is \(devices), but 1 to \(PortOptions.limit) was expected.")
        }
        if devices > 1, !(pty + unix).contains(where: PortOptions.isPattern) {
            throw ValidationError("--devices \(devices) needs a path with {}, such as --pty /tmp/line-{}.")
        }
        guard count <= PortOptions.limit else {
            throw ValidationError("\(count) devices are asked for, but at most \(PortOptions.limit) are served.")
        }
    }

    /// How many devices there are.
    var count: Int { paths(pty).count + paths(unix).count + tcp.count }

    /// Opens all of them, terminals first.
    func open() throws(SimulatorError) -> [any HostPort] {
        var ports: [any HostPort] = []
        for path in paths(pty) { ports.append(try TerminalPort(link: path)) }
        for path in paths(unix) { ports.append(StreamPort(try .unix(path))) }
        for port in tcp { ports.append(StreamPort(try .loopback(port: port))) }
        return ports
    }

    /// The paths, those with {} once for each device.
    private func paths(_ written: [String]) -> [String] {
        written.flatMap { path in
            guard PortOptions.isPattern(path) else { return [path] }
            let parts = path.split(separator: "{}", maxSplits: 1, omittingEmptySubsequences: false)
            return (1...max(devices, 1)).map { "\(parts[0])\($0)\(parts[1])" }
        }
    }

    private static func isPattern(_ path: String) -> Bool {
        path.split(separator: "{}", maxSplits: 1, omittingEmptySubsequences: false).count == 2
    }

    /// Only this machine may connect: whoever can, controls the device.
    private static func port(_ text: String) throws -> UInt16 {
        let prefix = "127.0.0.1:"
        guard text.hasPrefix(prefix), let port = UInt16(text.dropFirst(prefix.count)) else {
            throw ValidationError("127.0.0.1:PORT was expected, with 0 to 65535: no other machine may connect.")
        }
        return port
    }
}

/// What the line is like.
struct LineOptions: ParsableArguments {
    @Option(help: "The line's rate in bits per second each way, 9600 or more; 0 for a line that takes no time.")
    var baud: UInt32 = 921_600

    @Option(help: "What stands between the device's UART and the host: ftdi, fast or none.")
    var usb = Bridge.none

    @Option(
        help: ArgumentHelp("How long an ftdi bridge keeps bytes, 1ms to 255ms.", valueName: "time"),
        transform: LineOptions.milliseconds)
    var latencyTimer = Duration.milliseconds(1)

    @Option(
        name: .customLong("jitter"),
        help: ArgumentHelp("The most that chance adds to each delay, 0ms to 255ms.", valueName: "time"),
        transform: LineOptions.milliseconds)
    var jitter = Duration.zero

    /// The bridges.
    enum Bridge: String, ExpressibleByArgument, CaseIterable {
        case ftdi
        case fast
        case none
    }

    func validate() throws {
        guard baud == 0 || baud >= 9600 else {
            throw ValidationError("--baud is \(baud), but 0 or at least 9600 was expected.")
        }
        guard latencyTimer >= .milliseconds(1) else {
            throw ValidationError("--latency-timer is less than 1ms, but 1ms to 255ms was expected.")
        }
    }

    /// The line as the model takes it.
    var traits: LineTraits {
        let bridge: USBBridge =
            switch usb {
            case .ftdi: .ftdi(latencyTimer: latencyTimer)
            case .fast: .fast
            case .none: .none
            }
        return LineTraits(baud: baud, jitter: jitter, usb: bridge)
    }

    private static func milliseconds(_ text: String) throws -> Duration {
        guard text.hasSuffix("ms"), let number = Int64(text.dropLast(2)), (0...255).contains(number) else {
            throw ValidationError("A time from 0ms to 255ms was expected.")
        }
        return .milliseconds(number)
    }
}
