import Testing
import Units
import World

@Suite("A line brings bytes late, in other pieces and damaged")
struct LineModelTests {
    /// What arrived, piece by piece.
    struct Piece: Equatable {
        let at: Instant
        let bytes: [UInt8]
    }

    static func drain(_ line: inout LineModel) -> [Piece] {
        var pieces: [Piece] = []
        while let at = line.nextArrival {
            var bytes: [UInt8] = []
            #expect(!line.take(at: at - .nanoseconds(1), into: &bytes))
            #expect(line.take(at: at, into: &bytes))
            pieces.append(Piece(at: at, bytes: bytes))
        }
        return pieces
    }

    static func sent(_ count: Int, from first: Int = 0) -> [UInt8] {
        (first..<first + count).map { UInt8(truncatingIfNeeded: $0) }
    }

    /// The bytes that arrive of 20,000 that are sent in frames of 100.
    static func through(_ traits: LineTraits, seed: UInt64 = 1, _ faults: ByteFaults) -> (
        pieces: [Piece], damaged: Int64
    ) {
        var line = LineModel(traits, way: .toHost, seed: seed)
        line.faults = faults
        for frame in 0..<200 {
            let now = Instant.nanoseconds(5_000_000 * Int64(frame))
            line.send(sent(100, from: frame * 100).span, at: now)
        }
        return (drain(&line), line.damaged)
    }

    static func bytes(_ pieces: [Piece]) -> [UInt8] { pieces.flatMap(\.bytes) }

