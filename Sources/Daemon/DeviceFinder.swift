import Discovery
import Dispatch
import Glibc
import Serial
import Synchronization
import Units

/// Where the control loop's line comes from.
protocol LineSource: Sendable {
    /// Begins to look for a line; returns at once.
    func start()
    /// Looks again, because the line with this number was lost; returns at once.
    func lost(_ line: UInt64)
    /// Looks for another device from now on; a line that is handed over stays.
    func want(_ wanted: WantedDevice)
    /// Looks no more.
    func stop()
}

/// What becomes of a line that was found.
struct LineHands: Sendable {
    /// Gets every line that was opened, and the USB serial number of its device; says whether it was taken.
    var attach: @Sendable (OpenLine, _ usbSerial: String?) -> Bool
    /// Hears that the device of the line with this number is gone.
    var detach: @Sendable (UInt64) -> Void = { _ in }
    /// Hears why there is no line each time that changes; nil when there is one.
    var failed: @Sendable (String?) -> Void
    /// Hears what somebody should know about the line that there is, each time that changes.
    var notice: @Sendable ([String]) -> Void = { _ in }
    /// Whether another device than the last one may be taken: not while a person has still to see what happened with that.
    var mayBeAnother: @Sendable () -> Bool = { true }
    /// Whether nothing was loaded yet for the device in use.
    var isUnused: @Sendable () -> Bool = { false }
}

/// Finds the device through udev, asks it who it is, and hands its line over; off the control queue.
///
/// Between events nothing runs: a port is polled only where an event cannot tell that it can be had now.
final class DeviceFinder: LineSource {
    private struct State: ~Copyable {
        var search: DeviceSearch
        var watch: UdevWatch?
        var source: (any DispatchSourceRead)?
        /// The number of the line that was handed over.
        var line: UInt64?
        /// Whether udev could not send events when it was opened.
        var isDeaf = false
        /// Why udev cannot be asked; nil when it can.
        var failure: String?
        var missingRules: [String] = []
        var lastProblem: String??
        var lastNotices: [String] = []
        /// The latest appointment to look again; earlier ones have lapsed.
        var appointment = 0
    }

    private static let repeatInterval = Duration.seconds(10)

    private let queue = DispatchQueue(label: "discovery")
    private let baud: BaudRate
    private let hands: LineHands
    private let state: Mutex<State>
    private let isStopped = Atomic(false)

    /// A finder of this device at this rate.
    init(wanted: WantedDevice, baud: BaudRate, hands: LineHands) {
        self.baud = baud
        self.hands = hands
        state = Mutex(State(search: DeviceSearch(wanted: wanted)))
    }

