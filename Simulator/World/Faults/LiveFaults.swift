public import Device
public import Units

/// What is broken in the simulated device and on its line at the moment.
///
/// Absolute: a fault stands until the set that replaces it. What grows with time (a pad that lifts, a sensor that drifts)
/// counts from the moment at which it was set; setting the same value again leaves it growing.
public struct LiveFaults: Equatable, Sendable {
    /// The centre sensors.
    public var centre = PerZone(repeating: SensorFault.none)
    /// The edge sensors.
    public var edge = PerZone(repeating: SensorFault.none)
    /// The electrodes.
    public var contact = PerZone(repeating: ContactFault.none)
    /// A temperature that holds skin and sensors of a zone.
    public var heldTemperature = PerZone<Temperature?>(repeating: nil)

    /// RF power that flows whatever the firmware commands.
    public var weldedPower = PerZone(repeating: Power.zero)
    /// Which shut-off elements still cut the welded power.
    public var weldCut = PerZone(repeating: WeldCut.neither)
    /// What an RF stage really gives of what it is told; the detector sees what it gives.
    public var powerScale = PerZone(repeating: PerMille.whole)
    /// The peak of what an RF stage gives over its mean; the heat is that of the mean.
    public var ripple = PerZone(repeating: PerMille.whole)
    /// What an RF detector reads of the power that flows; the supply's figure is not affected.
    public var detectorScale = PerZone(repeating: PerMille.whole)
    /// Where the measurement of impedances, RF and contact, repeats what it read last.
    public var frozenMeters = ZoneSet.none
    /// What of the first half of a split return electrode touches the skin.
    public var returnFirst = PerMille.whole
    /// What of the second half touches the skin.
    public var returnSecond = PerMille.whole

    /// Whether the first shut-off element stays closed.
    public var firstShutOffIsStuck = false
    /// Whether the second shut-off element stays closed.
    public var secondShutOffIsStuck = false
    /// Whether the stop button is pressed all the time, or its circuit open.
    public var buttonHeld = false
    /// How fast the reading of the reference resistor drifts, per minute.
    public var referenceDrift = TemperatureDifference.zero
    /// What each W of RF in its zone adds to a sensor's reading, because RF is not quiet while sensors are read.
    public var pickup = TemperatureDifference.zero

    /// What the current source really gives of what it is told.
    public var pulseScale = PerMille.whole
    /// The share of a phase's charge that the balancing phase misses.
    public var imbalance = PerMille.zero
    /// The pulses that the current source does not give although it is told to.
    public var missing = MissingPulses.none

    /// Bytes that suffer on the line.
    public var line = LineFaults()
    /// Whether the cable is pulled.
    public var isUnplugged = false
    /// Whether the firmware does nothing; the hardware below keeps doing what it was told last.
    public var firmwareHangs = false
    /// Whether the firmware keeps no lease and asks for none.
    public var leaseIsBroken = false

    /// Nothing is broken.
    public init() {}

    /// Whether `element` stays closed when it should open.
    public func isStuck(_ element: ShutOff) -> Bool {
        switch element {
        case .first: firstShutOffIsStuck
        case .second: secondShutOffIsStuck
        }
    }

    /// The one shut-off element that does not open; the first where neither does, nil where both open.
    ///
    /// Setting it mends the other one.
    public var stuckShutOff: ShutOff? {
        get { firstShutOffIsStuck ? .first : secondShutOffIsStuck ? .second : nil }
        set {
            firstShutOffIsStuck = newValue == .first
            secondShutOffIsStuck = newValue == .second
        }
    }
}
