public import Link
public import Units
public import Wire

/// The applicator's firmware: everything that the device decides, as a value.
///
/// Bytes and time go in, calls to the hardware and bytes come out. It reads no clock: the owner says what time it is, and
/// asks `nextEvent` how long nothing will happen. Everything inside (pulses, RF slices, samples, the end of a segment or of
/// a lease) happens at its exact microsecond and in the order of time, however far one call goes.
///
/// Whatever is wrong leads to output off. The first cause is latched, and only a person's acknowledgement lifts it.
public struct Applicator: Sendable {
    /// What the device says about itself, and holds itself to.
    public let profile: DeviceProfile
    /// Whether it holds itself to limits of its own.
    ///
    /// Only a simulated device can do without them, so that a campaign can see whether the host alone is enough. Lease,
    /// STOP, stop button and the refusal of late or overlapping output remain.
    public let limitsItself: Bool
    /// What it does otherwise than the protocol document says, on purpose.
    public let deviation: Deviation
    /// The device's end of the line.
    public internal(set) var endpoint: DeviceEndpoint
    /// What the device is doing.
    public internal(set) var state = DeviceState.idle
    /// Why it stopped by itself first; nil when it did not.
    public internal(set) var latch: TripLatch?
    /// How far time has gone.
    public internal(set) var clock: DeviceInstant
    /// The number of the last sample, from 1.
    public internal(set) var sample: UInt32 = 0
    /// The alarm that the device gives.
    public internal(set) var alarm = AlarmPriority.none
    /// Whether the patient pressed the button and let it go since the last arming.
    public internal(set) var buttonTested = false
    /// When something happens next, if nothing arrives: a driver in virtual time may jump there.
    ///
    /// Kept rather than worked out when asked for: that would copy the whole device.
    public internal(set) var nextEvent: DeviceInstant

    // Of the profile, worked out once: reading one zone's limits out of it copies those of all.
    let samplePeriod: Duration
    let existingZones: ZoneSet
    let sensing: PerZone<SensingLimits>

    // The arming.
    var envelopes = PerZone<Envelope?>(repeating: nil)
    var armedZones = ZoneSet.none
    var program = Fingerprint.none
    var selfTests = SelfTestRecord()
    var segmentHash: UInt32 = 0

    // Output.
    var players: InlineArray<4, ZonePlayer>
    var tallies = InlineArray<4, ZoneTally>(repeating: ZoneTally())
    var ceilings = PerZone(repeating: ZoneCeiling())
    var lease = LeaseHolder()
    var inFlight: PulseInFlight?
    var quietFrom = DeviceInstant.zero
    var outputBegun = false
    var shutOffsClosed = false
    var lastExecuted: UInt32?
    var runningBefore = Duration.zero
    var runningSince = DeviceInstant.zero
    var runningEnd = DeviceInstant.never

    // What was measured.
    var measured = Measurements()
    var readings = PerZone(repeating: ZoneSample())
    /// The greater one of both sensors of each zone, as far as they can be believed.
    var hottest = PerZone<Temperature?>(repeating: nil)
    var sampledAt: DeviceInstant
    var measuredZero = false
    var buttonWasPressed = false
    var terminalIsReady = true

    // When something is due.
    var nextSample: DeviceInstant
    var nextSlice = DeviceInstant.never
    var nextOutput = DeviceInstant.never
    var nextAnnouncement: DeviceInstant
    var nextAlarm = DeviceInstant.never
    var panel: FrontPanel?

