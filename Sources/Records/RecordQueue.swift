public import Control
internal import Dispatch
internal import Foundation
public import Units

/// The way from the control loop to the store: bounded, and never waiting for the disk.
///
/// `push` copies the entry into a ring and returns; a thread of its own writes, in the order of the pushes. (A thread
/// and not a dispatch queue: it blocks on the disk for as long as that takes, and waking it must not allocate.)
/// When the ring is full, entries are lost: they are counted, and an entry `lost` with their number takes their place
/// when there is room again. The last places are kept for entries without which a record cannot be understood.
/// Make it before the control thread asks for real time: the writing thread takes over its maker's policy.
public final class RecordQueue: Sendable {
    /// How many entries may wait, unless told otherwise.
    ///
    /// A treatment writes a few per second at most.
    public static let capacity = 1024

    private let ring: RecordRing
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the writing thread.
    ///
    /// - Parameters:
    ///   - sink: The store.
    ///   - capacity: How many entries may wait; more than 64.
    ///   - onFailure: Told why an entry could not be stored. Called on the writing thread.
    public init(
        sink: any RecordSink, capacity: Int = RecordQueue.capacity,
        onFailure: @escaping @Sendable (RecordError) -> Void = { _ in }
    ) {
        let ring = RecordRing(capacity: capacity)
        self.ring = ring
        let thread = Thread { [ended] in
            var writer = RecordWriter(ring: ring, sink: sink, onFailure: onFailure)
            writer.run()
            ended.signal()
        }
        thread.name = "records"
        thread.start()
    }

    deinit {
        ring.close()
    }

    /// Hands over an event; returns at once.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - moment: When.
    ///   - actor: On whose request; nil for the daemon itself.
    ///   - setting: With `treatmentBegan`, what belongs to the treatment.
    ///   - timing: With `timing`, the histograms, one element.
    /// - Returns: False if there was no room, or the queue was shut down. The event is counted as lost.
    @discardableResult
    public func push(
        _ event: RecordEvent, at moment: Moment, actor: RecordActor? = nil, setting: TreatmentSetting? = nil,
        timing: [Timing] = []
    ) -> Bool {
        ring.push(
            RecordEntry(event, at: moment, actor: actor, setting: setting, timing: timing),
            isEssential: event.isEssential, completion: nil)
    }

    /// Hands over an event that must be on the disk before something is done; returns at once.
    ///
    /// - Parameters:
    ///   - event: What is about to happen.
    ///   - moment: When it was asked for.
    ///   - actor: On whose request.
    ///   - completion: Called once, on the writing thread, when the event is on the disk or could not be stored. It
    ///     must not block: nothing is written meanwhile.
    /// - Returns: False if there was no room, or the queue was shut down: then the completion is never called, and
    ///   what was about to happen must not.
    public func push(
        _ event: RecordEvent, at moment: Moment, actor: RecordActor?,
        completion: @escaping @Sendable (Result<Void, RecordError>) -> Void
    ) -> Bool {
        ring.push(RecordEntry(event, at: moment, actor: actor), isEssential: true, completion: completion)
    }

    /// Entries that are not on the disk yet.
    public var waiting: Int { ring.waiting }

    /// Waits until what was handed over before is on the disk, at most for `limit`; never on the control queue.
    ///
    /// - Returns: Whether nothing waits any more.
    public func settle(within limit: Units.Duration) -> Bool {
        let deadline = DispatchTime.now() + .nanoseconds(Int(limit.clampedToPositive.nanoseconds))
        while ring.waiting > 0 {
            guard DispatchTime.now() < deadline else { return false }
            Thread.sleep(forTimeInterval: 0.002)
        }
        return true
    }

    /// Entries that were lost since the queue was made, for want of room or because the store failed.
    public var lost: Int64 { ring.lostTotal }

    /// Takes no more entries, and waits until those that were taken are written, at most for `limit`.
    ///
    /// Never on the control queue.
    /// - Returns: How many entries are still unwritten: 0 unless the disk was too slow. They may still be written
    ///   while the process lives.
    public func shutdown(within limit: Units.Duration) -> Int {
        ring.close()
        let deadline = DispatchTime.now() + .nanoseconds(Int(limit.clampedToPositive.nanoseconds))
        guard ended.wait(timeout: deadline) == .success else { return ring.waiting }
        // For whoever asks again.
        ended.signal()
        return 0
    }
}

extension RecordEvent {
    /// Whether a record without it would mislead: they are few, and have places of their own in the ring.
    var isEssential: Bool {
        switch self {
        case .intent, .treatmentBegan, .acknowledged, .silenced, .stopAsked, .expected, .delivered, .dose, .hostGranted,
            .hazardToZero, .timing, .treatmentEnded, .titrationBegan, .titrationEnded, .intensitySet:
            true
        case .entered, .finding, .deviceCause, .deviceIdentified, .presented, .marked: false
        }
    }
}
