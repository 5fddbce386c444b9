import Control
import Dispatch
import Foundation
import Synchronization
import Units
import Wire

/// The daemon's log: under systemd native entries of the journal, with a message id and fields; elsewhere lines on standard
/// error.
///
/// Everything here returns at once: notes go through a bounded ring to a thread of its own, which finds the words and may
/// wait for the journal or a full pipe. Make it before the control thread asks for real time: a thread takes over its
/// maker's policy.
public final class SystemLog: Sendable {
    private let ring: LogRing
    private let scene = Mutex(LogScene())
    private let ended = DispatchSemaphore(value: 0)

    /// A log that goes where standard error leads.
    public convenience init() {
        let output = LogOutput.ofThisProcess
        self.init { output.write($0) }
    }

    /// A log whose entries go to `sink`, on one thread, in order.
    init(sink: @escaping @Sendable (LogEntry) -> Void) {
        let ring = LogRing(at: HostClock.now)
        self.ring = ring
        let thread = Thread { [ended] in
            SystemLog.write(from: ring, to: sink)
            ended.signal()
        }
        thread.name = "log"
        thread.start()
    }

    deinit { ring.close() }

    /// Says something that no program looks for.
    public func callAsFunction(_ text: String) { push(.text(nil, text)) }

    /// Says that something of this kind has happened.
    package func callAsFunction(_ event: LogEvent, _ text: String) { push(.text(event, text)) }

    /// Says that a person has let something of this kind happen.
    func callAsFunction(_ event: LogEvent, _ text: String, by caller: PendingAnswers.Caller) {
        push(.text(event, text), actor: caller)
    }

    /// Takes what the machine wrote down, if it belongs into a log.
    func note(_ event: RecordEvent, callers: PendingAnswers) {
        guard event.isLogged else { return }
        if case .treatmentBegan = event { scene.withLock { $0.record = nil } }
        push(.recorded(event), actor: event.request.flatMap { callers.caller(of: $0) })
    }

    /// Takes what the machine shows of itself: whose device it is, and whether one comes or goes.
    func see(_ snapshot: Snapshot) {
        let device = snapshot.device.device
        let (before, after) = scene.withLock { scene in
            let before = scene
            scene.serial = device?.serialNumber
            for zone in ZoneSet.all { scene.sites[zone] = snapshot.device.zones[zone]?.site }
            return (before, scene)
        }
        guard before.serial != after.serial else { return }
        let now = HostClock.now
        if before.serial != nil { ring.push(LogNote(content: .lost, scene: before), at: now) }
        guard let device else { return }
        ring.push(LogNote(content: .identified(device.firmware, model: device.model), scene: after), at: now)
    }

    /// Which record the treatment under way has.
    func setRecord(_ id: Int64?) { scene.withLock { $0.record = id } }

    /// Ends the log, with what waits written; blocks for a second at most.
    ///
    /// Closing twice is allowed.
    public func close() {
        ring.close()
        guard ended.wait(timeout: .now() + .seconds(1)) == .success else { return }
        // For whoever asks again.
        ended.signal()
    }

    private func push(_ content: LogNote.Content, actor: PendingAnswers.Caller? = nil) {
        ring.push(LogNote(content: content, scene: scene.withLock { $0 }, actor: actor), at: HostClock.now)
    }

    private static func write(from ring: LogRing, to sink: (LogEntry) -> Void) {
        while true {
            switch ring.next() {
            case .note(let note, let lost):
                if lost > 0 { sink(LogEntry(LogNote(content: .gap(lost)))) }
                sink(LogEntry(note))
            case .gap(let lost): sink(LogEntry(LogNote(content: .gap(lost))))
            case .end: return
            }
        }
    }
}