    @Test func `an innocent line brings what was sent together, with its last byte`() {
        var line = LineModel(LineTraits(baud: 100_000, latency: .microseconds(300)), way: .toHost, seed: 1)
        line.send(Self.sent(10).span, at: .zero)
        line.send(Self.sent(1).span, at: .nanoseconds(400_000))
        #expect(
            Self.drain(&line) == [
                Piece(at: .nanoseconds(1_300_000), bytes: Self.sent(10)),
                Piece(at: .nanoseconds(1_400_000), bytes: [0]),
            ])
    }

    @Test func `jitter keeps the order and its bound`() {
        let traits = LineTraits(baud: 1_000_000, jitter: .milliseconds(20))
        let pieces = Self.through(traits, ByteFaults()).pieces
        #expect(Self.bytes(pieces) == Self.sent(20_000))
        #expect(pieces.map(\.at) == pieces.map(\.at).sorted())
        var latest = Duration.zero
        for (frame, piece) in pieces.enumerated() {
            let due = Instant.nanoseconds(5_000_000 * Int64(frame) + 1_000_000)
            #expect(piece.at >= due && piece.at <= due + .milliseconds(20))
            latest = max(latest, piece.at - due)
        }
        #expect(latest > .milliseconds(15))
    }

    @Test func `a cut line has nothing under way`() {
        var line = LineModel(LineTraits(baud: 100_000), way: .toDevice, seed: 1)
        line.send(Self.sent(10).span, at: .zero)
        line.cut()
        #expect(line.nextArrival == nil)
        line.send([7].span, at: .nanoseconds(1))
        #expect(Self.drain(&line).map(\.bytes) == [[7]])
    }

    @Test(arguments: [1, 16] as [Int64])
    func `a bridge keeps a few bytes until its timer, and never longer`(milliseconds: Int64) {
        let timer = Duration.milliseconds(milliseconds)
        var line = LineModel(LineTraits(baud: 921_600, usb: .ftdi(latencyTimer: timer)), way: .toHost, seed: 5)
        var longest = Duration.zero
        for frame in 0..<100 as Range<Int64> {
            let now = Instant.nanoseconds(97_300_000 * frame)
            line.send(Self.sent(20).span, at: now)
            let pieces = Self.drain(&line)
            #expect(Self.bytes(pieces) == Self.sent(20))
            guard let last = pieces.last else { continue }
            // The bytes themselves, the timer, and the next frame.
            #expect(last.at - now <= .microseconds(218) + timer + .milliseconds(1))
            longest = max(longest, last.at - now)
        }
        #expect(longest > timer)
    }

    @Test func `a full packet does not wait for the timer`() {
        let traits = LineTraits(baud: 921_600, usb: .ftdi(latencyTimer: .milliseconds(16)))
        var line = LineModel(traits, way: .toHost, seed: 5)
        line.send(Self.sent(130).span, at: .nanoseconds(50_000_000))
        let pieces = Self.drain(&line)
        #expect(pieces.map(\.bytes.count) == [62, 62, 6])
        #expect(pieces[0].at <= .nanoseconds(52_000_000))
        #expect(pieces[2].at >= pieces[1].at)
        #expect(Self.bytes(pieces) == Self.sent(130))
    }

    @Test func `towards the device a bridge costs a frame and nothing else`() {
        var line = LineModel(
            LineTraits(baud: 0, usb: .ftdi(latencyTimer: .milliseconds(16))), way: .toDevice, seed: 5)
        for frame in 0..<50 as Range<Int64> {
            let now = Instant.nanoseconds(7_130_000 * frame)
            line.send(Self.sent(3).span, at: now)
            let pieces = Self.drain(&line)
            #expect(pieces.count == 1 && pieces[0].at - now < .milliseconds(1))
        }
    }

    @Test func `bytes are lost, doubled and made as often as was said`() {
        let traits = LineTraits(baud: 921_600)
        var faults = ByteFaults()
        faults.dropped = PerMillion(rawValue: 100_000)
        let dropped = Self.through(traits, faults)
        #expect((17_700...18_300).contains(Self.bytes(dropped.pieces).count))
        #expect(dropped.damaged == 20_000 - Int64(Self.bytes(dropped.pieces).count))
        faults = ByteFaults()
        faults.duplicated = PerMillion(rawValue: 100_000)
        #expect((21_700...22_300).contains(Self.bytes(Self.through(traits, faults).pieces).count))
        faults = ByteFaults()
        faults.inserted = PerMillion(rawValue: 100_000)
        #expect((21_700...22_300).contains(Self.bytes(Self.through(traits, faults).pieces).count))
    }

    @Test func `a flipped byte differs in one bit`() {
        var faults = ByteFaults()
        faults.flipped = PerMillion(rawValue: 100_000)
        let arrived = Self.bytes(Self.through(LineTraits(baud: 921_600), faults).pieces)
        let bits = zip(arrived, Self.sent(20_000)).map { ($0 ^ $1).nonzeroBitCount }
        #expect(bits.max() == 1)
        #expect((1700...2300).contains(bits.reduce(0, +)))
    }

    @Test func `a burst holds everything back and lets it go at once`() {
        var line = LineModel(LineTraits(baud: 1_000_000), way: .toHost, seed: 1)
        line.faults.burst = .every
        line.faults.burstLength = .milliseconds(30)
        line.send([1].span, at: .zero)
        line.faults = ByteFaults()
        line.send([2].span, at: .nanoseconds(5_000_000))
        line.send([3].span, at: .nanoseconds(40_000_000))
        let held = Instant.nanoseconds(30_010_000)
        #expect(
            Self.drain(&line) == [
                Piece(at: held, bytes: [1]), Piece(at: held, bytes: [2]),
                Piece(at: .nanoseconds(40_010_000), bytes: [3]),
            ])
    }

    @Test func `a torn chunk comes in two parts with a while between`() {
        var line = LineModel(LineTraits(baud: 1_000_000), way: .toDevice, seed: 1)
        line.faults.split = .every
        line.faults.splitLength = .milliseconds(2)
        line.send([1, 2].span, at: .zero)
        #expect(
            Self.drain(&line) == [
                Piece(at: .nanoseconds(10_000), bytes: [1]), Piece(at: .nanoseconds(2_020_000), bytes: [2]),
            ])
    }

    @Test func `the same seed damages the same bytes, and another one others`() {
        var faults = ByteFaults()
        faults.dropped = PerMillion(rawValue: 5000)
        faults.flipped = PerMillion(rawValue: 5000)
        faults.split = PerMillion(rawValue: 5000)
        faults.splitLength = .milliseconds(1)
        let traits = LineTraits(baud: 921_600, jitter: .milliseconds(1), usb: .ftdi(latencyTimer: .milliseconds(1)))
        let first = Self.through(traits, faults).pieces
        #expect(first == Self.through(traits, faults).pieces)
        #expect(first != Self.through(traits, seed: 2, faults).pieces)
    }
}
