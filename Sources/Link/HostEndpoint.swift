public import Units
public import Wire

/// The host's end of the line: session, epoch, the commands in flight, and STOP.
///
/// A state machine over bytes.
///
/// It holds at most `Protocol.reliableBytesInFlight` bytes of commands, so that whatever must go out at once finds the
/// line nearly empty. Commands that can lead to output go through calls that only the outlet in `Control` may import.
public struct HostEndpoint: Sendable {
    /// A number that the host drew when it started.
    public let hostInstance: UInt64

    /// The boot of the device that this session is with; nil without a session.
    public internal(set) var bootID: UInt64?

    /// The stop epoch.
    public internal(set) var epoch: UInt32 = 0

    /// Whether the device was seen in the current epoch: after a STOP, not before it answered.
    public internal(set) var epochIsConfirmed = false

    /// The measured round trip.
    public internal(set) var roundTrip = RoundTrip()

    /// Frames thrown away because they were damaged, of another session, or unknown.
    public internal(set) var damagedFrames: UInt32 = 0

    /// Good frames received.
    public internal(set) var goodFrames: UInt32 = 0

    /// Frames that the device sent and this end never saw, counted by their numbers.
    public internal(set) var lostFrames: UInt32 = 0

    /// What waits for the line.
    public var out = OutBuffer()

    var decoder = FrameDecoder()
    var seed = SessionSeed.frozen
    var frameNumber: UInt16 = 0
    var nextSequence: UInt32 = 1
    var lastDeviceFrame: UInt16?
    /// The boot whose count of commands `nextSequence` follows.
    var followedBoot: UInt64?
    var flights = FlightLog()
    var window = CommandWindow()

    /// The end of a host that drew `hostInstance`, which must not be 0.
    public init(hostInstance: UInt64) { self.hostInstance = hostInstance }

    /// Whether a session is open and the device is known to live in the same epoch, so that commands can be taken.
    public var isReady: Bool { bootID != nil && epochIsConfirmed }

    /// Whether a command of `bytes` on the line may go out now.
    public func hasRoom(forCommandOf bytes: Int) -> Bool {
        isReady && window.admits(nextSequence) && flights.reliableBytes + bytes <= Protocol.reliableBytesInFlight
    }

    /// Whether a datagram of `bytes` on the line may go out now.
    public func hasRoom(forDatagramOf bytes: Int) -> Bool {
        isReady && flights.datagramBytes + bytes <= Protocol.datagramBytesInFlight
    }

    /// Whether a datagram of `bytes` that takes output away may go out now: it may use what commands have left.
    public func hasRoom(forUrgentDatagramOf bytes: Int) -> Bool {
        isReady
            && flights.reliableBytes + flights.datagramBytes + bytes
                <= Protocol.reliableBytesInFlight + Protocol.datagramBytesInFlight
    }

    /// The number of the command that was sent last; 0 for none.
    public var lastSequence: UInt32 { nextSequence &- 1 }

    /// Whether no command waits for its answer.
    public var isQuiet: Bool { window.isEmpty }

    /// The commands sent and not yet answered that carry segments.
    public var unansweredSegments: Int { window.count(of: .segment) }
}

/// Opening, closing and stopping.
extension HostEndpoint {
    /// Asks for a session.
    ///
    /// Repeat it until an answer comes.
    public mutating func hello(at now: Instant) {
        frameNumber &+= 1
        // Frozen frames ask for none of the room: their bytes count as none, but their echo is one like any other.
        flights.add(number: frameNumber, bytes: 0, isReliable: false, at: now)
        out.append(Hello(hostInstance: hostInstance).frame(number: frameNumber, epoch: epoch, seed: .frozen))
    }

    /// Enters the session that the device's answer opened.
    public mutating func openSession(with answer: HelloAnswer) {
        bootID = answer.bootID
        if followedBoot != answer.bootID {
            // Another boot counts commands anew; its telemetry says where it is.
            followedBoot = answer.bootID
            epochIsConfirmed = false
        }
        seed = SessionSeed(bootID: answer.bootID, hostInstance: hostInstance)
        window.removeAll()
        flights.clear()
        lastDeviceFrame = nil
    }

    /// Forgets the session, because the line or the device is gone.
    public mutating func closeSession() {
        bootID = nil
        epochIsConfirmed = false
        seed = .frozen
        window.removeAll()
        flights.clear()
        out.discard()
        decoder = FrameDecoder()
        roundTrip = RoundTrip()
    }

