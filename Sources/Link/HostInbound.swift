public import Units
public import Wire

/// What the host's end made of the bytes.
public enum HostInbound: Sendable {
    /// All bytes were taken, and nothing is complete.
    case nothing
    /// The device's state in the frozen form: an answer to `Hello` or `Stop`, or the sign of a device without session.
    case answer(HelloAnswer)
    /// A fast sample; with the clock exchange that its echo makes, when the echoed frame is still known.
    case fast(FastTelemetry, exchange: ClockExchange?, epochIsCurrent: Bool)
    /// Slow telemetry.
    case slow(SlowTelemetry)
    /// What became of a command; given once for each.
    case result(HostCommand, CommandResult)
    /// What a self-test found.
    case selfTest(SelfTestResult)
    /// A part of the description.
    case device(DeviceDescription)
    /// A part of the description.
    case applicator(ApplicatorDescription)
    /// A part of the description.
    case zone(ZoneDescription)
}

/// One exchange of the two clocks: a frame of the host that arrived, and a sample that came back.
///
/// The only assumptions are that no frame arrives before it was sent, and that the clocks run at nearly the same rate.
public struct ClockExchange: Equatable, Sendable, BitwiseCopyable {
    /// When the host handed its frame to the line.
    public let sent: Instant
    /// When the device had it.
    public let arrived: DeviceInstant
    /// When the device took the sample that came back.
    public let sampled: DeviceInstant
    /// When the host had that.
    public let received: Instant
    /// Whether this echo was seen for the first time, so that it also measures the round trip.
    public let isFirst: Bool

    /// An exchange of these four moments.
    public init(
        sent: Instant, arrived: DeviceInstant, sampled: DeviceInstant, received: Instant, isFirst: Bool
    ) {
        self.sent = sent
        self.arrived = arrived
        self.sampled = sampled
        self.received = received
        self.isFirst = isFirst
    }

    /// The time that both ways took, without the device's own delay between them.
    public var roundTrip: Duration { (received - sent) - (sampled - arrived) }
}

/// Why the line cannot be trusted with commands any more.
public enum LinkFault: Equatable, Sendable, BitwiseCopyable {
    /// The oldest command was sent five times and never answered.
    case unanswered
    /// A segment was not taken in time, and could no longer arrive before its start.
    case lineTooSlow
}
