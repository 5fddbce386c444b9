import Testing
import Units
import Wire

@Suite struct ChecksumTests {
    private func buffer(_ bytes: [UInt8]) -> FrameBuffer {
        var buffer = FrameBuffer()
        for byte in bytes { buffer.append(byte) }
        return buffer
    }

    private func crc(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
        let all = buffer(bytes)
        return all.withBytes { Checksum.crc32c($0, count: all.count, seed: seed) }
    }

    @Test func `the check value is that of CRC-32C`() {
        #expect(crc(Array("123456789".utf8)) == 0xE306_9283)
        #expect(crc([]) == 0)
    }

    @Test func `the published vectors of RFC 3720 agree`() {
        #expect(crc(Array(repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(crc(Array(repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(crc(Array(0...31)) == 0x46DD_794E)
        #expect(crc(Array((0...31).reversed())) == 0x113F_DB5C)
    }

    @Test func `the table agrees with the polynomial, bit by bit and for any seed`() {
        var random = RandomStream(seed: 1)
        for _ in 0..<2000 {
            let bytes = (0..<random.next(below: 128)).map { _ in UInt8(random.next(below: 256)) }
            let seed = random.u32()
            #expect(crc(bytes, seed: seed) == ReferenceChecksum.crc32c(bytes, seed: seed))
        }
    }

    @Test func `two seeds never give one frame the same checksum`() {
        var random = RandomStream(seed: 2)
        for _ in 0..<2000 {
            let bytes = (0..<random.next(below: 128)).map { _ in UInt8(random.next(below: 256)) }
            let seed = random.u32()
            let other = seed ^ UInt32(1 + random.next(below: 0xFFFF_FFFF))
            #expect(crc(bytes, seed: seed) != crc(bytes, seed: other))
        }
    }

    @Test func `the stuffing agrees with the paper`() {
        var random = RandomStream(seed: 3)
        for opcode in Line.opcodes {
            for _ in 0..<100 {
                let line = Line.randomFrame(opcode, &random)
                #expect(ReferenceStuffing.added(ReferenceStuffing.removed(line)) == line)
            }
        }
    }

    @Test func `an envelope hash depends on every envelope and on their order`() {
        var random = RandomStream(seed: 4)
        guard let one = random.message(.envelope) as? Envelope, let two = random.message(.envelope) as? Envelope else {
            Issue.record("The opcode's message is an envelope.")
            return
        }
        func hash(_ envelopes: Envelope...) -> UInt32 {
            var hash = EnvelopeHash()
            for envelope in envelopes { hash.add(envelope) }
            return hash.value
        }
        #expect(hash() == 0)
        #expect(Set([hash(one), hash(two), hash(one, two), hash(two, one)]).count == 4)
    }
}

@Suite struct SessionSeedTests {
    @Test func `the seed is the checksum of schema, boot and host`() {
        var bytes: [UInt8] = [0x44, 0x33, 0x22, 0x11]
        bytes += [8, 7, 6, 5, 4, 3, 2, 1]
        bytes += [0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11]
        let seed = SessionSeed(
            schema: 0x1122_3344, bootID: 0x0102_0304_0506_0708, hostInstance: 0x1112_1314_1516_1718)
        #expect(seed.value == ReferenceChecksum.crc32c(bytes))
    }

    @Test func `a frame of another boot, host or schema is refused`() {
        let others = [
            SessionSeed(bootID: Line.bootID ^ 1, hostInstance: Line.hostInstance),
            SessionSeed(bootID: Line.bootID, hostInstance: Line.hostInstance ^ 1),
            SessionSeed(schema: Protocol.schemaHash ^ 1, bootID: Line.bootID, hostInstance: Line.hostInstance),
            .frozen,
        ]
        var random = RandomStream(seed: 5)
        for opcode in Line.opcodes where !opcode.isFrozen {
            for other in others {
                let line = Line.randomFrame(opcode, &random, seed: other)
                #expect(throws: WireError.checksumMismatch) { try Line.reencoded(line) }
            }
        }
    }

    @Test func `the frozen messages are understood in every session`() throws {
        var random = RandomStream(seed: 6)
        for opcode in Line.opcodes where opcode.isFrozen {
            let line = Line.randomFrame(opcode, &random, seed: SessionSeed(bootID: 1, hostInstance: 2))
            #expect(try Line.reencoded(line) == line)
        }
    }
}