    func start() { queue.async { [self] in look() } }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        // The source keeps this alive, and the descriptor has to outlive the source.
        queue.async { [self] in state.withLock { $0.source.take()?.cancel() } }
    }

    func lost(_ line: UInt64) {
        queue.async { [self] in
            state.withLock { state in
                // It may have been told of as gone already, and another found.
                guard state.line == line else { return }
                state.search.lost()
                state.line = nil
            }
            look()
        }
    }

    func want(_ wanted: WantedDevice) {
        queue.async { [self] in
            state.withLock { $0.search.want(wanted) }
            look()
        }
    }

    /// Takes what udev has to tell, and acts on it.
    private func look() {
        guard !isStopped.load(ordering: .relaxed) else { return }
        state.withLock { state in
            begin(&state)
            takeEvents(&state)
            consider(&state)
        }
    }

    /// Opens udev, once; again and again only while it cannot send events.
    private func begin(_ state: inout State) {
        if state.isDeaf { state.watch = nil }
        guard state.watch == nil else { return }
        do throws(DiscoveryError) {
            state.isDeaf = !UdevWatch.isServed
            let watch = try UdevWatch()
            replace(&state, with: try watch.enumerate())
            if !state.isDeaf {
                let events = DispatchSource.makeReadSource(fileDescriptor: watch.descriptor, queue: queue)
                events.setEventHandler { @Sendable [self] in look() }
                events.activate()
                state.source = events
            }
            state.watch = consume watch
            state.failure = nil
        } catch {
            state.isDeaf = true
            state.failure = "\(error)"
            // What is there can be read all the same, from time to time.
            if let found = try? UdevWatch.list() { replace(&state, with: found) }
        }
    }

    private func takeEvents(_ state: inout State) {
        do throws(DiscoveryError) {
            while let event = try state.watch?.next() {
                if state.search.take(event, at: HostClock.now) { detach(&state) }
            }
        } catch {
            // Events were lost: what is there now counts, and not what waits still.
            do throws(DiscoveryError) {
                state.watch?.forgetEvents()
                if let found = try state.watch?.enumerate() { replace(&state, with: found) }
            } catch {
                state.failure = "\(error)"
            }
        }
        state.search.settle(at: HostClock.now) { unsafe access($0, F_OK) == 0 }
    }

    private func replace(_ state: inout State, with found: [SerialDevice]) {
        if state.search.replace(with: found, at: HostClock.now) { detach(&state) }
    }

    /// The device in use is gone: the control loop hears so, if the line has not told it yet.
    private func detach(_ state: inout State) {
        if let line = state.line.take() { hands.detach(line) }
    }

    private func consider(_ state: inout State) {
        defer {
            notice(&state)
            schedule(&state)
        }
        guard state.search.attached == nil else { return considerOthers(&state) }
        let examined = ask(state.search.due(at: HostClock.now), &state)
        let results = examined.map { ($0.device, $0.outcome) }
        switch state.search.decide(results, mayBeAnother: hands.mayBeAnother(), at: HostClock.now) {
        case .take(let device):
            guard let line = examined.first(where: { $0.device == device })?.line else { return }
            state.line = line.number
            state.missingRules = device.missingRules
            tell(nil, &state)
            if hands.attach(line, device.usb?.serial) { return }
            state.line = nil
            state.search.postpone(device, at: HostClock.now)
        case .none(let reason): tell([reason, trouble(of: state)].compactMap(\.self).joined(separator: " "), &state)
        }
    }

    /// A device that is plugged in beside one that nothing was loaded for may be the one that is meant.
    private func considerOthers(_ state: inout State) {
        guard hands.isUnused() else { return }
        let examined = ask(state.search.othersDue, &state)
        guard state.search.mustLetGo(after: examined.map { ($0.device, $0.outcome) }, at: HostClock.now) else { return }
        detach(&state)
        tell(state.search.sentence, &state)
    }

    private func ask(_ devices: [SerialDevice], _ state: inout State) -> [Examination] {
        devices.isEmpty ? [] : Examination.run(devices, baud: baud, urgency: state.watch?.descriptor ?? -1)
    }

    private func trouble(of state: borrowing State) -> String? {
        state.failure ?? (state.isDeaf ? DeviceFinder.deafness : nil)
    }

    /// Looks again when a port can be asked again, and from time to time where events cannot come.
    private func schedule(_ state: inout State) {
        state.appointment += 1
        guard state.search.attached == nil else { return }
        let now = HostClock.now
        let deaf = state.isDeaf ? now + DeviceFinder.repeatInterval : nil
        guard let next = [state.search.again, deaf].compactMap(\.self).min() else { return }
        let appointment = state.appointment
        let delay = max(next - now, .milliseconds(1))
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(delay.nanoseconds))) { [weak self] in
            guard let self, self.state.withLock({ $0.appointment == appointment }) else { return }
            look()
        }
    }

    private func tell(_ problem: String?, _ state: inout State) {
        guard state.lastProblem != .some(problem), !isStopped.load(ordering: .relaxed) else { return }
        state.lastProblem = .some(problem)
        hands.failed(problem)
    }

    private func notice(_ state: inout State) {
        let others = state.search.others.map { "\($0.name) is plugged in beside the device in use, and is not used." }
        let change = state.search.change.map { [$0] } ?? []
        let notices = (state.search.attached == nil ? [] : change + state.missingRules) + others
        guard notices != state.lastNotices, !isStopped.load(ordering: .relaxed) else { return }
        state.lastNotices = notices
        hands.notice(notices)
    }

    private static let deafness =
        "udev does not run here (there is no /run/udev/control), so nobody says when a device is plugged in: start it, or "
        + "name the port (device: path: in the configuration)."
}
