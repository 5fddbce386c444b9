import Units
import Wire

/// The place in one segment's pulses.
struct PulseCursor: Sendable {
    let queued: QueuedSegment
    private let train: PulseTrain?
    private let slotDelay: Duration
    private var index: Int64 = 0
    private var end: Int64 = 0

    /// The first pulse of `queued`, whose rate was checked against the device's limit.
    init(_ queued: QueuedSegment, slotDelay: Duration) {
        self.queued = queued
        self.slotDelay = slotDelay
        train = PulseTrain(rate: queued.segment.rate)
        guard let train else { return }
        index = train.firstPulse(notBefore: queued.segment.trainOffset)
        end = train.firstPulse(notBefore: queued.segment.trainOffset + TimeGrid.segment)
    }

    /// Whether no pulse is left.
    var isExhausted: Bool { index >= end }

    /// When the next pulse starts, its slot delay included.
    var due: DeviceInstant {
        guard let offset else { return .never }
        return queued.segment.start + (offset + slotDelay)
    }

    /// The next pulse; nil when none is left.
    var order: PulseOrder? {
        guard let offset else { return nil }
        return PulseOrder(amplitude: queued.segment.ramp.current(at: offset), width: queued.segment.width)
    }

    /// Leaves the pulse behind.
    mutating func advance() { index += 1 }

    /// The next pulse's nominal time, from the segment's start.
    private var offset: Duration? {
        guard let train, !isExhausted else { return nil }
        return train.start(ofPulse: index) - queued.segment.trainOffset
    }
}

/// One pulse as the segment asks for it.
struct PulseOrder: Equatable, Sendable {
    let amplitude: Current
    let width: PulseWidth
}

/// A pulse on its way: its first phase, the gap, or the phase that balances it.
struct PulseInFlight: Equatable, Sendable {
    let zone: ZoneIndex
    let amplitude: Current
    let end: DeviceInstant
}
