import Units
import Wire

/// The segments of one zone: those that wait, the one whose RF is on, and the pulses that are still owed.
///
/// RF and pulses run on two hands. RF changes exactly at the segments' boundaries; the pulses of a zone come a slot
/// delay later than their nominal time, so that the last ones of a segment may fall into the next. A segment is
/// executed when both hands have left it.
struct ZonePlayer: Sendable {
    /// The most segments that can wait.
    static let queueLimit = 8

    private var queue = InlineArray<8, QueuedSegment?>(repeating: nil)
    private var head = 0
    private(set) var waiting = 0
    private let slotDelay: Duration

    /// The segment whose RF is on.
    private(set) var playing: QueuedSegment?
    /// The pulses of the oldest segment that has not given all of them.
    private(set) var owed: PulseCursor?
    /// The end of the last accepted segment; nil before the first.
    private(set) var lastEnd: DeviceInstant?
    /// Whether the last accepted segment was the zone's final one.
    private(set) var finalAccepted = false
    /// Whether the final segment was executed.
    private(set) var isFinished = false
    /// When RF changes next.
    private(set) var nextBoundary = DeviceInstant.never
    /// When the next pulse is due.
    private(set) var nextPulse = DeviceInstant.never

    init(slotDelay: Duration) { self.slotDelay = slotDelay }

    /// Takes a segment that was checked, into a queue that has room.
    mutating func accept(_ queued: QueuedSegment) {
        queue[(head + waiting) & 7] = queued
        waiting += 1
        lastEnd = queued.segment.end
        finalAccepted = queued.segment.isFinal
        updateBoundary()
    }

    /// Goes over the boundary that is due.
    mutating func crossBoundary() -> Boundary {
        if let ending = playing {
            playing = nil
            if ending.segment.isFinal {
                updateBoundary()
                return .ended
            }
            guard waiting > 0 else { return .underrun }
        }
        playing = queue[head]
        queue[head] = nil
        head = (head + 1) & 7
        waiting -= 1
        if owed == nil { beginPulses() }
        updateBoundary()
        return .began
    }

    /// Takes the pulse that is due.
    mutating func takePulse() -> PulseOrder? {
        guard let order = owed?.order else { return nil }
        owed?.advance()
        nextPulse = owed?.due ?? .never
        return order
    }

    /// Leaves the segment whose pulses are all given and whose end has come, and says which command it was.
    ///
    /// - Parameter pulseInFlight: whether a pulse of this zone is on its way, which keeps its segment open.
    mutating func settle(at now: DeviceInstant, pulseInFlight: Bool) -> UInt32? {
        guard let cursor = owed, cursor.isExhausted, !pulseInFlight, cursor.queued.segment.end <= now,
            playing?.sequence != cursor.queued.sequence
        else { return nil }
        owed = nil
        beginPulses()
        isFinished = owed == nil && waiting == 0 && finalAccepted
        return cursor.queued.sequence
    }

    /// Drops everything; what is executed stays executed, and a new first segment may start anywhere.
    mutating func drop() {
        let finished = isFinished
        self = ZonePlayer(slotDelay: slotDelay)
        isFinished = finished
        finalAccepted = finished
    }

    private mutating func beginPulses() {
        guard let playing else {
            nextPulse = .never
            return
        }
        let cursor = PulseCursor(playing, slotDelay: slotDelay)
        owed = cursor
        nextPulse = cursor.due
    }

    private mutating func updateBoundary() {
        if let playing {
            nextBoundary = playing.segment.end
        } else {
            nextBoundary = waiting > 0 ? (queue[head]?.segment.start ?? .never) : .never
        }
    }
}

/// What happened at a boundary.
enum Boundary: Equatable, Sendable {
    /// The next segment is playing.
    case began
    /// The final segment is over.
    case ended
    /// A segment is over, nothing follows, and it was not the final one.
    case underrun
}

/// A segment and the command that brought it.
struct QueuedSegment: Equatable, Sendable {
    let segment: Segment
    let sequence: UInt32
}

extension DeviceInstant {
    /// Later than everything that happens.
    static let never = DeviceInstant.microseconds(Int64.max)
}
