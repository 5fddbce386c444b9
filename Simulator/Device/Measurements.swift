public import Units
public import Wire

/// What the hardware reads for one sample.
public struct Measurements: Equatable, Sendable {
    /// Whether the stop button was pressed, or its circuit open, at any time since the last sample.
    public var buttonPressed = false
    /// The reference resistor, read by the channel of the sensors.
    public var reference = DeviceLimits.reference
    /// The first half of a split return electrode; zero where there is none.
    public var returnFirst = Impedance.zero
    /// The second half.
    public var returnSecond = Impedance.zero
    /// When the sub-threshold current last measured the loads.
    public var contactAt = DeviceInstant.zero
    /// The zones' values.
    public var zones = PerZone(repeating: ZoneMeasurement())

    /// A sample in which nothing was read yet.
    public init() {}
}

/// What the hardware reads in one zone for one sample.
public struct ZoneMeasurement: Equatable, Sendable, BitwiseCopyable {
    /// The contact temperature in the centre.
    public var centre = Temperature.zero
    /// The contact temperature at the edge.
    public var edge = Temperature.zero
    /// What the centre's channel says about its circuit.
    public var centreValidity = Validity.stale
    /// What the edge's channel says about its circuit.
    public var edgeValidity = Validity.stale
    /// The absorbed RF power, its mean over the last 100 ms.
    public var power = Power.zero
    /// The greatest RF power of the last 100 ms.
    public var peakPower = Power.zero
    /// What the RF stage draws, measured elsewhere.
    public var supplyPower = Power.zero
    /// The RF impedance; the firmware judges whether it is open or short.
    public var impedance = Impedance.zero
    /// The stimulation load that the sub-threshold current found at `Measurements.contactAt`.
    public var load = Impedance.zero

    /// A zone in which nothing was read yet.
    public init() {}
}

/// What the hardware measured on one pulse.
public struct PulseMeasurement: Equatable, Sendable, BitwiseCopyable {
    /// The current of the first phase.
    public var current: Current
    /// The charge that both phases left, with its sign.
    public var residue: Charge
    /// The load that the pulse met; nil when it was too weak to tell.
    public var load: Impedance?

    /// A measured pulse.
    public init(current: Current, residue: Charge, load: Impedance?) {
        self.current = current
        self.residue = residue
        self.load = load
    }
}
