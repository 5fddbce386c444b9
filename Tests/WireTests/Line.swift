import Units
import Wire

/// The session that the examples of `docs/protocol.md` were captured in, and short ways to send and receive.
enum Line {
    static let bootID: UInt64 = 0x1122_3344_5566_7788
    static let hostInstance: UInt64 = 0x0102_0304_0506_0708
    static let seed = SessionSeed(bootID: bootID, hostInstance: hostInstance)

    /// Every opcode that the protocol has, in order.
    static let opcodes = (0...255).compactMap { Opcode(rawValue: UInt8($0)) }

    /// The bytes of one frame on the line.
    static func bytes(_ frame: FrameBuffer) -> [UInt8] { (0..<frame.count).map { frame[$0] } }

    /// A message of `opcode` with random fields and header, as it goes on the line.
    static func randomFrame(_ opcode: Opcode, _ random: inout RandomStream, seed: SessionSeed = seed) -> [UInt8] {
        let message = random.message(opcode)
        return bytes(
            message.frame(number: random.u16(), epoch: random.u32(), sequence: random.u32(), seed: seed))
    }

    /// Everything that a receiver makes of `bytes`.
    static func receive(_ bytes: [UInt8], seed: SessionSeed = seed) -> Received {
        var received = Received()
        for byte in bytes { received.push(byte, seed: seed) }
        return received
    }

    /// Decodes one whole frame and encodes what was understood again.
    static func reencoded(_ line: [UInt8], seed: SessionSeed = seed) throws -> [UInt8] {
        var decoder = FrameDecoder()
        var outcome = FrameDecoder.Outcome.nothing
        for byte in line { outcome = decoder.push(byte) }
        guard outcome == .frame else { throw NoFrame() }
        let header = try decoder.header(seed: seed)
        return try reencoded(decoder, header, seed)
    }

    private static func reencoded(
        _ decoder: FrameDecoder, _ header: FrameHeader, _ seed: SessionSeed
    ) throws -> [UInt8] {
        func again<Payload: Message>(_ type: Payload.Type) throws -> [UInt8] {
            let message = try decoder.message(type, after: header)
            return bytes(
                message.frame(
                    number: header.frameNumber, epoch: header.epoch, sequence: header.sequence, seed: seed))
        }
        return switch header.opcode {
        case .hello: try again(Hello.self)
        case .stop: try again(Stop.self)
        case .helloAnswer: try again(HelloAnswer.self)
        case .describe: try again(Describe.self)
        case .lease: try again(Lease.self)
        case .ceiling: try again(Ceiling.self)
        case .indicate: try again(Indicate.self)
        case .selfTest: try again(SelfTest.self)
        case .envelope: try again(Envelope.self)
        case .arm: try again(Arm.self)
        case .disarm: try again(Disarm.self)
        case .start: try again(Start.self)
        case .pause: try again(Pause.self)
        case .resume: try again(Resume.self)
        case .segment: try again(Segment.self)
        case .acknowledgeTrip: try again(AcknowledgeTrip.self)
        case .acknowledgement: try again(Acknowledgement.self)
        case .deviceDescription: try again(DeviceDescription.self)
        case .applicatorDescription: try again(ApplicatorDescription.self)
        case .zoneDescription: try again(ZoneDescription.self)
        case .selfTestResult: try again(SelfTestResult.self)
        case .fastTelemetry: try again(FastTelemetry.self)
        case .slowTelemetry: try again(SlowTelemetry.self)
        }
    }
}

/// What a receiver made of some bytes.
struct Received: Equatable {
    var decoder = FrameDecoder()
    /// The headers of the frames whose checksum agreed.
    var headers: [FrameHeader] = []
    /// The frames whose stuffing was right and whose header or checksum was not.
    var refused = 0
    /// The STOP runs.
    var stops = 0

    mutating func push(_ byte: UInt8, seed: SessionSeed) {
        switch decoder.push(byte) {
        case .nothing: break
        case .stopRun: stops += 1
        case .frame:
            do { headers.append(try decoder.header(seed: seed)) } catch { refused += 1 }
        }
    }

    static func == (left: Received, right: Received) -> Bool {
        left.headers == right.headers && left.refused == right.refused && left.stops == right.stops
    }
}

/// The bytes were no frame at all.
struct NoFrame: Error {}
