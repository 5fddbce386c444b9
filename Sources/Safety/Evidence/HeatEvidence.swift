public import Treatment
public import Units

/// How the sensors of one zone answer to power, and to each other.
public struct HeatEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The centre sensor.
    public var centre = SensorBehaviour()
    /// The edge sensor.
    public var edge = SensorBehaviour()
    /// How far apart the compensated values of both have been all the time for two seconds; 0 before.
    ///
    /// Above zero where the edge is the warmer one.
    public var apart = TemperatureDifference.zero
    /// The RF energy that the zone absorbed since output began, anew after a pause.
    public var energy = EnergyDensity.zero
    /// The noise of a reading that the device declares, r.m.s.; 0 where it declares none.
    public var declaredNoise = TemperatureDifference.zero
    /// Whether RF leaves through an electrode elsewhere, so that most of it heats what lies below the skin.
    public var isMonopolar = false

    /// Nothing is known.
    public init() {}
}

/// How one sensor behaves over time.
public struct SensorBehaviour: Equatable, Sendable, BitwiseCopyable {
    /// The noise of its readings, r.m.s.; nil before a hundred of them.
    public var noise: TemperatureDifference?
    /// How fast it rises: the least-squares slope over two seconds, in thousandths of a degree per second.
    public var slope: Int64 = 0
    /// What it did within the last five seconds; nil before they have passed.
    public var brief: PowerAnswer?
    /// What it did within the last thirty seconds; nil before they have passed.
    public var long: PowerAnswer?
    /// How far it has certainly risen since output began, anew after a pause: the least of the last three seconds.
    public var leastRise = TemperatureDifference.zero
    /// How far it has risen at most since then: the greatest of the last three seconds.
    public var greatestRise = TemperatureDifference.zero

    /// Nothing is known.
    public init() {}
}

/// What a sensor's reading changed by within a window, beside what the power of that window lets one expect.
public struct PowerAnswer: Equatable, Sendable, BitwiseCopyable {
    /// By how much the compact model of skin changes under the power absorbed.
    public var expected: TemperatureDifference
    /// By how much the reading changed.
    public var measured: TemperatureDifference

    /// An answer.
    public init(expected: TemperatureDifference, measured: TemperatureDifference) {
        self.expected = expected
        self.measured = measured
    }
}
