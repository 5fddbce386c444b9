public import Units
public import Wire

/// The device's end of the line: session, epoch, order and repetition of commands.
///
/// A state machine over bytes.
///
/// It decides whether a frame belongs to this session and epoch, gives every command once and in order, answers repeated
/// ones with the result they had, and leaves to the firmware what a command means.
public struct DeviceEndpoint: Sendable {
    /// A number that differs at every start of the device.
    public let bootID: UInt64

    /// The stop epoch; frames of an older one are dropped.
    public private(set) var epoch: UInt32 = 0

    /// The host whose session this is; nil before the first `Hello`.
    public private(set) var hostInstance: UInt64?

    /// The last command taken in order, from 1; 0 for none.
    public private(set) var lastTaken: UInt32 = 0

    /// The number of the host frame last seen.
    public private(set) var echoFrame: UInt16 = 0

    /// When that frame had arrived.
    public private(set) var echoArrival = DeviceInstant.zero

    /// Frames dropped because they were damaged, of another session, or unknown.
    public private(set) var damagedFrames: UInt32 = 0

    /// Frames dropped because their epoch had ended.
    public private(set) var staleFrames: UInt32 = 0

    /// Whether a STOP run closed the line to everything but `Stop` and `Hello`.
    public private(set) var isHalted = false

    /// What waits for the line.
    public var out = OutBuffer()

    private var decoder = FrameDecoder()
    private var seed = SessionSeed.frozen
    private var frameNumber: UInt16 = 0
    private var results = InlineArray<8, TakenCommand>(repeating: TakenCommand())

    /// The end of a device that starts now and drew `bootID`.
    public init(bootID: UInt64) { self.bootID = bootID }

    /// Takes bytes from `cursor` on until something is complete, and moves the cursor behind it.
    ///
    /// Call it again until the cursor has reached the end; `.nothing` means that all bytes were taken.
    public mutating func receive(
        _ bytes: Span<UInt8>, from cursor: inout Int, at now: DeviceInstant
    ) -> DeviceInbound {
        while cursor < bytes.count {
            let broken = decoder.broken
            let outcome = decoder.push(bytes, from: &cursor)
            damagedFrames &+= decoder.broken &- broken
            switch outcome {
            case .nothing: break
            case .stopRun:
                isHalted = true
                return .stopRun
            case .frame:
                let inbound = takeFrame(at: now)
                if inbound != .nothing { return inbound }
            }
        }
        return .nothing
    }

    private mutating func takeFrame(at now: DeviceInstant) -> DeviceInbound {
        do {
            let header = try decoder.header(seed: seed)
            let inbound = try classify(header)
            echoFrame = header.frameNumber
            echoArrival = now
            return inbound
        } catch {
            if canCheckFrame { damagedFrames &+= 1 }
            return .nothing
        }
    }

    /// Whether the seed of the decoder's frame is known: without a session only that of the frozen frames is.
    private var canCheckFrame: Bool {
        hostInstance != nil || Opcode(rawValue: decoder.withFrame { $0[0] })?.isFrozen == true
    }

    private mutating func classify(_ header: FrameHeader) throws(WireError) -> DeviceInbound {
        switch header.opcode {
        case .hello: return .hello(try decoder.message(Hello.self, after: header))
        case .stop: return .stop(try decoder.message(Stop.self, after: header))
        case .describe, .lease, .ceiling, .indicate, .selfTest, .envelope, .arm, .disarm, .start, .pause, .resume,
            .segment, .acknowledgeTrip:
            break
        case .helloAnswer, .acknowledgement, .deviceDescription, .applicatorDescription, .zoneDescription,
            .selfTestResult, .fastTelemetry, .slowTelemetry:
            throw .unknownOpcode(header.opcode.rawValue)
        }
        guard hostInstance != nil, !isHalted else { return .nothing }
        guard header.epoch >= epoch else {
            staleFrames &+= 1
            return .nothing
        }
        guard header.epoch == epoch else { return .epochAhead }
        return try classifyInSession(header)
    }

    private mutating func classifyInSession(_ header: FrameHeader) throws(WireError) -> DeviceInbound {
        switch header.opcode {
        case .describe: return .describe(try decoder.message(Describe.self, after: header).part)
        case .lease: return .lease(try decoder.message(Lease.self, after: header))
        case .ceiling: return .ceiling(try decoder.message(Ceiling.self, after: header))
        case .indicate: return .indicate(try decoder.message(Indicate.self, after: header).priority)
        case .selfTest, .envelope, .arm, .disarm, .start, .pause, .resume, .segment, .acknowledgeTrip:
            return try takeCommand(header)
        case .hello, .stop, .helloAnswer, .acknowledgement, .deviceDescription, .applicatorDescription,
            .zoneDescription, .selfTestResult, .fastTelemetry, .slowTelemetry:
            return .nothing
        }
    }

