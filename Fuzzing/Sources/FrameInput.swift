@testable import Wire

/// Bytes as a broken line might bring them: the decoder, the header, and every message that a header can announce.
enum FrameInput {
    private static let seed = SessionSeed(bootID: 2, hostInstance: 1)

    static func decode(_ input: [UInt8]) {
        var decoder = FrameDecoder()
        for byte in input where decoder.push(byte) == .frame { _ = try? decoder.header(seed: seed) }
        // Past the checksum, which no chance would ever get right: the first byte says which message the rest is.
        guard let code = input.first, let opcode = Opcode(rawValue: code) else { return }
        decodePayload(Array(input.dropFirst()), of: opcode)
    }

    private static func decodePayload(_ payload: [UInt8], of opcode: Opcode) {
        switch opcode {
        case .hello: again(payload, Hello.self)
        case .stop: again(payload, Stop.self)
        case .helloAnswer: again(payload, HelloAnswer.self)
        case .describe: again(payload, Describe.self)
        case .lease: again(payload, Lease.self)
        case .ceiling: again(payload, Ceiling.self)
        case .indicate: again(payload, Indicate.self)
        case .selfTest: again(payload, SelfTest.self)
        case .envelope: again(payload, Envelope.self)
        case .arm: again(payload, Arm.self)
        case .disarm: again(payload, Disarm.self)
        case .start: again(payload, Start.self)
        case .pause: again(payload, Pause.self)
        case .resume: again(payload, Resume.self)
        case .segment: again(payload, Segment.self)
        case .acknowledgeTrip: again(payload, AcknowledgeTrip.self)
        case .acknowledgement: again(payload, Acknowledgement.self)
        case .deviceDescription: again(payload, DeviceDescription.self)
        case .applicatorDescription: again(payload, ApplicatorDescription.self)
        case .zoneDescription: again(payload, ZoneDescription.self)
        case .selfTestResult: again(payload, SelfTestResult.self)
        case .fastTelemetry: again(payload, FastTelemetry.self)
        case .slowTelemetry: again(payload, SlowTelemetry.self)
        }
    }

    /// What was understood must be said again in the same bytes, as far as they were used.
    private static func again<Payload: Message>(_ payload: [UInt8], _ type: Payload.Type) {
        guard payload.count <= 110, let message = try? Payload(decoding: payload.span, from: 0, to: payload.count)
        else {
            return
        }
        var buffer = FrameBuffer()
        message.encode(into: &buffer)
        precondition(buffer.count == payload.count, "a message is as long as what it was read from")
        let second = buffer.withBytes { try? Payload(decoding: $0, from: 0, to: buffer.count) }
        precondition(second != nil, "what was written can be read")
    }
}
