import Testing
import Units
import Wire

@Suite struct SizeTests {
    private func length(_ message: some Message) -> Int {
        message.frame(number: 1, epoch: 1, sequence: 1, seed: Line.seed).count
    }

    @Test func `fast telemetry with four zones has 128 bytes on the line`() {
        var random = RandomStream(seed: 1)
        let lengths = (1...4).map { length(random.fastTelemetry(zoneCount: UInt8($0))) }
        #expect(lengths == [62, 84, 106, 128])
    }

    @Test func `slow telemetry with four zones has at most 103 bytes on the line`() {
        var random = RandomStream(seed: 2)
        let lengths = (1...4).map { length(random.slowTelemetry(zoneCount: UInt8($0))) }
        #expect(lengths == [60, 74, 88, 102])
    }

    @Test func `no frame of the host is longer than 64 bytes`() {
        var random = RandomStream(seed: 3)
        for opcode in Line.opcodes where opcode.rawValue < 0x80 {
            for _ in 0..<100 {
                #expect(Line.randomFrame(opcode, &random).count <= Protocol.hostFrameLimit)
            }
        }
    }

    @Test func `no frame of the device is longer than the buffer`() {
        var random = RandomStream(seed: 4)
        for opcode in Line.opcodes where opcode.rawValue >= 0x80 {
            #expect(Line.randomFrame(opcode, &random).count <= FrameBuffer.capacity)
        }
    }

    @Test func `a segment is as long as it says, and two fit into the bytes in flight`() {
        var random = RandomStream(seed: 5)
        #expect(Line.randomFrame(.segment, &random).count == Segment.frameLength)
        #expect(2 * Segment.frameLength <= Protocol.reliableBytesInFlight)
    }

    @Test func `a lease and a ceiling each fit into the bytes kept free for them`() {
        var random = RandomStream(seed: 6)
        #expect(Line.randomFrame(.lease, &random).count <= Protocol.datagramBytesInFlight)
        #expect(Line.randomFrame(.ceiling, &random).count <= Protocol.datagramBytesInFlight)
    }
}

@Suite struct ShortTextTests {
    private func text<let capacity: Int>(_ short: ShortText<capacity>) -> String {
        String(decoding: (0..<capacity).map { short[$0] }.prefix { $0 != 0 }, as: UTF8.self)
    }

    @Test func `a text is filled with zeros and cut at its size`() {
        let short = ShortText<4>("ab")
        #expect((0..<4).map { short[$0] } == [0x61, 0x62, 0, 0])
        #expect(text(ShortText<4>("abcdefgh")) == "abcd")
        #expect(text(ShortText<4>("")) == "")
    }

    @Test func `what is not printable ASCII becomes a question mark`() {
        #expect(text(ShortText<8>("a\tb\u{7F}")) == "a?b?")
        #expect(text(ShortText<8>("µ")) == "??")
        let numbered = ShortText<8>("SIM-0").replacing(at: 4, with: 0x37)
        #expect(text(numbered) == "SIM-7")
        #expect(text(numbered.replacing(at: 4, with: 1)) == "SIM-?")
    }

    @Test func `a text from the line is cleaned in the same way`() throws {
        var random = RandomStream(seed: 7)
        guard let original = random.message(.deviceDescription) as? DeviceDescription else {
            Issue.record("The opcode's message is a device description.")
            return
        }
        var payload = FrameBuffer()
        original.encode(into: &payload)
        var changed = FrameBuffer()
        let hostile: [UInt8] = [0x1B, 0x5B, 0x41, 0xC3, 0xA4, 0, 0x41]
        for index in 0..<payload.count { changed.append(index < hostile.count ? hostile[index] : payload[index]) }
        let back = try changed.withBytes { bytes throws(WireError) in
            try DeviceDescription(decoding: bytes, from: 0, to: changed.count)
        }
        #expect((0..<7).map { back.model[$0] } == [0x3F, 0x5B, 0x41, 0x3F, 0x3F, 0, 0x41])
    }
}
