public import Units

/// One direction of a serial line as time: when the last of so many bytes has arrived at the other end.
///
/// A byte is ten bits (8N1), and the line carries one after the other: what is given while others are on their way begins
/// when they have arrived.
public struct LinePace: Equatable, Sendable {
    /// Bits per second; 0 for a line that takes no time.
    public let baud: UInt32
    private var freeAt = Instant.nanoseconds(.min)

    /// An idle line of `baud` bits per second; 0 for one that takes no time.
    public init(baud: UInt32) { self.baud = baud }

    /// Sends `count` bytes that were given at `now`, and says when the last one has arrived.
    ///
    /// - Parameters:
    ///   - count: 0 to a million.
    ///   - now: not before that of the call before.
    public mutating func arrival(of count: Int, givenAt now: Instant) -> Instant {
        let begins = max(now, freeAt)
        guard baud > 0, count > 0 else { return begins }
        let bits = Int64(count) * 10
        freeAt = begins + .nanoseconds((bits * 1_000_000_000 + Int64(baud) - 1) / Int64(baud))
        return freeAt
    }

    /// How many bytes, one after the other from when the line is free, have arrived before `moment`.
    func bytes(before moment: Instant) -> Int {
        guard byteTime > 0 else { return freeAt < moment ? .max : 0 }
        return Int(max((moment - freeAt).nanoseconds - 1, 0) / byteTime)
    }

    /// Carries `count` bytes, one after the other from when the line is free.
    mutating func pass(_ count: Int) { freeAt = freeAt + .nanoseconds(byteTime * Int64(count)) }

    /// What one byte takes by itself, in ns; 0 for a line that takes no time.
    private var byteTime: Int64 { baud > 0 ? (10_000_000_000 + Int64(baud) - 1) / Int64(baud) : 0 }

    /// When the line has nothing more to carry; long ago for one that never carried anything.
    public var idleFrom: Instant { freeAt }

    /// Lets nothing begin before `moment`.
    public mutating func rest(until moment: Instant) { freeAt = max(freeAt, moment) }
}
