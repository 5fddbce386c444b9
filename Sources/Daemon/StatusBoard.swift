import Control
import ControlSocket
import Dispatch
import Safety
import Synchronization
import Treatment
import Units
import Varlink
import Wire

/// The latest snapshot, and who wants to see the next one.
///
/// The control loop only ever replaces the snapshot; it is turned into words on the reader's thread. A slow reader gets
/// the newest state and is told how many it missed. Watchers are told 20 times a second, off the control loop; without
/// any nothing here wakes up.
final class StatusBoard: Sendable {
    private struct Contents: Sendable {
        /// Why there is no line; nil while there is one.
        var lineProblem: String?
        var line: LineReport?
        var plan: PlanOnBoard?
        var recordId: Int64?
        var notices: [NoticeSubject: [String]] = [:]
        var watchers: [UInt64: Watcher] = [:]
        var next: UInt64 = 0
        /// Whether the next telling is under way.
        var isTicking = false
    }

    /// What a notice is about; the latest ones about a subject replace those before.
    enum NoticeSubject: Int, CaseIterable, Sendable {
        /// How the daemon ended last.
        case lastEnd
        /// A treatment that was cut off.
        case interruption
        /// The store.
        case records
        /// The key for seals.
        case seal
        /// The configuration file.
        case configuration
        /// The device and its rules.
        case device
    }

    struct PlanOnBoard: Sendable {
        var hash: String
        var name: String
        var plan: Plan
        var patient: String?
        var approvedBy: String?
        var approvalHash: String?
    }

    private struct Watcher: Sendable {
        var reply: VarlinkReply
        var interval: Int64
        var lastMilliseconds: Int64
    }

    /// Held for nothing but a copy, because the control loop takes it too; everything else has a lock of its own.
    private let latest: Mutex<Snapshot>
    private let contents = Mutex(Contents())
    private let queue = DispatchQueue(label: "watchers", qos: .utility)

    init(_ snapshot: Snapshot) { latest = Mutex(snapshot) }

    /// Replaces the snapshot.
    func replace(with snapshot: Snapshot) { latest.withLock { $0 = snapshot } }

    /// Why the line cannot be opened; nil when it could be.
    func setLineProblem(_ problem: String?) { contents.withLock { $0.lineProblem = problem } }

    /// How the line is set; nil when it is gone.
    func setLine(_ line: LineReport?) { contents.withLock { $0.line = line } }

    func setNotices(_ sentences: [String], about subject: NoticeSubject) {
        contents.withLock { $0.notices[subject] = sentences }
    }

    /// Whether there is anything about the time before this daemon that nobody has acknowledged.
    var hasPast: Bool {
        contents.withLock { !($0.notices[.lastEnd] ?? []).isEmpty || !($0.notices[.interruption] ?? []).isEmpty }
    }

    func setPlan(_ plan: PlanOnBoard?) { contents.withLock { $0.plan = plan } }

    /// The plan that was loaded last, for what is derived from it; nil before the first.
    var plan: Plan? { contents.withLock { $0.plan?.plan } }

    func setRecord(_ id: Int64?) { contents.withLock { $0.recordId = id } }

    /// The snapshot as it is.
    var snapshot: Snapshot { latest.withLock { $0 } }

    /// The status in words.
    var status: Status {
        let snapshot = snapshot
        let (problem, line, plan, record, notices) = contents.withLock {
            ($0.lineProblem, $0.line, $0.plan, $0.recordId, $0.notices)
        }
        let hasPlan = snapshot.program != nil || snapshot.result != nil
        return Status(
            snapshot, line: line, problem: line == nil ? problem : nil,
            notices: NoticeSubject.allCases.flatMap { notices[$0] ?? [] }, plan: hasPlan ? plan : nil,
            recordId: record)
    }

    /// The timing with every bin.
    var timing: TimingReply { TimingReply(timing: TimingReport(snapshot, withBins: true)) }

    /// Adds a watcher, who gets the present status at once.
    func watch(_ reply: VarlinkReply, intervalMilliseconds interval: Int64) {
        let now = HostClock.now.nanoseconds / 1_000_000
        let (key, mustBegin) = contents.withLock { contents in
            contents.next += 1
            contents.watchers[contents.next] = Watcher(reply: reply, interval: interval, lastMilliseconds: now)
            defer { contents.isTicking = true }
            return (contents.next, !contents.isTicking)
        }
        reply.whenPeerLeaves { [weak self] in
            self?.contents.withLock { _ = $0.watchers.removeValue(forKey: key) }
        }
        reply.offer(encoding: { _ in self.status })
        if mustBegin { schedule() }
    }

    private func schedule() {
        queue.asyncAfter(deadline: .now() + .milliseconds(50)) { [weak self] in
            guard let self else { return }
            tell(at: HostClock.now.nanoseconds / 1_000_000)
            let goesOn = contents.withLock { contents in
                contents.isTicking = !contents.watchers.isEmpty
                return contents.isTicking
            }
            if goesOn { schedule() }
        }
    }

    /// Offers the present status to every watcher whose interval has passed.
    private func tell(at milliseconds: Int64) {
        let due = contents.withLock { contents in
            var due: [VarlinkReply] = []
            for (key, watcher) in contents.watchers where milliseconds - watcher.lastMilliseconds >= watcher.interval {
                contents.watchers[key]?.lastMilliseconds = milliseconds
                due.append(watcher.reply)
            }
            return due
        }
        for reply in due { reply.offer(encoding: { _ in self.status }) }
    }
}

extension StatusBoard {
    /// The name of the device's zone, for messages.
    var zoneName: @Sendable (ZoneIndex) -> String? {
        { [self] zone in snapshot.device.zones[zone].flatMap { Zone(rawValue: $0.site) }?.name }
    }
}
