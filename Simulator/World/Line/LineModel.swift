public import Units

/// One way of a serial line: bytes go in, and come out later, in other pieces, and where something is broken not as they
/// were.
///
/// On the way lie a UART, which carries one byte after the other; a USB bridge, which keeps bytes until a packet is full or
/// a timer runs out and moves them in frames; a latency with a little chance in it; and the faults, which act on bytes as
/// they pass the UART. What is given in one call arrives together, with its last byte, unless bridge or faults cut it.
///
/// A value without a clock: the same calls give the same bytes at the same times.
public struct LineModel: Sendable {
    /// What is broken.
    public var faults = ByteFaults()
    /// The bytes that faults dropped, changed, doubled or made.
    public internal(set) var damaged: Int64 = 0

    let traits: LineTraits
    let way: LineDirection
    var pace: LinePace
    var chance: RandomStream
    var heldUntil = Instant.nanoseconds(.min)
    private let framePhase: Duration

    // What is under way: the bytes, and which of them arrive together.
    private var bytes: [UInt8] = []
    private var firstByte = 0
    private var pieces: [Piece] = []
    private var firstPiece = 0
    private var lastArrival = Instant.nanoseconds(.min)

    // The bridge towards the host.
    private var packetSentAt = Instant.zero
    private var flushAt: Instant?
    private var openJitter = Duration.zero

    private struct Piece: Sendable {
        var arrival: Instant
        var count: Int
    }

    /// An idle line.
    ///
    /// - Parameters:
    ///   - way: where the bytes go; the bridge treats the ways differently.
    ///   - seed: determines jitter and faults.
    public init(_ traits: LineTraits, way: LineDirection, seed: UInt64) {
        self.traits = traits
        self.way = way
        pace = LinePace(baud: traits.baud)
        chance = RandomStream(seed: seed, purpose: way == .toDevice ? 0x4C49_4E44 : 0x4C49_4E48)
        framePhase = .nanoseconds(chance.next(in: 0...max(traits.usb.frame.nanoseconds - 1, 0)))
    }

    /// When the oldest bytes arrive; nil when none are under way.
    public var nextArrival: Instant? { firstPiece < pieces.count ? pieces[firstPiece].arrival : nil }

    /// When the UART has nothing more to carry.
    public var idleFrom: Instant { pace.idleFrom }

    /// Gives bytes to the line at `now`, which is not before that of the call before.
    public mutating func send(_ sent: Span<UInt8>, at now: Instant) {
        guard sent.count > 0 else { return }
        let begins = way == .toDevice ? frame(at: now) : now
        if faults.isNone, traits.usb.latencyTimer == nil || way == .toDevice {
            let arrived = pace.arrival(of: sent.count, givenAt: begins)
            for index in sent.indices { bytes.append(sent[index]) }
            close(sent.count, passedAt: arrived)
        } else {
            carry(sent, from: begins)
        }
    }

    /// Moves the oldest bytes that arrive together to the end of `buffer`, when they have arrived by `now`.
    ///
    /// - Returns: whether there were any.
    public mutating func take(at now: Instant, into buffer: inout [UInt8]) -> Bool {
        guard firstPiece < pieces.count, pieces[firstPiece].arrival <= now else { return false }
        let end = firstByte + pieces[firstPiece].count
        buffer.append(contentsOf: bytes[firstByte..<end])
        firstByte = end
        firstPiece += 1
        if firstPiece == pieces.count {
            clear()
        } else if firstByte > 4096 {
            bytes.removeFirst(firstByte)
            pieces.removeFirst(firstPiece)
            (firstByte, firstPiece) = (0, 0)
        }
        return true
    }

    /// Everything under way is gone: the cable was pulled.
    public mutating func cut() {
        clear()
        flushAt = nil
    }

    /// What was broken is mended, and the cable plugged anew: nothing is under way or held back any more.
    ///
    /// Faults that tear can leave minutes of bytes on a line, far more than any bridge holds.
    mutating func mend() {
        cut()
        faults = ByteFaults()
        pace = LinePace(baud: traits.baud)
        (heldUntil, lastArrival) = (.nanoseconds(.min), .nanoseconds(.min))
    }

    private mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        pieces.removeAll(keepingCapacity: true)
        (firstByte, firstPiece) = (0, 0)
    }

    /// The next frame in which USB can move something at `now`.
    private func frame(at now: Instant) -> Instant {
        let step = traits.usb.frame.nanoseconds
        guard step > 0 else { return now }
        let since = now.nanoseconds - framePhase.nanoseconds
        let rest = since % step
        return rest == 0 ? now : now + .nanoseconds(rest > 0 ? step - rest : 0 - rest)
    }
}

/// How bytes are cut into what arrives together.
extension LineModel {
    /// The last `count` bytes arrive together; the UART was through with them at `moment`.
    mutating func close(_ count: Int, passedAt moment: Instant) {
        guard count > 0 else { return }
        let arrival = arrival(of: moment, jitter: drawJitter())
        pieces.append(Piece(arrival: arrival, count: count))
        lastArrival = arrival
    }

    /// Packs as many of the bytes from `first` on as join the open packet without filling it; says how many.
    mutating func pack(_ sent: Span<UInt8>, from first: Int) -> Int {
        guard let flushAt, let last = pieces.indices.last, last >= firstPiece else { return 0 }
        let room = USBBridge.packet - 1 - pieces[last].count
        let count = min(room, sent.count - first, pace.bytes(before: flushAt))
        guard count > 0 else { return 0 }
        pace.pass(count)
        for index in first..<first + count { bytes.append(sent[index]) }
        pieces[last].count += count
        return count
    }

    /// One byte that the UART was through with at `moment`, on its way through a bridge that packs.
    mutating func pack(_ byte: UInt8, passedAt moment: Instant) {
        let timer = max(traits.usb.latencyTimer ?? .zero, .milliseconds(1)).nanoseconds
        bytes.append(byte)
        if let flushAt, moment < flushAt, let last = pieces.indices.last, last >= firstPiece {
            pieces[last].count += 1
        } else {
            // The timer runs on from packet to packet, whether there are bytes or not.
            if let flushAt { packetSentAt = max(packetSentAt, flushAt) }
            let since = max((moment - packetSentAt).nanoseconds, 0)
            let flush = packetSentAt + .nanoseconds((since + timer - 1) / timer * timer)
            flushAt = max(flush, moment)
            openJitter = drawJitter()
            let before = lastArrival
            let arrival = arrival(of: flush, jitter: openJitter)
            pieces.append(Piece(arrival: max(arrival, before), count: 1))
            lastArrival = max(arrival, before)
        }
        if let last = pieces.indices.last, pieces[last].count >= USBBridge.packet {
            let before = last > firstPiece ? pieces[last - 1].arrival : Instant.nanoseconds(.min)
            lastArrival = before
            pieces[last].arrival = max(arrival(of: moment, jitter: openJitter), before)
            lastArrival = pieces[last].arrival
            packetSentAt = moment
            flushAt = nil
        }
    }

    /// What follows does not join what was packed.
    mutating func closePacket() {
        if let flushAt { packetSentAt = max(packetSentAt, flushAt) }
        flushAt = nil
    }

    /// Adds a byte to what will be closed later.
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    private mutating func drawJitter() -> Duration {
        traits.jitter > .zero ? .nanoseconds(chance.next(in: 0...traits.jitter.nanoseconds)) : .zero
    }

    private func arrival(of moment: Instant, jitter: Duration) -> Instant {
        let moved = way == .toHost ? frame(at: moment) : moment
        return max(max(moved + traits.latency + jitter, heldUntil), lastArrival)
    }
}
