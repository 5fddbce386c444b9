import Testing
import Units
import Wire

@Suite struct FrameDecoderTests {
    /// One frame of every message, in the order of their opcodes, from `seed`.
    private func frames(_ seed: UInt64) -> [[UInt8]] {
        var random = RandomStream(seed: seed)
        return Line.opcodes.map { Line.randomFrame($0, &random) }
    }

    private func opcodes(_ received: Received) -> [Opcode] { received.headers.map(\.opcode) }

    @Test func `whole and joined frames are all received`() {
        for seed in 0..<50 as Range<UInt64> {
            let received = Line.receive(frames(seed).flatMap { $0 })
            #expect(opcodes(received) == Line.opcodes)
            #expect(received.refused == 0)
            #expect(received.decoder.malformed == 0)
            #expect(received.decoder.tooLong == 0)
            #expect(received.stops == 0)
        }
    }

    @Test func `a frame split at any byte is received once, when its last byte has come`() {
        for frame in frames(1) {
            for cut in 0..<frame.count {
                var received = Line.receive(Array(frame[..<cut]))
                #expect(received.headers.isEmpty)
                for byte in frame[cut...] { received.push(byte, seed: Line.seed) }
                #expect(received.headers.count == 1)
            }
        }
    }

    @Test func `no flipped bit is ever accepted`() {
        for frame in frames(2) + frames(3) {
            for index in frame.indices {
                for bit in 0..<8 {
                    var damaged = frame
                    damaged[index] ^= 1 << bit
                    let received = Line.receive(damaged + [0])
                    #expect(received.headers.isEmpty, "byte \(index), bit \(bit)")
                }
            }
        }
    }

    @Test func `no flipped pair of neighbouring bytes is ever accepted`() {
        var random = RandomStream(seed: 4)
        for frame in frames(4) {
            for index in 0..<(frame.count - 1) {
                var damaged = frame
                damaged[index] ^= UInt8(1 + random.next(below: 255))
                damaged[index + 1] ^= UInt8(1 + random.next(below: 255))
                #expect(Line.receive(damaged + [0]).headers.isEmpty)
            }
        }
    }

    @Test func `no truncated frame is ever accepted`() {
        for frame in frames(5) {
            for length in 0..<(frame.count - 1) {
                let received = Line.receive(Array(frame[..<length]) + [0])
                #expect(received.headers.isEmpty)
                #expect(received.refused + Int(received.decoder.malformed) == (length == 0 ? 0 : 1))
            }
        }
    }

    @Test func `a lost byte or a doubled byte is never accepted`() {
        for frame in frames(6) {
            for index in 0..<(frame.count - 1) {
                var shorter = frame
                shorter.remove(at: index)
                #expect(Line.receive(shorter).headers.isEmpty)
                var longer = frame
                longer.insert(frame[index], at: index)
                #expect(Line.receive(longer).headers.isEmpty)
            }
        }
    }

    @Test func `a payload of another length is refused although its checksum agrees`() {
        for opcode in Line.opcodes {
            for extra in [true, false] {
                guard let line = resized(opcode, longer: extra) else { continue }
                #expect(throws: WireError.self) { try Line.reencoded(line) }
            }
        }
    }

    /// A frame of `opcode` with one byte more or less before a checksum that is made anew.
    private func resized(_ opcode: Opcode, longer: Bool) -> [UInt8]? {
        var random = RandomStream(seed: 11, purpose: UInt64(opcode.rawValue))
        var raw = ReferenceStuffing.removed(Line.randomFrame(opcode, &random))
        raw.removeLast(4)
        if longer { raw.append(1) } else { raw.removeLast() }
        guard raw.count <= 122 else { return nil }
        let sum = ReferenceChecksum.crc32c(raw, seed: opcode.isFrozen ? 0 : Line.seed.value)
        raw += (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
        return ReferenceStuffing.added(raw)
    }

    @Test func `garbage before and between frames costs no frame behind a delimiter`() {
        var random = RandomStream(seed: 12)
        for _ in 0..<200 {
            var stream: [UInt8] = []
            for frame in frames(random.next()) {
                stream += (0..<random.next(below: 150)).map { _ in UInt8(1 + random.next(below: 255)) } + [0]
                stream += frame
            }
            #expect(opcodes(Line.receive(stream)) == Line.opcodes)
        }
    }

    @Test func `a damaged frame costs at most the frame behind it`() {
        let good = frames(13)
        for index in good[7].indices {
            var damaged = good[7]
            damaged[index] ^= 0x55
            let received = Line.receive(damaged + good[8] + good[9])
            #expect(opcodes(received).last == Line.opcodes[9])
            #expect(received.headers.count >= 1)
        }
    }

    @Test func `random bytes are never taken for a frame`() {
        var random = RandomStream(seed: 14)
        var received = Received()
        for _ in 0..<400_000 { received.push(UInt8(random.next(below: 256)), seed: Line.seed) }
        #expect(received.headers.isEmpty)
        #expect(received.decoder.malformed > 0)
    }

    @Test func `frames longer than any message are counted and dropped`() {
        for length in [131, 200, 254, 255, 5000] {
            let received = Line.receive([0xFF] + Array(repeating: 7, count: length) + [0] + frames(15)[0])
            #expect(received.decoder.tooLong == 1, "\(length)")
            #expect(received.headers.count == 1)
        }
    }

    @Test func `frames too short to be any are counted as malformed`() {
        let received = Line.receive([5, 1, 2, 3, 4, 0, 9, 1, 0])
        #expect(received.decoder.malformed == 2)
        #expect(received.refused == 0)
    }

    @Test func `an opcode without a message is refused`() {
        let known = Set(Line.opcodes.map(\.rawValue))
        for code in 0...255 as ClosedRange<UInt8> where !known.contains(code) {
            var raw = [code] + Array(repeating: UInt8(1), count: 10)
            let sum = ReferenceChecksum.crc32c(raw, seed: Line.seed.value)
            raw += (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
            #expect(throws: WireError.unknownOpcode(code)) {
                try Line.reencoded(ReferenceStuffing.added(raw))
            }
        }
    }
}
