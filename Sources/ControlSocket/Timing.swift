/// How often a span was how long.
public struct HistogramReport: Codable, Equatable, Sendable {
    /// How many spans were counted.
    public var count: Int64
    /// The shortest one, in µs.
    public var leastMicroseconds: Int64
    /// Half of them were no longer than this, in µs.
    public var p50Microseconds: Int64
    /// 99 % of them were no longer than this, in µs.
    public var p99Microseconds: Int64
    /// 99.9 % of them were no longer than this, in µs.
    public var p999Microseconds: Int64
    /// The longest one, in µs.
    public var greatestMicroseconds: Int64
    /// The bins that are not empty; only `GetTiming` gives them.
    public var bins: [HistogramBin]?

    /// Makes one of its fields.
    public init(
        count: Int64, leastMicroseconds: Int64, p50Microseconds: Int64, p99Microseconds: Int64,
        p999Microseconds: Int64, greatestMicroseconds: Int64, bins: [HistogramBin]? = nil
    ) {
        self.count = count
        self.leastMicroseconds = leastMicroseconds
        self.p50Microseconds = p50Microseconds
        self.p99Microseconds = p99Microseconds
        self.p999Microseconds = p999Microseconds
        self.greatestMicroseconds = greatestMicroseconds
        self.bins = bins
    }
}

/// One bin of a histogram.
public struct HistogramBin: Codable, Equatable, Sendable {
    /// The first span that is too long for it, in whole µs.
    public var belowMicroseconds: Int64
    /// How many spans it holds.
    public var count: Int64

    /// Makes one of its fields.
    public init(belowMicroseconds: Int64, count: Int64) {
        self.belowMicroseconds = belowMicroseconds
        self.count = count
    }
}

/// How punctual workstation and line have been since output began; before that, since the last arming began.
public struct TimingReport: Codable, Equatable, Sendable {
    /// How late each timer woke the control loop.
    public var ticks: HistogramReport
    /// How late the first segment of each step was released.
    public var releases: HistogramReport
    /// How late the others were: they wait until the device has been seen to have those before them.
    public var queued: HistogramReport
    /// From the reading of bytes until everything was done that they called for.
    public var reactions: HistogramReport
    /// To the device and back.
    public var roundTrips: HistogramReport
    /// What was left of the lease on each sample during output.
    public var leaseMargins: HistogramReport
    /// The smoothed round trip, in µs.
    public var roundTripMicroseconds: Int64?
    /// Half the interval in which the clocks' difference lies, in µs.
    public var clockBoundMicroseconds: Int64?
    /// From a hazard to zero output on this line and this workstation; null before the first arming.
    public var hazardToZero: HazardToZeroReport?

    /// Makes one of its fields.
    public init(
        ticks: HistogramReport, releases: HistogramReport, queued: HistogramReport, reactions: HistogramReport,
        roundTrips: HistogramReport, leaseMargins: HistogramReport, roundTripMicroseconds: Int64?,
        clockBoundMicroseconds: Int64?,
        hazardToZero: HazardToZeroReport?
    ) {
        self.ticks = ticks
        self.releases = releases
        self.queued = queued
        self.reactions = reactions
        self.roundTrips = roundTrips
        self.leaseMargins = leaseMargins
        self.roundTripMicroseconds = roundTripMicroseconds
        self.clockBoundMicroseconds = clockBoundMicroseconds
        self.hazardToZero = hazardToZero
    }
}

/// How long at most from a danger at a sensor to zero output, added up from what was measured before the last arming.
public struct HazardToZeroReport: Codable, Equatable, Sendable {
    /// The whole chain, in µs.
    public var sumMicroseconds: Int64
    /// With a longer one nothing is armed, in µs.
    public var limitMicroseconds: Int64
    /// Until the next sample, in µs.
    public var samplingMicroseconds: Int64
    /// A frame of slow telemetry in front of it, in µs.
    public var slowFrameMicroseconds: Int64
    /// The longest round trip, in µs.
    public var roundTripMicroseconds: Int64
    /// The longest reaction, in µs.
    public var reactionMicroseconds: Int64
    /// What may be under way in front of the STOP, in µs.
    public var inFlightMicroseconds: Int64
    /// The STOP run, in µs.
    public var stopRunMicroseconds: Int64
    /// The pulse in flight, in µs.
    public var pulseMicroseconds: Int64

    /// Makes one of its fields.
    public init(
        sumMicroseconds: Int64, limitMicroseconds: Int64, samplingMicroseconds: Int64, slowFrameMicroseconds: Int64,
        roundTripMicroseconds: Int64, reactionMicroseconds: Int64, inFlightMicroseconds: Int64,
        stopRunMicroseconds: Int64, pulseMicroseconds: Int64
    ) {
        self.sumMicroseconds = sumMicroseconds
        self.limitMicroseconds = limitMicroseconds
        self.samplingMicroseconds = samplingMicroseconds
        self.slowFrameMicroseconds = slowFrameMicroseconds
        self.roundTripMicroseconds = roundTripMicroseconds
        self.reactionMicroseconds = reactionMicroseconds
        self.inFlightMicroseconds = inFlightMicroseconds
        self.stopRunMicroseconds = stopRunMicroseconds
        self.pulseMicroseconds = pulseMicroseconds
    }
}

/// What the workstation grants the control loop: each "granted", "notAsked", or "refused" with the reason.
public struct HostReport: Codable, Equatable, Sendable {
    /// A real-time class for the control thread.
    public var realtime: String
    /// The control thread's real-time priority; 0 at the default policy.
    public var priority: Int64
    /// The process's pages stay in memory.
    public var memory: String
    /// Processors do not sleep deeply; asked for while a treatment is prepared or under way.
    public var processor: String
    /// The workstation does not suspend; asked for while a treatment is prepared or under way.
    public var awake: String
    /// What is missing, and what would grant it, in sentences.
    public var missing: [String]

    /// Makes one of its fields.
    public init(
        realtime: String, priority: Int64, memory: String, processor: String, awake: String, missing: [String]
    ) {
        self.realtime = realtime
        self.priority = priority
        self.memory = memory
        self.processor = processor
        self.awake = awake
        self.missing = missing
    }
}

/// How the serial line is set, as it was read back.
public struct LineReport: Codable, Equatable, Sendable {
    /// The device node.
    public var path: String
    /// Bits per second.
    public var baud: Int64
    /// Whether received bytes are handed over at once: "granted", "unsupported", or "refused" with the reason.
    public var lowLatency: String
    /// For how long a bridge may gather bytes before it hands them over, in ms; null where it has no such timer.
    public var latencyTimerMs: Int64?
    /// The serial number of the USB device; null where it has none, or the line was not found through udev.
    public var usbSerial: String?

    /// Makes one of its fields.
    public init(path: String, baud: Int64, lowLatency: String, latencyTimerMs: Int64?, usbSerial: String? = nil) {
        self.usbSerial = usbSerial
        self.path = path
        self.baud = baud
        self.lowLatency = lowLatency
        self.latencyTimerMs = latencyTimerMs
    }
}

/// What `GetTiming` replies.
public struct TimingReply: Codable, Equatable, Sendable {
    /// The timing of the status, with every bin of its histograms.
    public var timing: TimingReport

    /// Makes one of its fields.
    public init(timing: TimingReport) { self.timing = timing }
}
