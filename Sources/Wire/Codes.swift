/// What the device is doing.
///
/// A closed set: a host that reads another value does not know the device.
public enum DeviceState: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// No output is possible.
    case idle = 0
    /// Envelopes and program are fixed; waiting for `Start`.
    case armed = 1
    /// Segments are played.
    case running = 2
    /// Output is zero, the arming stands.
    case paused = 3
    /// A STOP run arrived; closed to everything but `Stop` and `Hello`.
    case halted = 4
    /// The device stopped by itself and latched the first cause.
    case tripped = 5
}

extension FieldReader {
    mutating func readState(_ bytes: Span<UInt8>) throws(WireError) -> DeviceState {
        let code = read8(bytes)
        guard let state = DeviceState(rawValue: code) else {
            throw .valueOutOfRange(field: .state, value: UInt32(code))
        }
        return state
    }
}

/// Why a device stopped by itself.
///
/// Devices may extend the set: an unknown code is a cause too, only without a name.
public struct DeviceCause: Equatable, Sendable, BitwiseCopyable {
    /// The code on the line.
    public let rawValue: UInt8

    /// The cause with this code.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It did not.
    public static let none = DeviceCause(rawValue: 0)
    /// The lease ended while output was on.
    public static let leaseExpired = DeviceCause(rawValue: 1)
    /// A counter or a measured value went beyond the envelope.
    public static let envelopeExceeded = DeviceCause(rawValue: 2)
    /// A sensor read above the device's own limit.
    public static let overTemperature = DeviceCause(rawValue: 3)
    /// A sensor is open, short or out of range.
    public static let sensorFault = DeviceCause(rawValue: 4)
    /// The patient pressed the stop button.
    public static let patientButton = DeviceCause(rawValue: 5)
    /// A segment arrived after its start.
    public static let lateSegment = DeviceCause(rawValue: 6)
    /// A segment did not begin where the one before ended.
    public static let segmentOrder = DeviceCause(rawValue: 7)
    /// A zone ran out of segments without a final one.
    public static let underrun = DeviceCause(rawValue: 8)
    /// A segment arrived without a valid lease.
    public static let unleasedSegment = DeviceCause(rawValue: 9)
    /// The firmware's own supervision failed.
    public static let watchdog = DeviceCause(rawValue: 10)
    /// The host dropped DTR.
    public static let terminalNotReady = DeviceCause(rawValue: 11)
    /// A sequence number came again with other content.
    public static let sequenceConflict = DeviceCause(rawValue: 12)
    /// A frame of an epoch that has not begun.
    public static let epochAhead = DeviceCause(rawValue: 13)
    /// Two zones' pulses would have met.
    public static let pulseOverlap = DeviceCause(rawValue: 14)
    /// The RF or stimulation load of a zone is open or short.
    public static let contact = DeviceCause(rawValue: 15)
    /// Output was measured although a shut-off element was open.
    public static let shutOff = DeviceCause(rawValue: 16)
    /// `Hello` arrived while armed.
    public static let helloWhileArmed = DeviceCause(rawValue: 17)
    /// The measured pulse differs from the commanded one, or leaves too much charge.
    public static let pulseFault = DeviceCause(rawValue: 18)
}

/// What became of a command.
///
/// Devices may extend the set: an unknown code is a refusal, and the host takes it for a fault.
public struct CommandResult: Equatable, Sendable, BitwiseCopyable {
    /// The code on the line.
    public let rawValue: UInt8

    /// The result with this code.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Done.
    public static let done = CommandResult(rawValue: 0)
    /// The device's state does not allow it.
    public static let wrongState = CommandResult(rawValue: 1)
    /// No valid lease; latched.
    public static let notLeased = CommandResult(rawValue: 2)
    /// The segment's start has passed; latched.
    public static let late = CommandResult(rawValue: 3)
    /// The segment starts more than 400 ms ahead, or the queue is full; latched.
    public static let tooFarAhead = CommandResult(rawValue: 4)
    /// The segment does not begin where the one before ended; latched.
    public static let outOfOrder = CommandResult(rawValue: 5)
    /// Beyond the envelope; latched.
    public static let envelopeExceeded = CommandResult(rawValue: 6)
    /// Program or envelope hash differs.
    public static let hashMismatch = CommandResult(rawValue: 7)
    /// The patient has not pressed the button since the last treatment.
    public static let buttonUntested = CommandResult(rawValue: 8)
    /// A shut-off element was not tested, or failed.
    public static let selfTestMissing = CommandResult(rawValue: 9)
    /// The sequence number came before with other content; latched.
    public static let sequenceConflict = CommandResult(rawValue: 10)
    /// The payload breaks its layout or a field its range.
    public static let malformed = CommandResult(rawValue: 11)
    /// Beyond the device's own hard limits.
    public static let limitExceeded = CommandResult(rawValue: 12)
    /// The zone does not exist or has no envelope.
    public static let zoneUnknown = CommandResult(rawValue: 13)
    /// A trip is latched.
    public static let tripLatched = CommandResult(rawValue: 14)
    /// The cause that was acknowledged is not the latched one, or is still there.
    public static let causeRemains = CommandResult(rawValue: 15)
    /// A sensor or a contact of a zone that takes part is not in order.
    public static let notReady = CommandResult(rawValue: 16)
    /// An approval is required by this device and was not given.
    public static let approvalMissing = CommandResult(rawValue: 17)
}
