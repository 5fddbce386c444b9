import Link
public import Units

/// How punctual workstation and line have been since output began; before that, since the last arming began.
public struct Timing: Equatable, Sendable {
    /// How late each timer woke the loop.
    public var ticks = DurationHistogram()
    /// How late the first release of each step was, counted from the moment at which it was due.
    public var releases = DurationHistogram()
    /// How late the others were: they wait until the device has been seen to have those before them.
    public var queued = DurationHistogram()
    /// From the reading of bytes until everything that they called for was done.
    public var reactions = DurationHistogram()
    /// To the device and back, without the time for which the device held the frame.
    public var roundTrips = DurationHistogram()
    /// What was left of the lease on each sample during output.
    public var leaseMargins = DurationHistogram()

    /// Nothing measured.
    public init() {}
}

/// How long at most from a danger at a sensor to zero output, added up from what this line and this workstation measured.
///
/// `docs/protocol.md`, section 18, has the sum with a host that needs no time at all.
public struct HazardToZero: Equatable, Sendable, BitwiseCopyable {
    /// Until the next sample: the longest time between two of them.
    public var sampling = Duration.zero
    /// A frame of slow telemetry in front of the sample.
    public var slowFrame = Duration.zero
    /// The longest round trip: sample in, STOP out, the bridge in both directions, and the loop's waking.
    public var roundTrip = Duration.zero
    /// The longest time from reading a sample to having written what it calls for.
    public var reaction = Duration.zero
    /// What may be under way to the device in front of the STOP.
    public var inFlight = Duration.zero
    /// The STOP run itself.
    public var stopRun = Duration.zero
    /// The pulse in flight: both phases of the plan's longest, and 100 µs.
    public var pulse = Duration.zero

    /// Nothing known.
    public init() {}

    /// The whole chain.
    public var sum: Duration { sampling + slowFrame + roundTrip + reaction + inFlight + stopRun + pulse }
}

/// The test of timer and line before an arming: what the workstation can do now, under the configuration that is going to
/// be used.
///
/// It counts until it has enough or one value is too long, is judged, and begins anew: a stall of half a second ago is no
/// reason to refuse, and one that comes every half second is.
struct TimingCheck: Equatable, Sendable, BitwiseCopyable {
    /// How often the timer is asked for: five times as often as during output.
    static let period = Duration.milliseconds(2)
    static let ticksNeeded: Int32 = 250
    static let roundTripsNeeded: Int32 = 20
    /// How long a good test is good: as long as the next one can last with every tick as late as is allowed.
    static let validity = Duration.seconds(3)
    /// How often the line is asked for an echo.
    static let probeInterval = Duration.milliseconds(20)

    private(set) var ticks: Int32 = 0
    private(set) var roundTrips: Int32 = 0
    private(set) var worstTick = Duration.zero
    private(set) var longestRoundTrip = Duration.zero
    private(set) var longestReaction = Duration.zero
    private(set) var longestSampling = Duration.zero

    /// Whether there is enough to judge by.
    var isComplete: Bool { ticks >= TimingCheck.ticksNeeded && roundTrips >= TimingCheck.roundTripsNeeded }

    mutating func addTick(late lateness: Duration) {
        ticks += 1
        worstTick = max(worstTick, lateness)
    }

    /// Every sample tells how long its own way was; only those that echo a new frame are counted.
    mutating func add(_ exchange: ClockExchange) {
        if exchange.isFirst { roundTrips += 1 }
        longestRoundTrip = max(longestRoundTrip, exchange.roundTrip)
    }

    mutating func addReaction(_ span: Duration) { longestReaction = max(longestReaction, span) }

    mutating func addSampling(_ span: Duration) { longestSampling = max(longestSampling, span) }
}
