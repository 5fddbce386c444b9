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
        enum Kind: Sendable {
            /// A treatment device that may be meant.
            case ours
            /// It may still turn out to be one.
            case unknown
            /// It is not the one.
            case other
        }

        var kind: Kind
        var reason: String
        /// When it is worth asking again.
        var until: Instant
    }

    /// A USB device whose port is gone while it is still plugged in.
    private struct Orphan: Sendable {
        var name: String
        /// When to look whether it is still there.
        var due: Instant
        var isTaken = false
    }

    /// How long a node may take to get its permissions after it has appeared.
    private static let settling = Duration.seconds(5)
    /// How long after its port a USB device may take to go, and how often it is looked whether one that stayed has gone.
    private static let (leaving, staying) = (Duration.milliseconds(500), Duration.seconds(5))
    private static let never = Instant.nanoseconds(Int64.max)

    private(set) var wanted: WantedDevice
    /// The system path of the device that the control loop has; nil while it has none.
    private(set) var attached: String?
    private var roster = Roster()
    private var refusals: [String: Refusal] = [:]
    private var appeared: [String: Instant] = [:]
    private var orphans: [String: Orphan] = [:]
    /// The number that the device taken last gave itself.
    private var known: String?
    /// That another device is in use than before, in a sentence; nil where it is the same or the first.
    private(set) var change: String?
    /// How often each candidate was silent.
    private var silences: [String: Int] = [:]

    /// A search for this device.
    init(wanted: WantedDevice) { self.wanted = wanted }
}

/// What happens.
extension DeviceSearch {
    /// Takes over a list of all ports.
    ///
    /// - Returns: whether the device that the control loop has is gone.
    mutating func replace(with found: [SerialDevice], at now: Instant) -> Bool {
        roster.replace(with: found)
        appeared = appeared.filter { roster.contains($0.key) }
        for device in found where appeared[device.systemPath] == nil { appeared[device.systemPath] = now }
        (refusals, orphans) = ([:], [:])
        guard let attached, !roster.contains(attached) else { return false }
        self.attached = nil
        return true
    }

    /// Takes one event.
    ///
    /// - Returns: whether the device that the control loop has is gone.
    mutating func take(_ event: DeviceEvent, at now: Instant) -> Bool {
        let before = roster.candidates(for: wanted)
        roster.take(event)
        // Who was refused beside another may be alone now, and who was refused for its permissions may have them.
        if roster.candidates(for: wanted) != before { refusals = refusals.filter { $0.value.kind == .other } }
        switch event {
        case .present(let device):
            if appeared[device.systemPath] == nil { appeared[device.systemPath] = now }
            if let path = device.usbPath { orphans[path] = nil }
            return false
        case .gone(let path):
            (appeared[path], refusals[path], silences[path]) = (nil, nil, nil)
            if let device = before.first(where: { $0.systemPath == path }), let usbPath = device.usbPath {
                orphans[usbPath] = Orphan(name: device.name, due: now + DeviceSearch.leaving)
            }
            guard attached == path else { return false }
            attached = nil
            return true
        }
    }

