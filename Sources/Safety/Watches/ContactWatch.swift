public import Units

/// How one pad lies on the skin, by both of its circuits, against the best that it lay at an arming since it was put on.
///
/// An impedance goes with one over the area that touches, so that what it was at the arming over what it is now is the
/// share that still does. A pad that has lifted is therefore not taken for whole by arming once more: only one that came
/// off, so that both circuits were open for a second, begins anew.
///
/// Three things move it beside: warming lowers the RF impedance by about 2 % for each °C, for which it is corrected by the
/// zone's own sensors; gel that dries raises one circuit more than the other, so that only what both have lost counts as
/// lost contact; a contraction raises both by up to a tenth, so that while one may be under way the share is what it was
/// at the last rest, less what the RF impedance has risen since beyond that tenth.
///
/// The stimulation load depends on the current. Only the sub-threshold measurement is used, which the device reports when
/// the last pulse is older than it can be, by the protocol 100 ms; it is not corrected for warming, which can only hide a part of a loss
/// that the RF impedance shows.
public struct ContactWatch: Equatable, Sendable {
    /// From this age of the last pulse the load is that of the contact measurement.
    static let measuredAge = Duration.milliseconds(110)
    /// From this age of the last pulse the muscle is at rest and the means hold no contraction any more.
    static let restAge = Duration.milliseconds(350)
    /// Both circuits of a pad that somebody took off are open for at least so long.
    static let takenOff = Duration.seconds(1)
    /// Samples further apart than this may have missed a pad that lay on the skin in between.
    static let unseen = Duration.milliseconds(100)

    private var radio = ImpedanceTrend()
    private var load = ImpedanceTrend()
    private var radioRepeats = Repetition()
    private var loadRepeats = Repetition()
    private var reference: Reference?
    /// What the armings since the pad was put on come to, each circuit at its best.
    private var best: Reference?
    /// Since when both circuits have been open in every sample, and the last of those.
    private var openSince: DeviceInstant?
    private var openUntil = DeviceInstant.zero
    /// What the last rest showed: the share by each circuit, and by both.
    private var rest = Shares()
    private var contacted: Int32 = 1000
    /// The shares as they are, contraction or not.
    private var radioNow: Int32 = 1000
    private var loadNow: Int32 = 1000
    private var wholeAt: DeviceInstant?
    private var lossIsSlow = false
    private var milliCelsius: Int64 = 0

    /// A pad of which nothing is known.
    public init() {}

    /// Forgets how it lay: a new arming begins.
    ///
    /// What was measured before is no part of it. A pad pressed on within the last second would be held against a mean of
    /// lying and not lying, and look bridged as soon as output begins.
    public mutating func begin() {
        let kept = (milliCelsius, best, openSince, openUntil)
        self = ContactWatch()
        (milliCelsius, best, openSince, openUntil) = kept
    }

    /// Takes how it lies, the mean of the last second or of the time since `begin`, for how it must go on lying; where it
    /// lay better at an earlier arming since it was put on, that stays what it is held against.
    ///
    /// - Returns: false, and nothing is taken, where one of the circuits has not been measured since `begin`.
    @discardableResult
    public mutating func settle(at time: DeviceInstant) -> Bool {
        guard radio.mean > 0, load.mean > 0 else { return false }
        let settled = Reference(radio: radio.mean, load: load.mean, milliCelsius: milliCelsius)
        let reference = best.map { $0.bettered(by: settled) } ?? settled
        (self.reference, best) = (reference, reference)
        radioNow = reference.radioShare(milliohms: radio.mean, milliCelsius: milliCelsius)
        loadNow = reference.loadShare(milliohms: load.mean)
        rest = Shares(radio: radioNow, load: loadNow, both: max(radioNow, min(loadNow, 1000)))
        contacted = rest.both
        (wholeAt, lossIsSlow) = (contacted >= Limits.contactWhole ? time : nil, false)
        return true
    }

    /// Takes one sample; a circuit that cannot be believed is passed over, as that is another interlock's matter.
    public mutating func add(_ sample: ContactSample, at time: DeviceInstant) {
        milliCelsius = Int64(sample.temperature.milliCelsius)
        followRemoval(sample.isOff, at: time)
        if let impedance = sample.radio {
            radio.add(impedance, at: time)
            radioRepeats.add(impedance, at: time)
        }
        let isMeasured = sample.pulseAge >= ContactWatch.measuredAge
        if isMeasured, let impedance = sample.load {
            load.add(impedance, at: time)
            loadRepeats.add(impedance, at: time)
        }
        guard let reference, radio.milliohms > 0 else { return }
        let share = reference.radioShare(milliohms: radio.milliohms, milliCelsius: milliCelsius)
        radioNow = share
        // After a gap the first samples are none yet, and what was known stands.
        if isMeasured, load.milliohms > 0 { loadNow = reference.loadShare(milliohms: load.milliohms) }
        if sample.pulseAge >= ContactWatch.restAge, sample.load != nil {
            (rest.radio, rest.load) = (share, loadNow)
            rest.both = max(share, min(rest.load, 1000))
            contacted = rest.both
        } else {
            let since = Int64(share) * Int64(1000 + Limits.contractionRise) / Int64(max(rest.radio, 1))
            contacted = Int32(clamping: Int64(rest.both) * min(since, 1000) / 1000)
        }
        if contacted >= Limits.contactWhole { wholeAt = time }
        // Once output has stopped for it, waiting makes no fast loss a slow one.
        guard contacted >= Limits.contactPause else { return }
        lossIsSlow = wholeAt.map { time >= $0 && time - $0 > Limits.dryingTime } ?? false
    }

