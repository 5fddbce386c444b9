public import Units

/// One impedance over the last second: what it is now, and how far it has risen and fallen.
///
/// Samples are averaged over 100 ms; ten such means are the last second. What it is now is the mean of the samples that
/// have come since the last whole one, once there are three of them, so that one disturbed reading is no step. A gap of a
/// second, or a step back in time, begins afresh.
public struct ImpedanceTrend: Equatable, Sendable {
    private static let bucket = Duration.milliseconds(100)
    private static let buckets = 10
    private static let longestGap = Duration.seconds(1)
    private static let least: Int64 = 3

    private var means = InlineArray<10, Int32>(repeating: 0)
    private var next = 0
    private var filled = 0
    private var lowest: Int32 = .max
    private var highest: Int32 = 0
    private var sum: Int64 = 0
    private var samples: Int64 = 0
    private var last = DeviceInstant.zero
    private var bucketEnd = DeviceInstant.zero
    private var value: Int32 = 0

    /// An impedance without a past.
    public init() {}

    /// What it is now, in mΩ; 0 before three samples.
    public var milliohms: Int32 { value }

    /// What it is now against the least of the last second, in thousandths; 1000 while nothing is known.
    public var rise: Int32 { ImpedanceTrend.ratio(value, to: lowest) }

    /// What it is now against the greatest of the last second, in thousandths; 1000 while nothing is known.
    public var fall: Int32 { ImpedanceTrend.ratio(value, to: highest) }

    /// The mean of the last second in mΩ; what it is now before the first whole mean.
    public var mean: Int32 {
        guard filled > 0 else { return value }
        var all: Int64 = 0
        for index in 0..<filled { all += Int64(means[index]) }
        return Int32(clamping: all / Int64(filled))
    }

    /// Takes the sample that the device took at `time`.
    public mutating func add(_ impedance: Impedance, at time: DeviceInstant) {
        if time < last || time - last > ImpedanceTrend.longestGap { begin(at: time) }
        last = time
        if time >= bucketEnd { closeBucket(at: time) }
        sum += Int64(impedance.milliohms)
        samples += 1
        if samples >= ImpedanceTrend.least { value = Int32(clamping: sum / samples) }
    }

    private mutating func begin(at time: DeviceInstant) {
        self = ImpedanceTrend()
        bucketEnd = time + ImpedanceTrend.bucket
    }

    /// A bucket without enough samples is none; its span stays with the one before.
    private mutating func closeBucket(at time: DeviceInstant) {
        bucketEnd = time + ImpedanceTrend.bucket
        guard samples >= ImpedanceTrend.least else { return }
        means[next] = Int32(clamping: sum / samples)
        next = (next + 1) % ImpedanceTrend.buckets
        filled = min(filled + 1, ImpedanceTrend.buckets)
        (sum, samples) = (0, 0)
        (lowest, highest) = (.max, 0)
        for index in 0..<filled {
            lowest = min(lowest, means[index])
            highest = max(highest, means[index])
        }
    }

    private static func ratio(_ value: Int32, to other: Int32) -> Int32 {
        guard value > 0, other > 0, other < .max else { return 1000 }
        return Int32(clamping: Int64(value) * 1000 / Int64(other))
    }

    /// Whether both are equal in everything.
    public static func == (left: ImpedanceTrend, right: ImpedanceTrend) -> Bool {
        guard left.next == right.next, left.filled == right.filled, left.sum == right.sum, left.last == right.last,
            left.samples == right.samples, left.bucketEnd == right.bucketEnd, left.value == right.value
        else { return false }
        for index in 0..<buckets where left.means[index] != right.means[index] { return false }
        return true
    }
}