    /// A device that starts at `now`.
    ///
    /// - Parameters:
    ///   - bootID: a number that differs at every start.
    ///   - profile: what the device is.
    ///   - limitsItself: whether it judges temperature, sensors, contact, current and envelope by itself.
    ///   - deviation: what it does wrong on purpose.
    ///   - now: the device's time, 0 or later.
    public init(
        bootID: UInt64, profile: DeviceProfile, limitsItself: Bool = true, deviation: Deviation = .none,
        at now: DeviceInstant
    ) {
        self.profile = profile
        self.limitsItself = limitsItself
        self.deviation = deviation
        samplePeriod = profile.samplePeriod
        existingZones = profile.existingZones
        sensing = profile.sensing
        endpoint = DeviceEndpoint(bootID: bootID)
        clock = now
        sampledAt = now
        nextAnnouncement = now
        nextSample = now.next(onGridOf: profile.samplePeriod)
        nextEvent = now
        players = InlineArray { place in
            ZonePlayer(slotDelay: TimeGrid.pulseSlot * Int64(place))
        }
    }

    /// The stop epoch.
    public var epoch: UInt32 { endpoint.epoch }

    /// Whether a host has a session.
    public var hasSession: Bool { endpoint.hostInstance != nil }

    /// Whether the envelope bounds output.
    @inline(__always)
    var keepsEnvelope: Bool { limitsItself && !deviation.contains(.ignoresEnvelope) }

    /// Whether output may be on: armed, running or paused.
    @inline(__always)
    var isArmed: Bool {
        switch state {
        case .armed, .running, .paused: true
        case .idle, .halted, .tripped: false
        }
    }

    /// Gives the bytes that wait for the line to `body`, oldest first.
    ///
    /// Inlinable, because a call to another module would be handed a copy of the whole device.
    @inlinable
    public func withPending<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try endpoint.out.withPending(body)
    }

    /// How many bytes wait for the line.
    @inlinable
    public var pendingCount: Int { endpoint.out.count }

    /// Notes that the line took the `count` oldest bytes.
    public mutating func sent(_ count: Int) { endpoint.out.removeFirst(count) }
}

/// Why a device stopped by itself first.
public struct TripLatch: Equatable, Sendable, BitwiseCopyable {
    /// The cause.
    public let cause: DeviceCause
    /// Where; nil when the cause has no zone.
    public let zone: ZoneIndex?
    /// The value that led to it, in the unit of its quantity.
    public let value: UInt32
}

/// What a `Ceiling` leaves of one zone's output.
struct ZoneCeiling: Equatable, Sendable, BitwiseCopyable {
    var stimulation = PerMille.whole
    var power = Power.milliwatts(Int32.max)
}

/// Which self-tests passed since the last arming.
struct SelfTestRecord: Equatable, Sendable, BitwiseCopyable {
    private var bits: UInt8 = 0

    var isComplete: Bool { bits == 0b1110 }

    mutating func note(_ step: SelfTestStep, passed: Bool) {
        let bit: UInt8 = 1 << step.rawValue
        bits = passed ? bits | bit : bits & ~bit
    }
}

/// What the readings of one zone are compared with at every sample.
struct SensingLimits: Equatable, Sendable, BitwiseCopyable {
    /// The sensor temperature above which the zone stops the device.
    var temperature = Temperature.zero
    var shortImpedance = Impedance.zero
    var openImpedance = Impedance.zero
    var shortLoad = Impedance.zero
    var openLoad = Impedance.zero
}

extension DeviceProfile {
    fileprivate var sensing: PerZone<SensingLimits> {
        var limits = PerZone(repeating: SensingLimits())
        var walk = existingZones
        while let zone = walk.next() {
            let description = zones[zone]
            limits[zone] = SensingLimits(
                temperature: description.temperatureLimit, shortImpedance: description.shortImpedance,
                openImpedance: description.openImpedance, shortLoad: description.shortLoad,
                openLoad: description.openLoad)
        }
        return limits
    }
}

extension DeviceInstant {
    /// The first moment after this one that is a whole multiple of `period`.
    func next(onGridOf period: Duration) -> DeviceInstant {
        let step = period.microseconds
        return .microseconds((microseconds / step + 1) * step)
    }

    /// Whether this moment is a whole multiple of `period`.
    func isOnGrid(of period: Duration) -> Bool { microseconds % period.microseconds == 0 }
}