    private mutating func followRemoval(_ isOff: Bool, at time: DeviceInstant) {
        guard isOff else {
            openSince = nil
            return
        }
        // A step back in time is another device's.
        let isSeen = time >= openUntil && time - openUntil <= ContactWatch.unseen
        let since = isSeen ? openSince ?? time : time
        (openSince, openUntil) = (since, time)
        if time - since >= ContactWatch.takenOff { best = nil }
    }

    /// Writes down what it shows of a pad of these areas.
    public func report(of pad: PadTraits, into evidence: inout CircuitEvidence) {
        evidence.contacted = contacted
        evidence.lossIsSlow = lossIsSlow
        evidence.radioShare = rest.radio
        evidence.radioNow = radioNow
        evidence.loadNow = loadNow
        evidence.loadShare = rest.load
        evidence.radioRise = radio.rise
        evidence.radioFall = radio.fall
        evidence.loadRise = load.rise
        evidence.loadFall = load.fall
        evidence.radioFrozen = radioRepeats.span
        evidence.loadFrozen = loadRepeats.span
        // mΩ × mm² = 10⁻⁵ Ω·cm².
        if radio.milliohms > 0, pad.radioFrequencyArea > .zero {
            let atBody = Reference.atBody(radio.milliohms, milliCelsius: milliCelsius)
            evidence.specificRadio = atBody * Int64(pad.radioFrequencyArea.squareMillimetres) / 100_000
        }
        if load.milliohms > 0, pad.stimulationArea > .zero {
            evidence.specificLoad = Int64(load.milliohms) * Int64(pad.stimulationArea.squareMillimetres) / 100_000
        }
    }
}

/// What one sample says about the contact of one pad.
public struct ContactSample: Equatable, Sendable, BitwiseCopyable {
    /// The RF impedance; nil where it cannot be believed.
    public var radio: Impedance?
    /// The stimulation load; nil where it cannot be believed.
    public var load: Impedance?
    /// The temperature of the skin, the mean of both sensors.
    public var temperature: Temperature
    /// How old the last pulse is.
    public var pulseAge: Duration
    /// Whether both circuits are open.
    public var isOff: Bool

    /// A sample of these values.
    public init(
        radio: Impedance?, load: Impedance?, temperature: Temperature, pulseAge: Duration, isOff: Bool = false
    ) {
        self.radio = radio
        self.load = load
        self.temperature = temperature
        self.pulseAge = pulseAge
        self.isOff = isOff
    }
}

/// What of a pad its circuits depend on.
public struct PadTraits: Equatable, Sendable, BitwiseCopyable {
    /// The area through which RF flows.
    public var radioFrequencyArea = Area.zero
    /// The smaller stimulation electrode's area.
    public var stimulationArea = Area.zero
    /// The width of the phases of the plan's pulses.
    public var width = PulseWidth.zero

    /// A pad that conducts nowhere.
    public init() {}
}

/// What the circuits measured at the arming, and at which temperature.
private struct Reference: Equatable, Sendable {
    /// How far below 0 °C, in m°C, the straight line of the conductivity has its zero: 2 % for each °C at 37 °C.
    ///
    /// Source: a clinical figure for tissue and skin.
    static let zeroPoint: Int64 = 13_000

    /// The RF impedance at 37 °C, in mΩ.
    var radio: Int64
    /// The contact measurement, in mΩ.
    var load: Int64

    init(radio: Int32, load: Int32, milliCelsius: Int64) {
        self.radio = Reference.atBody(radio, milliCelsius: milliCelsius)
        self.load = Int64(load)
    }

    /// What `milliohms` at `milliCelsius` would be at 37 °C.
    static func atBody(_ milliohms: Int32, milliCelsius: Int64) -> Int64 {
        Int64(milliohms) * max(milliCelsius + zeroPoint, 0) / (37_000 + zeroPoint)
    }

    /// Each circuit at the better of both.
    func bettered(by other: Reference) -> Reference {
        var best = self
        (best.radio, best.load) = (min(radio, other.radio), min(load, other.load))
        return best
    }

    func radioShare(milliohms: Int32, milliCelsius: Int64) -> Int32 {
        let now = Reference.atBody(milliohms, milliCelsius: milliCelsius)
        guard now > 0 else { return 1000 }
        return Int32(clamping: radio * 1000 / now)
    }

    func loadShare(milliohms: Int32) -> Int32 {
        guard milliohms > 0 else { return 1000 }
        return Int32(clamping: load * 1000 / Int64(milliohms))
    }
}

/// Shares of the contact at the arming, in thousandths.
private struct Shares: Equatable, Sendable {
    var radio: Int32 = 1000
    var load: Int32 = 1000
    var both: Int32 = 1000
}

/// For how long a value has been the same to the last digit.
private struct Repetition: Equatable, Sendable {
    private static let longestStep = Duration.milliseconds(50)

    private(set) var span = Duration.zero
    private var value = Impedance.zero
    private var last = DeviceInstant.zero

    /// Takes one sample; a gap counts for no more than 50 ms.
    mutating func add(_ value: Impedance, at time: DeviceInstant) {
        defer { (self.value, last) = (value, time) }
        guard value == self.value, time > last else {
            span = .zero
            return
        }
        span += min(time - last, Repetition.longestStep)
    }
}
