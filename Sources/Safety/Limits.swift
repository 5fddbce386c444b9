public import Units

/// The host's safety limits, one place for all of them, each with its source.
///
/// The device holds a table of its own: either side can stop alone. What a device may allow lies a little outside the
/// host's limit, so that in normal operation the host acts first.
public enum Limits {
    // Temperature, judged on the greater one of reading and lag-compensated value of each sensor.
    // Source: project policy between the 40–42.5 °C that RF facial devices reach in use and the 43 °C that
    // IEC 60601-1 allows an applied part for ten minutes and more.

    /// From here on the zone's RF is held down.
    public static let foldbackTemperature = Temperature.milliCelsius(42_000)
    /// Below this the zone's RF is let up again.
    public static let foldbackRelease = Temperature.milliCelsius(41_800)
    /// From here on output stops in all zones until a person resumes.
    public static let softStopTemperature = Temperature.milliCelsius(42_500)
    /// From here on output stops and latches.
    public static let hardTripTemperature = Temperature.milliCelsius(43_000)
    /// A treatment does not begin on skin that is warmer than this.
    ///
    /// Source: project policy.
    public static let startTemperature = Temperature.milliCelsius(38_000)
    /// Nor where the sensors differ by more than this at rest.
    ///
    /// Source: project policy; in 3,000 simulated people they differ by 1.7 °C at most, and one that hangs in the pad reads
    /// 2.4 °C less than it should, or still less.
    public static let startSpread = TemperatureDifference.millikelvin(2_200)
    /// The greatest sensor time constant for which the lag compensation is trusted.
    ///
    /// Source: project policy.
    public static let sensorTimeConstant = Duration.seconds(8)

    // Radio frequency.
    // Source: a one-dimensional model needs 0.11–0.14 W/cm² to warm the skin in two minutes; 0.20 W/cm² held without
    // feedback would burn. Single fault: project policy.

    /// The greatest mean RF density.
    public static let powerDensity = PowerDensity.milliwattsPerSquareCentimetre(150)
    /// The greatest density that a device's generator may reach in single fault.
    public static let singleFaultDensity = PowerDensity.milliwattsPerSquareCentimetre(300)

    // Stimulation.
    // Source: IEC 60601-2-10 asks for attention above 2 mA r.m.s./cm²; counted over both phases on 0.7 of the smaller
    // electrode, because a pad that has peeled by 30 % is not reliably seen. Current and charge: project policy.

    /// The greatest peak current.
    public static let current = Current.milliamps(60)
    /// The greatest charge of one phase.
    public static let phaseCharge = Charge.microcoulombs(12)
    /// The greatest width of one phase.
    public static let pulseWidth = PulseWidth.microseconds(400)
    /// The greatest rate.
    public static let rate = Frequency.hertz(120)
    /// The greatest r.m.s.
    ///
    /// density, in µA/cm² over both phases.
    public static let densityMicroampsPerSquareCentimetre: Int64 = 1_500

    // Link and host. Source: project policy, from the arithmetic of the line: a sample every 5 ms, 100 ms of look-ahead
    // less 10 of round trip, 5 of clock bound and 35 for one retransmission.

    /// Telemetry older than this is told.
    public static let telemetryWarning = Duration.milliseconds(25)
    /// Telemetry older than this stops output.
    public static let telemetryTrip = Duration.milliseconds(60)
    /// Slow telemetry, of which ten frames come in a second, older than this stops output.
    public static let slowTelemetryTrip = Duration.seconds(1)
    /// A release later than this is told.
    public static let latenessWarning = Duration.milliseconds(10)
    /// A release later than this stops output.
    public static let latenessTrip = Duration.milliseconds(50)
    /// A slower line does not carry telemetry: it is for service only.
    public static let lineRate = LineRate.baud(460_800)
    /// A treatment is armed only where a danger at a sensor leads to zero within this time, by what was measured.
    public static let hazardToZero = Duration.milliseconds(20)
    /// Damaged frames in one second that are told.
    public static let damagedFramesWarning: Int64 = 5
    /// Share of damaged frames over one second that stops output, in percent.
    public static let damagedShareTrip: Int64 = 10
    /// The widest clock bound (half the interval) with which a treatment is armed.
    public static let clockBoundArm = Duration.milliseconds(5)
    /// The widest clock bound with which output goes on.
    public static let clockBoundTrip = Duration.milliseconds(10)

    // What a device may allow: the host's own limit + 0.3 °C and + 5 %.

    /// The greatest sensor limit that a device may have.
    public static let deviceTemperature = Temperature.milliCelsius(43_300)
    /// How far a device's own limits may lie above the host's.
    public static let deviceMargin = PerMille(rawValue: 1050)
}
