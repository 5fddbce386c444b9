public import Units

/// How noisy the readings of one sensor are.
///
/// A reading without noise is no measurement: a channel that repeats itself, or a number that somebody remembers. The
/// noise is taken from the differences of neighbouring readings, which a warming skin does not change: with independent
/// noise their mean square is twice its variance. It is settled once for every hundred of them, half a second at 200
/// readings per second; with so many it lies within a fifth of the truth nearly always.
public struct NoiseWatch: Equatable, Sendable, BitwiseCopyable {
    private static let differences: Int64 = 100
    /// Readings further apart than this may differ because the skin does.
    private static let longestGap = Duration.milliseconds(40)

    /// The root mean square noise of the last hundred readings; nil before.
    public private(set) var noise: TemperatureDifference?
    private var last = Temperature.zero
    private var lastAt: DeviceInstant?
    private var sum: Int64 = 0
    private var count: Int64 = 0

    /// A sensor without a past.
    public init() {}

    /// Takes the reading of the sample taken at `time`.
    public mutating func add(_ reading: Temperature, at time: DeviceInstant) {
        defer { (last, lastAt) = (reading, time) }
        guard let lastAt, time > lastAt, time - lastAt <= NoiseWatch.longestGap else { return }
        let difference = Int64((reading - last).millikelvin)
        sum += difference * difference
        count += 1
        guard count == NoiseWatch.differences else { return }
        let variance = Double(sum) / Double(2 * count)
        noise = .millikelvin(Int32(variance.squareRoot()))
        (sum, count) = (0, 0)
    }
}
