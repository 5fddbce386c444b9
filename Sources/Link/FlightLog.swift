import Units

/// Which frames the device has not yet been seen to have, and when each was sent.
///
/// The echo in the telemetry names the newest frame seen, and every frame before it has arrived or is lost: so bytes in
/// flight are counted, not guessed. A frame that is never echoed is forgotten after `lifetime`. Every frame that gets a
/// number is added, so that the log holds the last 64 numbers without a hole.
struct FlightLog: Sendable {
    private struct Flight: Equatable, Sendable, BitwiseCopyable {
        var number: UInt16 = 0
        var bytes: UInt8 = 0
        var isReliable = false
        var isOut = false
        var wasEchoed = false
        var sent = Instant.zero
    }

    private static let size = 64
    /// Longer than any round trip at which treatment is allowed.
    private static let lifetime = Duration.milliseconds(60)

    private var flights = InlineArray<64, Flight>(repeating: Flight())
    private var oldest: UInt16 = 1
    private var newest: UInt16 = 0

    /// The bytes of commands that may still be on their way.
    private(set) var reliableBytes = 0
    /// The bytes of datagrams that may still be on their way.
    private(set) var datagramBytes = 0

    mutating func add(number: UInt16, bytes: Int, isReliable: Bool, at now: Instant) {
        let slot = Int(number) % FlightLog.size
        land(slot)
        // Without echoes the oldest one would fall so far behind that the numbers wrap between the two.
        let first = number &- UInt16(FlightLog.size - 1)
        if Int16(truncatingIfNeeded: Int(first) - Int(oldest)) > 0 { oldest = first }
        flights[slot] = Flight(
            number: number, bytes: UInt8(truncatingIfNeeded: bytes), isReliable: isReliable, isOut: true,
            wasEchoed: false, sent: now)
        if isReliable { reliableBytes += bytes } else { datagramBytes += bytes }
        newest = number
    }

    /// Takes note of an echo: this frame and all before it are no longer in flight.
    ///
    /// Returns when the frame was sent and whether this is its first echo; nil when it is too old to be known.
    mutating func echo(_ number: UInt16) -> (sent: Instant, isFirst: Bool)? {
        let slot = Int(number) % FlightLog.size
        guard flights[slot].number == number, flights[slot].sent != .zero else { return nil }
        while Int16(truncatingIfNeeded: Int(number) - Int(oldest)) >= 0 {
            land(Int(oldest) % FlightLog.size)
            oldest &+= 1
        }
        let isFirst = !flights[slot].wasEchoed
        flights[slot].wasEchoed = true
        return (flights[slot].sent, isFirst)
    }

    /// Forgets frames that were never echoed.
    mutating func expire(at now: Instant) {
        while Int16(truncatingIfNeeded: Int(newest) - Int(oldest)) >= 0 {
            let slot = Int(oldest) % FlightLog.size
            guard now - flights[slot].sent > FlightLog.lifetime else { return }
            land(slot)
            oldest &+= 1
        }
    }

    /// Forgets everything, because what was on its way was thrown away.
    mutating func clear() {
        for slot in 0..<FlightLog.size { flights[slot].isOut = false }
        oldest = newest &+ 1
        reliableBytes = 0
        datagramBytes = 0
    }

    private mutating func land(_ slot: Int) {
        guard flights[slot].isOut else { return }
        flights[slot].isOut = false
        let bytes = Int(flights[slot].bytes)
        if flights[slot].isReliable { reliableBytes -= bytes } else { datagramBytes -= bytes }
    }
}