    /// A value outside its range is taken and refused; a payload of another length is no frame of this protocol.
    private mutating func takeCommand(_ header: FrameHeader) throws(WireError) -> DeviceInbound {
        let command: HostCommand?
        do throws(WireError) {
            command = try HostCommand(from: decoder, after: header)
        } catch {
            guard case .valueOutOfRange = error else { throw error }
            command = nil
        }
        let checksum = decoder.payloadChecksum(after: header)
        let sequence = header.sequence
        guard sequence > lastTaken else { return answerRepeated(sequence, checksum) }
        // A gap: an earlier command is missing, and the host will send both again.
        guard sequence == lastTaken + 1 else { return .nothing }
        lastTaken = sequence
        results[Int(sequence & 7)] = TakenCommand(sequence: sequence, checksum: checksum)
        guard let command else {
            answer(sequence, with: .malformed)
            return .nothing
        }
        return .command(command, sequence: sequence)
    }

    private mutating func answerRepeated(_ sequence: UInt32, _ checksum: UInt32) -> DeviceInbound {
        let taken = results[Int(sequence & 7)]
        guard taken.sequence == sequence else { return .nothing }
        guard taken.checksum == checksum else {
            send(Acknowledgement(taken: lastTaken, about: sequence, result: .sequenceConflict))
            return .sequenceConflict(sequence)
        }
        // Without a result the firmware is still at it, and answers by itself.
        if let result = taken.result { send(Acknowledgement(taken: lastTaken, about: sequence, result: result)) }
        return .nothing
    }
}

/// What the firmware tells the endpoint.
extension DeviceEndpoint {
    /// Begins the session that `hello` asks for.
    ///
    /// The same host instance keeps its sequence, so that a command repeated across a reconnect is still recognised.
    public mutating func openSession(_ hello: Hello) {
        if hostInstance != hello.hostInstance {
            lastTaken = 0
            results = InlineArray(repeating: TakenCommand())
        }
        hostInstance = hello.hostInstance
        seed = SessionSeed(bootID: bootID, hostInstance: hello.hostInstance)
    }

    /// Enters the epoch of a framed stop, and opens the line again after a STOP run.
    public mutating func enterEpoch(_ wanted: UInt32) {
        epoch = max(epoch, wanted)
        isHalted = false
    }

    /// Begins a new epoch because the device stopped by itself.
    public mutating func raiseEpoch() { epoch &+= 1 }

    /// Records what became of a command, and tells the host.
    public mutating func answer(_ sequence: UInt32, with result: CommandResult) {
        if results[Int(sequence & 7)].sequence == sequence { results[Int(sequence & 7)].result = result }
        send(Acknowledgement(taken: lastTaken, about: sequence, result: result))
    }

    /// Sends `message` with the next frame number.
    public mutating func send(_ message: some Message) {
        frameNumber &+= 1
        out.append(message.frame(number: frameNumber, epoch: epoch, seed: seed))
    }
}

/// A command that was taken, kept so that a repetition gets the same answer.
private struct TakenCommand: Equatable, Sendable, BitwiseCopyable {
    var sequence: UInt32 = 0
    var checksum: UInt32 = 0
    var result: CommandResult?
}

/// What the device's end made of the bytes.
public enum DeviceInbound: Equatable, Sendable {
    /// All bytes were taken, and nothing is complete.
    case nothing
    /// A STOP run: output to zero, now.
    case stopRun
    /// A framed stop; call `enterEpoch` and answer with `HelloAnswer`.
    case stop(Stop)
    /// A host wants a session.
    case hello(Hello)
    /// A part of the description is asked for.
    case describe(DescriptionPart)
    /// A lease, perhaps an old one.
    case lease(Lease)
    /// A ceiling.
    case ceiling(Ceiling)
    /// The host's alarm.
    case indicate(AlarmPriority)
    /// The next command in order; call `answer` with its result.
    case command(HostCommand, sequence: UInt32)
    /// A sequence number came again with other content: a fault, already answered.
    case sequenceConflict(UInt32)
    /// A frame of an epoch that has not begun: a fault.
    case epochAhead
}
