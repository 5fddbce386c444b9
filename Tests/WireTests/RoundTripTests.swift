import Testing
import Units
import Wire

@Suite struct RoundTripTests {
    @Test(arguments: Line.opcodes)
    func `every message comes back as it was sent`(_ opcode: Opcode) throws {
        var random = RandomStream(seed: 0x5EED, purpose: UInt64(opcode.rawValue))
        for _ in 0..<500 {
            let message = random.message(opcode)
            try expectRoundTrip(message, number: random.u16(), epoch: random.u32(), sequence: random.u32())
        }
    }

    private func expectRoundTrip<Payload: Message & Equatable>(
        _ message: Payload, number: UInt16, epoch: UInt32, sequence: UInt32
    ) throws {
        let frame = message.frame(number: number, epoch: epoch, sequence: sequence, seed: Line.seed)
        var decoder = FrameDecoder()
        var frames = 0
        for byte in Line.bytes(frame) where decoder.push(byte) == .frame { frames += 1 }
        #expect(frames == 1)
        let header = try decoder.header(seed: Line.seed)
        #expect(header.opcode == Payload.opcode)
        #expect(header.frameNumber == number)
        #expect(header.epoch == epoch)
        #expect(header.sequence == (Payload.opcode.isCommand ? sequence : 0))
        let back = try decoder.message(Payload.self, after: header)
        #expect(back == message)
    }

    @Test func `the opcode says who speaks`() {
        for opcode in Line.opcodes {
            let isOfDevice = opcode.rawValue >= 0x80
            if opcode.isCommand { #expect(!isOfDevice) }
        }
        #expect(Line.opcodes.count == 23)
        #expect(Line.opcodes.filter(\.isFrozen) == [.hello, .stop, .helloAnswer])
        #expect(Line.opcodes.filter(\.isCommand).map(\.rawValue) == Array(0x10...0x18))
    }
}

@Suite struct FieldRangeTests {
    /// The error of a payload whose byte at `offset` is replaced by `value`.
    private func error<Payload: Message & Equatable>(
        _ message: Payload, _ offset: Int, _ value: UInt8
    ) -> WireError? {
        var payload = FrameBuffer()
        message.encode(into: &payload)
        var changed = FrameBuffer()
        for index in 0..<payload.count { changed.append(index == offset ? value : payload[index]) }
        do {
            _ = try changed.withBytes { bytes throws(WireError) in
                try Payload(decoding: bytes, from: 0, to: payload.count)
            }
            return nil
        } catch { return error }
    }

    @Test func `a value outside a closed set is refused by name`() {
        var random = RandomStream(seed: 7)
        #expect(error(Indicate(.high), 0, 4) == .valueOutOfRange(field: .priority, value: 4))
        #expect(error(Describe(.device), 0, 6) == .valueOutOfRange(field: .part, value: 6))
        #expect(error(SelfTest(.sensors), 0, 0) == .valueOutOfRange(field: .step, value: 0))
        #expect(error(SelfTest(.sensors), 0, 4) == .valueOutOfRange(field: .step, value: 4))
        let ceiling = Ceiling(zone: random.zone(), stimulation: .whole, power: .zero)
        #expect(error(ceiling, 0, 4) == .valueOutOfRange(field: .zone, value: 4))
        #expect(error(random.fastTelemetry(zoneCount: 4), 10, 6) == .valueOutOfRange(field: .state, value: 6))
        #expect(error(random.fastTelemetry(zoneCount: 3), 26, 4) == .valueOutOfRange(field: .zoneCount, value: 4))
        #expect(error(random.slowTelemetry(zoneCount: 3), 32, 2) == .valueOutOfRange(field: .zoneCount, value: 2))
    }

    @Test func `a validity without a name is refused`() {
        var random = RandomStream(seed: 8)
        let sample = random.fastTelemetry(zoneCount: 1)
        #expect(error(sample, 27 + 19, 5) == .valueOutOfRange(field: .validity, value: 5))
    }

    @Test func `a greeting without the magic number or without a host is refused`() {
        let hello = Hello(hostInstance: 1)
        #expect(error(hello, 0, 0x4E) == .valueOutOfRange(field: .magic, value: 0x544F_594E))
        #expect(error(hello, 10, 0) == .valueOutOfRange(field: .hostInstance, value: 0))
    }

    @Test func `arming no zone or one that cannot exist is refused`() {
        let arm = Arm(program: .none, approval: .none, envelopeHash: 0, zones: .all)
        #expect(error(arm, 36, 0) == .valueOutOfRange(field: .zone, value: 0))
        #expect(error(arm, 36, 0x1F) == .valueOutOfRange(field: .zone, value: 0x1F))
        #expect(error(arm, 36, 0x08) == nil)
    }

    @Test func `an unknown cause and an unknown result are kept as numbers`() {
        #expect(error(AcknowledgeTrip(cause: .contact), 0, 200) == nil)
        #expect(error(Acknowledgement(taken: 1, about: 1, result: .done), 8, 200) == nil)
    }

    @Test func `a ceiling above the whole counts as the whole`() throws {
        var payload = FrameBuffer()
        for byte in [1, 0xFF, 0xFF, 0x10, 0x27] as [UInt8] { payload.append(byte) }
        let ceiling = try payload.withBytes { bytes throws(WireError) in try Ceiling(decoding: bytes, from: 0, to: 5) }
        #expect(ceiling.stimulation == .whole)
        #expect(ceiling.power == .milliwatts(10_000))
    }

    @Test func `what a device reports beyond a field is cut and never wrapped`() throws {
        var sample = ZoneSample()
        sample.centre = .celsius(100)
        sample.edge = .celsius(-40)
        sample.power = .milliwatts(70_000)
        sample.impedance = .milliohms(Int32.max)
        sample.load = .milliohms(-5)
        sample.pulseCurrent = .milliamps(-1)
        sample.pulses = .max
        var random = RandomStream(seed: 9)
        var telemetry = random.fastTelemetry(zoneCount: 1)
        telemetry.zones = PerZone(repeating: sample)
        var decoder = FrameDecoder()
        for byte in Line.bytes(telemetry.frame(number: 1, epoch: 0, seed: Line.seed)) { _ = decoder.push(byte) }
        let header = try decoder.header(seed: Line.seed)
        let first = try #require(ZoneIndex(0))
        let back = try decoder.message(FastTelemetry.self, after: header).zones[first]
        #expect(back.centre == .milliCelsius(55_535))
        #expect(back.edge == .celsius(-10))
        #expect(back.power == .milliwatts(65_535))
        #expect(back.impedance == .milliohms(0xFF_FFFF))
        #expect(back.load == .zero)
        #expect(back.pulseCurrent == .zero)
        #expect(back.pulses == 0xFF_FFFF)
    }
}
