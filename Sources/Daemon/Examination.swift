public import Discovery
import Serial

/// One candidate, what came of asking it, and its line where it is a treatment device.
struct Examination: Sendable {
    var device: SerialDevice
    var outcome: DeviceSearch.Examined
    var line: OpenLine?

    /// Asks all of `devices` at once, so that one that is silent keeps no other waiting; blocks.
    ///
    /// - Parameter urgency: a descriptor that becomes readable when there is something else to do.
    static func run(_ devices: [SerialDevice], baud: BaudRate, urgency: Int32 = -1) -> [Examination] {
        atOnce(devices) { Examination(asking: $0, baud, urgency) }
    }

    private init(asking device: SerialDevice, _ baud: BaudRate, _ urgency: Int32) {
        self.device = device
        do throws(SerialError) {
            let opened = OpenLine(try SerialPort.open(path: device.node, baud: baud))
            switch Introduction.ask(on: opened, urgency: urgency) {
            case .ours(let serialNumber): (outcome, line) = (.ours(serialNumber: serialNumber), opened)
            case .silent: outcome = .silent
            case .other(let reason): outcome = .other(reason)
            case .gone: outcome = .unavailable(.gone(path: device.node))
            }
        } catch {
            outcome = .unavailable(error)
        }
    }
}

/// What there is, and which device the daemon would take: for an administrator, beside the daemon.
public struct DeviceInquiry: Sendable {
    /// A port that may be the device.
    public struct Candidate: Sendable {
        /// Its node and USB serial number.
        public var name: String
        /// Its USB id; nil where it hangs on no USB device.
        public var id: USBID?
        /// What of the rules is not in force on it, one sentence each.
        public var missingRules: [String]
    }

    /// The ports that are marked or configured.
    public var candidates: [Candidate]
    /// Ports on USB that are neither, each with the reason.
    public var others: [String]
    /// Which one is taken, or why none is; nil where nobody was asked.
    public var verdict: String?
    /// Whether one is taken.
    public var isFound = false

    /// Looks, and with `asking` opens the candidates that nobody has, sends STOP, and asks them who they are.
    ///
    /// - Throws: when udev cannot be asked.
    public init(_ settings: Settings, asking: Bool) throws(DiscoveryError) {
        let found = try UdevWatch.list()
        var search = DeviceSearch(wanted: settings.wanted)
        _ = search.replace(with: found, at: HostClock.now)
        let devices = search.due(at: HostClock.now)
        candidates = devices.map { Candidate(name: $0.name, id: $0.usb?.id, missingRules: $0.missingRules) }
        others = found.filter { $0.usb != nil && !devices.contains($0) }.map { device in
            let reason =
                device.isInitialized ? "neither marked by the rules nor configured" : "udev is not done with it"
            return "\(device.name): \(reason)"
        }
        guard asking else { return }
        let examined = Examination.run(devices, baud: settings.baud)
        switch search.decide(examined.map { ($0.device, $0.outcome) }, at: HostClock.now) {
        case .take(let device):
            isFound = true
            verdict = "\(device.name) is the one that is taken."
        case .none(let reason): verdict = reason
        }
    }
}

extension SerialDevice {
    /// What of the rules is not in force on it.
    var missingRules: [String] { traces.missingRules(groupName: Account.groupName) }
}
