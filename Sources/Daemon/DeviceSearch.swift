import Discovery
import Glibc
import Serial
import Units

/// Which of the devices that are plugged in is the one: the decisions, without anything that is opened or waited for.
///
/// One that says who it is and is the only one is taken. Two are never told apart by their order: then none is taken, and the
/// reason names both.
struct DeviceSearch: Sendable {
    /// What came of asking one candidate.
    enum Examined: Equatable, Sendable {
        /// A treatment device with this serial number of its own.
        case ours(serialNumber: String)
        /// Nothing was heard of it.
        case silent
        /// It is something else, for this reason.
        case other(String)
        /// It could not be opened.
        case unavailable(SerialError)
    }

    /// What to do now.
    enum Choice: Equatable, Sendable {
        /// Take this candidate; the others are let go.
        case take(SerialDevice)
        /// Take none; the sentences say why, and what to do.
        case none(String)
    }

    private struct Refusal: Sendable {
        var reason: String
        /// When it is worth asking again.
        var until: Instant
        /// Whether it may still turn out to be a treatment device.
        var isOpen: Bool
    }

    /// How long a node may take to get its permissions after it has appeared.
    private static let settling = Duration.seconds(5)
    private static let never = Instant.nanoseconds(Int64.max)

    private(set) var wanted: WantedDevice
    /// The system path of the device that the control loop has; nil while it has none.
    private(set) var attached: String?
    private var roster = Roster()
    private var refusals: [String: Refusal] = [:]
    private var appeared: [String: Instant] = [:]

    /// A search for this device.
    init(wanted: WantedDevice) { self.wanted = wanted }
}

/// What happens.
extension DeviceSearch {
    /// Takes over a list of all ports.
    mutating func replace(with found: [SerialDevice], at now: Instant) {
        roster.replace(with: found)
        appeared = appeared.filter { roster.contains($0.key) }
        for device in found where appeared[device.systemPath] == nil { appeared[device.systemPath] = now }
        refusals = [:]
    }

    /// Takes one event.
    ///
    /// - Returns: whether the device that the control loop has is gone.
    mutating func take(_ event: DeviceEvent, at now: Instant) -> Bool {
        let before = roster.candidates(for: wanted)
        roster.take(event)
        // Who was refused beside another may be alone now, and who was refused for its permissions may have them.
        if roster.candidates(for: wanted) != before { refusals = refusals.filter { !$0.value.isOpen } }
        switch event {
        case .present(let device):
            if appeared[device.systemPath] == nil { appeared[device.systemPath] = now }
            return false
        case .gone(let path):
            (appeared[path], refusals[path]) = (nil, nil)
            guard attached == path else { return false }
            attached = nil
            return true
        }
    }

    /// The control loop has lost its device.
    mutating func lost() { attached = nil }

    /// The configuration has changed.
    mutating func want(_ wanted: WantedDevice) {
        self.wanted = wanted
        refusals = [:]
    }
}

/// What follows.
extension DeviceSearch {
    /// The candidates to be asked now; none while the control loop has a device.
    func due(at now: Instant) -> [SerialDevice] {
        guard attached == nil else { return [] }
        return roster.candidates(for: wanted).filter { (refusals[$0.systemPath]?.until ?? now) <= now }
    }

    /// Devices beside the one that the control loop has, which are not used.
    var others: [SerialDevice] {
        guard attached != nil else { return [] }
        return roster.candidates(for: wanted).filter { $0.systemPath != attached }
    }

    /// When a candidate is to be asked again; nil when only an event can change anything.
    var again: Instant? {
        guard attached == nil else { return nil }
        let known = roster.candidates(for: wanted).compactMap { refusals[$0.systemPath]?.until }
        return known.filter { $0 < DeviceSearch.never }.min()
    }

    /// Decides, now that every candidate that was due has been asked.
    mutating func decide(_ examined: [(SerialDevice, Examined)], at now: Instant) -> Choice {
        var ours: [(device: SerialDevice, serialNumber: String)] = []
        for (device, outcome) in examined {
            if case .ours(let serialNumber) = outcome, wanted.isServed(by: device, ownSerial: serialNumber) {
                ours.append((device, serialNumber))
                refusals[device.systemPath] = nil
            } else {
                refusals[device.systemPath] = refusal(of: device, outcome, at: now)
            }
        }
        let isUndecided = wanted.serial == nil && refusals.values.contains { $0.isOpen }
        if ours.count == 1, !isUndecided, let only = ours.first {
            attached = only.device.systemPath
            return .take(only.device)
        }
        for (device, serialNumber) in ours {
            refusals[device.systemPath] = Refusal(
                reason: "\(device.name) is a treatment device (serial number \(serialNumber)).",
                until: ours.count > 1 ? DeviceSearch.never : now + .seconds(1), isOpen: true)
        }
        return .none(sentence(isAmbiguous: !ours.isEmpty))
    }

    private func sentence(isAmbiguous: Bool) -> String {
        let candidates = roster.candidates(for: wanted)
        guard !candidates.isEmpty else { return "No treatment device is plugged in." }
        var sentences = candidates.compactMap { refusals[$0.systemPath]?.reason }
        if isAmbiguous {
            sentences.append(
                "More than one may be meant, so none is used: unplug the others, or name one by its serial number "
                    + "(device: serial: in the configuration).")
        }
        return sentences.joined(separator: " ")
    }

    private func refusal(of device: SerialDevice, _ outcome: Examined, at now: Instant) -> Refusal {
        switch outcome {
        case .ours(let serialNumber):
            Refusal(
                reason: "\(device.name) is treatment device \(serialNumber), and the configuration wants "
                    + "\(wanted.serial ?? "another").",
                until: DeviceSearch.never, isOpen: false)
        case .silent:
            Refusal(
                reason: "\(device.name) does not answer. Is the device switched on?", until: now + .seconds(3),
                isOpen: false)
        case .other(let reason):
            Refusal(
                reason: "\(device.name) is not a treatment device that can be used: \(reason).",
                until: now + .seconds(30), isOpen: false)
        case .unavailable(let error):
            Refusal(reason: error.description, until: now + patience(with: error, of: device, at: now), isOpen: true)
        }
    }

    /// How soon a port that could not be opened is tried again.
    private func patience(with error: SerialError, of device: SerialDevice, at now: Instant) -> Duration {
        switch error {
        case .noPermission, .noSuchPath, .gone:
            let age = now - (appeared[device.systemPath] ?? now)
            return age < DeviceSearch.settling ? .milliseconds(50) : .seconds(5)
        // Our own hold on a line that was lost ends in a moment.
        case .busy(_, let holder): return holder?.processID == getpid() ? .milliseconds(50) : .seconds(1)
        case .isADirectory, .notATerminal, .forbiddenByPolicy, .baudRefused, .modeRefused, .linkOccupied, .io:
            return .seconds(5)
        }
    }
}