    /// STOP: throws away all that waits, sends the run and the framed stop with a new epoch.
    ///
    /// Works without a session.
    public mutating func stop(at now: Instant) {
        epoch &+= 1
        sendStop(at: now)
    }

    /// Sends the same stop again, for a device that was not seen to obey.
    public mutating func repeatStop(at now: Instant) { sendStop(at: now) }

    /// What was written before counts as in flight until the device is seen behind it, so that a STOP does not double
    /// the bytes on the line.
    private mutating func sendStop(at now: Instant) {
        out.discard()
        window.removeAll()
        epochIsConfirmed = false
        out.appendZeros(Protocol.stopRunSent)
        frameNumber &+= 1
        flights.add(number: frameNumber, bytes: 0, isReliable: false, at: now)
        out.append(Stop(epoch: epoch).frame(number: frameNumber, epoch: epoch, seed: .frozen))
    }
}

/// What needs no approval, because it cannot lead to output.
extension HostEndpoint {
    /// Sends a command that cannot lead to output.
    ///
    /// Returns false, and sends nothing, when there is no room or the command is one that needs an approval.
    public mutating func send(_ command: HostCommand, at now: Instant) -> Bool {
        guard !command.asksForEnergy else { return false }
        return transmitNew(command, deadline: nil, at: now)
    }

    /// Asks for a part of the description.
    public mutating func describe(_ part: DescriptionPart, at now: Instant) {
        sendDatagram(Describe(part), at: now)
    }

    /// Sets the device's alarm.
    public mutating func indicate(_ priority: AlarmPriority, at now: Instant) {
        sendDatagram(Indicate(priority), at: now)
    }
}

/// What can lead to output: imported by the outlet alone.
extension HostEndpoint {
    /// Sends a command that can lead to output.
    ///
    /// - Parameter deadline: the moment after which sending it again is useless; nil when it never is.
    @_spi(Energy)
    public mutating func sendEnergy(_ command: HostCommand, deadline: Instant?, at now: Instant) -> Bool {
        transmitNew(command, deadline: deadline, at: now)
    }

    /// Renews the lease.
    @_spi(Energy)
    public mutating func sendLease(_ lease: Lease, at now: Instant) { sendDatagram(lease, at: now) }

    /// Sets a zone's ceiling.
    @_spi(Energy)
    public mutating func sendCeiling(_ ceiling: Ceiling, at now: Instant) { sendDatagram(ceiling, at: now) }
}

extension HostEndpoint {
    /// Outside a session and while a stop is unanswered the device drops it or takes it for a fault: nothing is sent.
    private mutating func sendDatagram(_ message: some Message, at now: Instant) {
        guard isReady else { return }
        frameNumber &+= 1
        let frame = message.frame(number: frameNumber, epoch: epoch, seed: seed)
        flights.add(number: frameNumber, bytes: frame.count, isReliable: false, at: now)
        out.append(frame)
    }

    private mutating func transmitNew(_ command: HostCommand, deadline: Instant?, at now: Instant) -> Bool {
        guard isReady, window.admits(nextSequence) else { return false }
        guard transmit(command, nextSequence, at: now) else { return false }
        window.append(PendingCommand(command: command, sequence: nextSequence, deadline: deadline, sent: now))
        nextSequence &+= 1
        return true
    }

    /// Puts a command on the line, the first time or again; not when that would break the bound of bytes in flight.
    private mutating func transmit(_ command: HostCommand, _ sequence: UInt32, at now: Instant) -> Bool {
        let number = frameNumber &+ 1
        let frame = command.frame(number: number, epoch: epoch, sequence: sequence, seed: seed)
        guard flights.reliableBytes + frame.count <= Protocol.reliableBytesInFlight else { return false }
        frameNumber = number
        flights.add(number: number, bytes: frame.count, isReliable: true, at: now)
        out.append(frame)
        return true
    }

    /// Sends again what was not answered in time, oldest first, and says when the line cannot be trusted any more.
    ///
    /// The device drops what comes after a gap, so everything behind the oldest one goes again too, as far as the bound
    /// of bytes in flight allows; the rest follows in a later call.
    public mutating func service(at now: Instant) -> LinkFault? {
        flights.expire(at: now)
        guard let oldest = window.first, now - oldest.sent > roundTrip.patience else { return nil }
        guard oldest.attempts < PendingCommand.greatestAttempts else { return .unanswered }
        guard !window.isTooLate(at: now) else { return .lineTooSlow }
        for index in 0..<window.count {
            guard transmit(window[index].command, window[index].sequence, at: now) else { break }
            window.markSent(index, at: now)
        }
        return nil
    }
}
