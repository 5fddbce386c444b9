public import Units

/// What this device never does, whatever a host approves.
///
/// The table is the device's own: it is written down a second time here, not shared with the host, so that one wrong
/// number cannot disarm both sides. Each limit lies a little above the host's, so that the host is the first to act.
public enum DeviceLimits {
    /// The sensor temperature above which the device stops: 0.3 °C above the host's hard trip of 43.0 °C.
    public static let sensorTemperature = Temperature.milliCelsius(43_300)

    /// The greatest pulse current: 5 % above the host's 60 mA.
    public static let current = Current.milliamps(63)

    /// The greatest pulse current under the chin: 5 % above the host's 40 mA.
    public static let submentalCurrent = Current.milliamps(42)

    /// The greatest width of one phase: 5 % above the host's 400 µs.
    public static let width = PulseWidth.microseconds(420)

    /// The greatest pulse rate: four slots of 2 ms in 8 ms, within the 5 % above the host's 120 Hz.
    public static let rate = Frequency.hertz(125)

    /// The greatest charge of one phase: 5 % above the host's 12 µC.
    public static let phaseCharge = Charge.nanocoulombs(12_600)

    /// The greatest mean RF power over `area`: 157.5 mW/cm², 5 % above the host's 150.
    public static func power(over area: Area) -> Power {
        .milliwatts(Int32(Int64(area.squareMillimetres) * 1575 / 1000))
    }

    /// The charge that one pulse may leave behind.
    public static let residue = Charge.nanocoulombs(500)

    /// How far a pulse's measured current may lie from the commanded one: 20 %, but no less than this.
    public static let leastCurrentTolerance = Current.milliamps(1)

    /// How long a load of a running zone may be open or short: the host pauses earlier.
    public static let contactLoss = Duration.milliseconds(250)

    /// Sensor readings outside this range are no skin, whatever the channel says.
    public static let plausibleTemperature = Temperature.celsius(5)...Temperature.celsius(60)

    /// What a self-test may find behind an open shut-off element.
    public static let leakPower = Power.milliwatts(50)

    /// What a self-test may find behind an open shut-off element.
    public static let leakCurrent = Current.microamps(100)

    /// What the reference channel reads when nothing drifts.
    public static let reference = Temperature.celsius(37)

    /// How far the reference channel may lie off in the self-test.
    public static let referenceTolerance = TemperatureDifference.millikelvin(200)

    /// How long the host may leave the alarm unset before the device alarms by itself.
    public static let indicationSilence = Duration.seconds(3)

    /// How many samples a lease may lie back and still be known.
    public static let leaseMemory: UInt32 = 64
}
