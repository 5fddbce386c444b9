public import Wire

/// A sequenced command of the host.
public enum HostCommand: Equatable, Sendable {
    case selfTest(SelfTest)
    case envelope(Envelope)
    case arm(Arm)
    case disarm(Disarm)
    case start(Start)
    case pause(Pause)
    case resume(Resume)
    case segment(Segment)
    case acknowledgeTrip(AcknowledgeTrip)

    /// Which message it is.
    public var opcode: Opcode {
        switch self {
        case .selfTest: .selfTest
        case .envelope: .envelope
        case .arm: .arm
        case .disarm: .disarm
        case .start: .start
        case .pause: .pause
        case .resume: .resume
        case .segment: .segment
        case .acknowledgeTrip: .acknowledgeTrip
        }
    }

    /// Whether it can lead to output, so that only an approval lets it out.
    var asksForEnergy: Bool {
        switch self {
        case .arm, .start, .resume, .segment: true
        case .selfTest, .envelope, .disarm, .pause, .acknowledgeTrip: false
        }
    }

    func frame(number: UInt16, epoch: UInt32, sequence: UInt32, seed: SessionSeed) -> FrameBuffer {
        switch self {
        case .selfTest(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .envelope(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .arm(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .disarm(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .start(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .pause(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .resume(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .segment(let message): message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        case .acknowledgeTrip(let message):
            message.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        }
    }

    /// The command that follows `header` in the decoder's frame; nil where the header is of no command.
    init?(from decoder: FrameDecoder, after header: FrameHeader) throws(WireError) {
        switch header.opcode {
        case .selfTest: self = .selfTest(try decoder.message(SelfTest.self, after: header))
        case .envelope: self = .envelope(try decoder.message(Envelope.self, after: header))
        case .arm: self = .arm(try decoder.message(Arm.self, after: header))
        case .disarm: self = .disarm(try decoder.message(Disarm.self, after: header))
        case .start: self = .start(try decoder.message(Start.self, after: header))
        case .pause: self = .pause(try decoder.message(Pause.self, after: header))
        case .resume: self = .resume(try decoder.message(Resume.self, after: header))
        case .segment: self = .segment(try decoder.message(Segment.self, after: header))
        case .acknowledgeTrip: self = .acknowledgeTrip(try decoder.message(AcknowledgeTrip.self, after: header))
        case .hello, .stop, .helloAnswer, .describe, .lease, .ceiling, .indicate, .acknowledgement, .deviceDescription,
            .applicatorDescription, .zoneDescription, .selfTestResult, .fastTelemetry, .slowTelemetry:
            return nil
        }
    }
}
