public import Treatment
public import Units

/// Output that Control wants for one zone and one segment.
public struct OutputRequest: Equatable, Sendable, BitwiseCopyable {
    /// The zone.
    public var zone: ZoneIndex
    /// The train's rate; zero for no stimulation.
    public var rate: Frequency
    /// The width of one phase.
    public var width: PulseWidth
    /// The amplitude over the segment.
    public var ramp: CurrentRamp
    /// The mean RF power.
    public var power: Power

    /// A request.
    public init(zone: ZoneIndex, rate: Frequency, width: PulseWidth, ramp: CurrentRamp, power: Power) {
        self.zone = zone
        self.rate = rate
        self.width = width
        self.ramp = ramp
        self.power = power
    }
}

/// What an approved plan and the device's pads allow in one zone.
public struct OutputBounds: Equatable, Sendable, BitwiseCopyable {
    /// The greatest current of the plan.
    public var current: Current
    /// The greatest width of the plan.
    public var width: PulseWidth
    /// The greatest rate of the plan.
    public var rate: Frequency
    /// The greatest mean RF power of the plan.
    public var power: Power
    /// The area that RF heats.
    public var radioFrequencyArea: Area
    /// The area of the smaller stimulation electrode.
    public var stimulationArea: Area
    /// Where on the face it is; nil where nobody says, which has the general limits only.
    public var site: Zone?

    /// Bounds.
    public init(
        current: Current, width: PulseWidth, rate: Frequency, power: Power, radioFrequencyArea: Area,
        stimulationArea: Area, site: Zone? = nil
    ) {
        self.site = site
        self.current = current
        self.width = width
        self.rate = rate
        self.power = power
        self.radioFrequencyArea = radioFrequencyArea
        self.stimulationArea = stimulationArea
    }
}

/// Which sample a lease proves to have judged.
public struct LeaseRequest: Equatable, Sendable, BitwiseCopyable {
    /// The fast telemetry sample.
    public let sample: UInt32
    /// How many evaluations there were.
    public let evaluation: UInt32
}

/// The steps towards output that need an approval without being output themselves.
public enum EnergyStep: Equatable, Sendable, BitwiseCopyable {
    case arm
    case start
    case resume
}