    /// Looks which USB devices are still plugged in although their port is gone: another program has taken them.
    mutating func settle(at now: Instant, isPluggedIn: (_ usbPath: String) -> Bool) {
        for (path, orphan) in orphans where orphan.due <= now {
            orphans[path] =
                isPluggedIn(path)
                ? Orphan(name: orphan.name, due: now + DeviceSearch.staying, isTaken: true) : nil
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
        return (known.filter { $0 < DeviceSearch.never } + orphans.values.map(\.due)).min()
    }

    /// Candidates beside the device in use that nobody has asked yet.
    ///
    /// Where a serial number is configured it has told which one is meant.
    var othersDue: [SerialDevice] { wanted.serial == nil ? others.filter { refusals[$0.systemPath] == nil } : [] }

    /// Whether the device in use has to be let go, because a candidate beside it turned out to be a treatment device too.
    mutating func mustLetGo(after examined: [(SerialDevice, Examined)], at now: Instant) -> Bool {
        for (device, outcome) in examined { refusals[device.systemPath] = refusal(of: device, outcome, at: now) }
        guard let attached, examined.contains(where: { refusals[$0.0.systemPath]?.kind == .ours }) else { return false }
        for (device, _) in examined { refusals[device.systemPath]?.until = DeviceSearch.never }
        if let device = roster.candidates(for: wanted).first(where: { $0.systemPath == attached }) {
            refusals[attached] = Refusal(
                kind: .ours, reason: "\(device.name) is a treatment device (serial number \(known ?? "not known")).",
                until: DeviceSearch.never)
        }
        self.attached = nil
        return true
    }

    /// The control loop did not take the device that was decided for: it is asked again in a second.
    mutating func postpone(_ device: SerialDevice, at now: Instant) {
        attached = nil
        refusals[device.systemPath] = Refusal(
            kind: .other, reason: "\(device.name) is taken in a moment.", until: now + .seconds(1))
    }

    /// Decides, now that every candidate that was due has been asked.
    ///
    /// - Parameter mayBeAnother: whether a device may be taken that is not the one of before.
    mutating func decide(
        _ examined: [(SerialDevice, Examined)], mayBeAnother: Bool = true, at now: Instant
    ) -> Choice {
        var ours: [SerialDevice] = []
        var numbers: [String: String] = [:]
        for (device, outcome) in examined {
            var refusal = refusal(of: device, outcome, at: now)
            if case .ours(let number) = outcome, refusal.kind == .ours {
                numbers[device.systemPath] = number
                if !mayBeAnother, wanted.serial == nil, let known, known != number {
                    refusal = Refusal(
                        kind: .other,
                        reason:
                            "\(device.name) is treatment device \(number), and not \(known), which was used before: "
                            + "acknowledge what happened with that one first.", until: now + .seconds(1))
                }
            }
            silences[device.systemPath] = outcome == .silent ? silences[device.systemPath, default: 0] + 1 : nil
            refusals[device.systemPath] = refusal
            if refusal.kind == .ours { ours.append(device) }
        }
        let isUndecided = refusals.contains { path, refusal in
            switch refusal.kind {
            case .ours: path != ours.first?.systemPath
            case .unknown: wanted.serial == nil
            case .other: false
            }
        }
        if let only = ours.first, !isUndecided {
            refusals[only.systemPath] = nil
            attached = only.systemPath
            let number = numbers[only.systemPath]
            if let known, let number, known != number {
                change = "This is device \(number); the one before was \(known)."
            }
            if known == number { change = nil }
            known = number
            return .take(only)
        }
        // Treatment devices beside each other wait for an event; one beside a port that cannot be asked yet, for that.
        let isWaiting = refusals.values.contains { $0.kind == .unknown }
        for device in ours { refusals[device.systemPath]?.until = isWaiting ? now + .seconds(1) : DeviceSearch.never }
        return .none(sentence)
    }

    /// Why no device is taken, and what to do.
    var sentence: String {
        let refused = roster.candidates(for: wanted).compactMap { refusals[$0.systemPath] }
        var sentences = refused.map(\.reason)
        for orphan in orphans.values.filter(\.isTaken).sorted(by: { $0.name < $1.name }) {
            sentences.append(
                "\(orphan.name) is still plugged in, but its port is gone: another program has taken the bridge from its "
                    + "driver (brltty does that). Remove that program, then plug the device in again.")
        }
        if sentences.isEmpty { return "No treatment device is plugged in." }
        if refused.contains(where: { $0.kind == .ours }) {
            sentences.append(
                "More than one may be meant, so none is used: unplug the others, or name one by its serial number "
                    + "(device: serial: in the configuration).")
        }
        return sentences.joined(separator: " ")
    }

    private func refusal(of device: SerialDevice, _ outcome: Examined, at now: Instant) -> Refusal {
        switch outcome {
        case .ours(let serialNumber) where wanted.isServed(by: device, ownSerial: serialNumber):
            Refusal(
                kind: .ours, reason: "\(device.name) is a treatment device (serial number \(serialNumber)).", until: now
            )
        case .ours(let serialNumber):
            Refusal(
                kind: .other,
                reason: "\(device.name) is treatment device \(serialNumber), and the configuration wants "
                    + "\(wanted.serial ?? "another").", until: DeviceSearch.never)
        case .silent:
            Refusal(
                kind: .other, reason: "\(device.name) does not answer. Is the device switched on?",
                // It is switched on in a moment, or nobody knows when: opening its line may disturb it.
                until: now + (silences[device.systemPath, default: 0] < 20 ? .seconds(3) : .seconds(30)))
        case .other(let reason):
            Refusal(
                kind: .other, reason: "\(device.name) is not a treatment device that can be used: \(reason).",
                until: now + .seconds(30))
        case .unavailable(let error):
            Refusal(
                kind: .unknown, reason: error.description, until: now + patience(with: error, of: device, at: now))
        }
    }

    /// How soon a port that could not be opened is tried again.
    private func patience(with error: SerialError, of device: SerialDevice, at now: Instant) -> Duration {
        switch error {
        case .noPermission, .noSuchPath, .gone:
            let age = now - (appeared[device.systemPath] ?? now)
            return age < DeviceSearch.settling ? .milliseconds(50) : .seconds(5)
        // Our own hold on a line that was lost ends in a moment.
        case .busy(_, let holder): return holder?.processID == getpid() ? .milliseconds(100) : .seconds(1)
        case .isADirectory, .notATerminal, .forbiddenByPolicy, .baudRefused, .modeRefused, .linkOccupied, .io:
            return .seconds(5)
        }
    }
}
