import Units
import Wire

/// One good frame of the device, and when it was complete here.
struct Heard {
    let at: Instant
    let header: FrameHeader
    let message: DeviceMessage
}

/// What a device says.
enum DeviceMessage {
    case helloAnswer(HelloAnswer)
    case acknowledgement(Acknowledgement)
    case device(DeviceDescription)
    case applicator(ApplicatorDescription)
    case zone(ZoneDescription)
    case selfTest(SelfTestResult)
    case fast(FastTelemetry)
    case slow(SlowTelemetry)

    /// The message behind `header`; throws for one that only a host may send.
    init(from decoder: FrameDecoder, after header: FrameHeader) throws(WireError) {
        switch header.opcode {
        case .helloAnswer: self = .helloAnswer(try decoder.message(HelloAnswer.self, after: header))
        case .acknowledgement: self = .acknowledgement(try decoder.message(Acknowledgement.self, after: header))
        case .deviceDescription: self = .device(try decoder.message(DeviceDescription.self, after: header))
        case .applicatorDescription: self = .applicator(try decoder.message(ApplicatorDescription.self, after: header))
        case .zoneDescription: self = .zone(try decoder.message(ZoneDescription.self, after: header))
        case .selfTestResult: self = .selfTest(try decoder.message(SelfTestResult.self, after: header))
        case .fastTelemetry: self = .fast(try decoder.message(FastTelemetry.self, after: header))
        case .slowTelemetry: self = .slow(try decoder.message(SlowTelemetry.self, after: header))
        case .hello, .stop, .describe, .lease, .ceiling, .indicate, .selfTest, .envelope, .arm, .disarm, .start,
            .pause, .resume, .segment, .acknowledgeTrip:
            throw .unknownOpcode(header.opcode.rawValue)
        }
    }

    var helloAnswer: HelloAnswer? { if case .helloAnswer(let it) = self { it } else { nil } }
    var acknowledgement: Acknowledgement? { if case .acknowledgement(let it) = self { it } else { nil } }
    var device: DeviceDescription? { if case .device(let it) = self { it } else { nil } }
    var applicator: ApplicatorDescription? { if case .applicator(let it) = self { it } else { nil } }
    var zone: ZoneDescription? { if case .zone(let it) = self { it } else { nil } }
    var selfTest: SelfTestResult? { if case .selfTest(let it) = self { it } else { nil } }
    var fast: FastTelemetry? { if case .fast(let it) = self { it } else { nil } }
    var slow: SlowTelemetry? { if case .slow(let it) = self { it } else { nil } }
}
