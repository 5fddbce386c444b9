/// The first byte of every frame: which message it is.
///
/// Below 0x80 the host speaks, from 0x80 on the device.
public enum Opcode: UInt8, Equatable, Sendable, BitwiseCopyable {
    // Frozen for ever, with checksum seed 0.
    case hello = 0x01
    case stop = 0x02
    case helloAnswer = 0x81

    // Datagrams of the host: newest wins, never retransmitted.
    case describe = 0x03
    case lease = 0x04
    case ceiling = 0x05
    case indicate = 0x06

    // Commands of the host: sequenced, acknowledged, retransmitted.
    case selfTest = 0x10
    case envelope = 0x11
    case arm = 0x12
    case disarm = 0x13
    case start = 0x14
    case pause = 0x15
    case resume = 0x16
    case segment = 0x17
    case acknowledgeTrip = 0x18

    // The device.
    case acknowledgement = 0x82
    case deviceDescription = 0x83
    case applicatorDescription = 0x84
    case zoneDescription = 0x85
    case selfTestResult = 0x86
    case fastTelemetry = 0x90
    case slowTelemetry = 0x91

    /// Whether the frame is checked with seed 0, because peers of any version and session must understand it.
    public var isFrozen: Bool {
        switch self {
        case .hello, .stop, .helloAnswer: true
        case .describe, .lease, .ceiling, .indicate, .selfTest, .envelope, .arm, .disarm, .start, .pause, .resume,
            .segment, .acknowledgeTrip, .acknowledgement, .deviceDescription, .applicatorDescription, .zoneDescription,
            .selfTestResult, .fastTelemetry, .slowTelemetry:
            false
        }
    }

    /// Whether the frame carries a sequence number behind its header.
    public var isCommand: Bool {
        switch self {
        case .selfTest, .envelope, .arm, .disarm, .start, .pause, .resume, .segment, .acknowledgeTrip: true
        case .hello, .stop, .helloAnswer, .describe, .lease, .ceiling, .indicate, .acknowledgement, .deviceDescription,
            .applicatorDescription, .zoneDescription, .selfTestResult, .fastTelemetry, .slowTelemetry:
            false
        }
    }
}
