public import Units

/// The temperature of the hottest layer below the skin of one zone, estimated so that its dose is not too small.
///
/// Skin temperature and RF density are averaged over a second each. Power makes the layer warmer than the skin by
/// `DeepTraits.excess` for each mW/cm², behind a first-order lag; of the skin it follows each rise at once and each fall with
/// the same lag, because warm fat cools more slowly than the skin over it. More power never means less warmth. It is no
/// model of a person: the same numbers serve everyone, and are those of the least favourable.
public struct DeepEstimate: Equatable, Sendable {
    /// The time over which skin and power are averaged.
    public static let period = Duration.seconds(1)
    /// The skin at rest, in °C, and the RF in mW/cm² that each °C above it usually takes to hold.
    public static let resting = 34.6
    /// See `resting`.
    public static let holding = 10.0
    /// A silence for which tissue is taken to have stayed as it was; after a longer one nothing is known of it.
    private static let longestSilence = Duration.seconds(600)

    /// How much warmer than the skin the layer is made by the power of the last minutes, in °C.
    public private(set) var excess = 0.0
    /// What the skin's warmth leaves below it, in °C; nil before the first second.
    private var skinBelow: Double?

    private var began: DeviceInstant?
    private var last: DeviceInstant?
    private var skinSum = 0.0
    private var powerSum = 0.0
    private var samples = 0.0

    /// A zone of which nothing is known.
    public init() {}

    /// The estimate, in °C; nil before the first second.
    public var celsius: Double? { skinBelow.map { $0 + excess } }

    /// The estimate, raised to the next m°C; nil before the first second.
    public var temperature: Temperature? {
        celsius.map { .milliCelsius(Int32(clamping: Int64($0 * 1000) + 1)) }
    }

    /// Takes the sample that the device took at `time`.
    ///
    /// - Parameters:
    ///   - skin: The hotter sensor's reading.
    ///   - density: The RF power on each cm², in mW.
    /// - Returns: for how long the estimate has stood or stands now, when a period has ended; nil within one. After a
    ///   silence that is the whole silence.
    public mutating func add(
        skin: Temperature, density: Double, at time: DeviceInstant, _ traits: DeepTraits
    ) -> Duration? {
        guard let start = began, let last, time >= last, time - last <= DeepEstimate.longestSilence else {
            // The device started anew, or was away for long: the next period begins here, and what is known stands.
            begin(at: time)
            collect(skin, density)
            return nil
        }
        self.last = time
        guard time - start >= DeepEstimate.period else {
            collect(skin, density)
            return nil
        }
        step(by: min(time - start, DeepEstimate.period * 2), traits)
        // Over a gap the warmer one of its ends counts.
        if time - start > DeepEstimate.period * 2 { skinBelow = max(skinBelow ?? 0, Double(skin.milliCelsius) / 1000) }
        begin(at: time)
        collect(skin, density)
        return time - start
    }

    /// Output begins on skin that may have been warmed before anybody watched: below it is what holding it so would have left.
    public mutating func beginOutput(_ traits: DeepTraits) {
        let held = max((skinBelow ?? 0) - DeepEstimate.resting, 0) * DeepEstimate.holding
        excess = max(excess, traits.excess * held)
    }

    private mutating func begin(at time: DeviceInstant) {
        (began, last) = (time, time)
        (skinSum, powerSum, samples) = (0, 0, 0)
    }

    private mutating func collect(_ skin: Temperature, _ density: Double) {
        skinSum += Double(skin.milliCelsius) / 1000
        powerSum += density
        samples += 1
    }

    private mutating func step(by span: Duration, _ traits: DeepTraits) {
        let share = min(Double(span.microseconds) / 1_000_000 / traits.lag, 1)
        excess += (traits.excess * powerSum / samples - excess) * share
        let skin = skinSum / samples
        skinBelow = skinBelow.map { $0 > skin ? $0 + (skin - $0) * share : skin } ?? skin
    }
}
