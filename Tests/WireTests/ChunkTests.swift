import Testing
import Units
import Wire

/// A chunk of bytes taken at once, against the same bytes one by one.
struct ChunkTests {
    /// What a decoder reported in order, and the frames it gave.
    private struct Account: Equatable {
        var outcomes: [FrameDecoder.Outcome] = []
        var frames: [[UInt8]] = []
        var tooLong: UInt32 = 0
        var malformed: UInt32 = 0

        mutating func note(_ outcome: FrameDecoder.Outcome, of decoder: FrameDecoder) {
            guard outcome != .nothing else { return }
            outcomes.append(outcome)
            if outcome == .frame { frames.append(decoder.withFrame { bytes in (0..<decoder.count).map { bytes[$0] } }) }
        }

        mutating func close(_ decoder: FrameDecoder) {
            tooLong = decoder.tooLong
            malformed = decoder.malformed
        }
    }

    /// Frames, damaged frames, runs of zero bytes, and runs longer than any frame.
    private func stream(_ random: inout RandomStream) -> [UInt8] {
        var line: [UInt8] = []
        for _ in 0..<12 {
            switch random.next(below: 5) {
            case 0: line += Array(repeating: 0, count: Int(random.next(below: 9)))
            case 1: line += (0..<random.next(below: 300)).map { _ in UInt8(random.next(below: 256)) }
            case 2: line += [0xFF] + Array(repeating: 9, count: Int(random.next(below: 300)))
            default:
                var frame = Line.randomFrame(random.one(of: Line.opcodes), &random)
                if random.next(below: 3) == 0 { frame[Int(random.next(below: UInt64(frame.count)))] ^= 0x55 }
                line += frame
            }
        }
        return line
    }

    @Test func `a chunk says the same as its bytes one by one, in any cut`() {
        var random = RandomStream(seed: 21)
        for _ in 0..<2000 {
            let line = stream(&random)
            var single = FrameDecoder()
            var expected = Account()
            for byte in line { expected.note(single.push(byte), of: single) }
            expected.close(single)

            var chunked = FrameDecoder()
            var account = Account()
            var start = 0
            while start < line.count {
                let end = min(line.count, start + 1 + Int(random.next(below: 200)))
                let chunk = Array(line[start..<end])
                var cursor = 0
                while cursor < chunk.count { account.note(chunked.push(chunk.span, from: &cursor), of: chunked) }
                start = end
            }
            account.close(chunked)
            #expect(account == expected)
        }
    }

    @Test func `frames of a chunk are what the reference stuffing was given`() {
        var random = RandomStream(seed: 22)
        for _ in 0..<2000 {
            let raw = (0..<11 + random.next(below: 116)).map { _ in
                random.next(below: 3) == 0 ? 0 : UInt8(random.next(below: 256))
            }
            let line = ReferenceStuffing.added(raw)
            var decoder = FrameDecoder()
            var cursor = 0
            #expect(decoder.push(line.span, from: &cursor) == .frame)
            #expect(cursor == line.count)
            #expect(decoder.withFrame { bytes in (0..<decoder.count).map { bytes[$0] } } == raw)
        }
    }
}
