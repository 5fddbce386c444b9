public import Units

/// The slope of one sensor over the last two seconds, and the temperature that lies behind its lag.
///
/// Samples are averaged over 100 ms and the slope is the least-squares one over 20 such means: one thousandth of a degree
/// per 5 ms sample would be nothing but noise. The compensated value is reading + time constant × slope; until two
/// seconds have passed it is the reading itself.
public struct SensorTrend: Equatable, Sendable {
    private static let bucket = Duration.milliseconds(100)
    private static let buckets = 20
    private static let longestGap = Duration.seconds(1)

    private var means = InlineArray<20, Int32>(repeating: 0)
    private var next = 0
    private var filled = 0
    private var sum: Int64 = 0
    private var samples: Int64 = 0
    private var bucketEnd: DeviceInstant?

    /// The slope in thousandths of a degree per second; 0 until two seconds have passed.
    public private(set) var slopeMillikelvinPerSecond: Int64 = 0

    /// A sensor without a past.
    public init() {}

    /// Takes the sample that the device took at `time`; a step back in time, or a gap of a second, begins afresh.
    public mutating func add(_ reading: Temperature, at time: DeviceInstant) {
        guard let end = bucketEnd, time + SensorTrend.bucket >= end, time < end + SensorTrend.longestGap else {
            self = SensorTrend()
            begin(bucketUntil: time + SensorTrend.bucket, with: reading)
            return
        }
        guard time >= end else {
            sum += Int64(reading.milliCelsius)
            samples += 1
            return
        }
        let mean = sum / samples
        let missed = (time - end).nanoseconds / SensorTrend.bucket.nanoseconds
        append(mean)
        // Without samples the straight line stands in, so that the means stay 100 ms apart.
        for step in stride(from: 1, through: missed, by: 1) {
            append(mean + (Int64(reading.milliCelsius) - mean) * step / (missed + 1))
        }
        begin(bucketUntil: end + SensorTrend.bucket * (missed + 1), with: reading)
    }

    private mutating func begin(bucketUntil end: DeviceInstant, with reading: Temperature) {
        bucketEnd = end
        sum = Int64(reading.milliCelsius)
        samples = 1
    }

    private mutating func append(_ mean: Int64) {
        means[next] = Int32(clamping: mean)
        next = (next + 1) % SensorTrend.buckets
        filled = min(filled + 1, SensorTrend.buckets)
        slopeMillikelvinPerSecond = slope()
    }

    private func slope() -> Int64 {
        guard filled == SensorTrend.buckets else { return 0 }
        // Times are −19, −17 … 19 in units of 50 ms: their squares sum to 2,660.
        var weighted: Int64 = 0
        for index in 0..<SensorTrend.buckets {
            let mean = Int64(means[(next + index) % SensorTrend.buckets])
            weighted += mean * Int64(2 * index - 19)
        }
        return weighted * 20 / 2_660
    }

    /// The temperature that a sensor reading `reading` with this `timeConstant` is on its way to.
    public func compensated(_ reading: Temperature, timeConstant: Duration) -> Temperature {
        let lead = slopeMillikelvinPerSecond * timeConstant.milliseconds / 1000
        return reading + .millikelvin(Int32(clamping: lead))
    }

    /// Whether both are equal in everything.
    public static func == (left: SensorTrend, right: SensorTrend) -> Bool {
        guard left.next == right.next, left.filled == right.filled, left.sum == right.sum else { return false }
        guard left.samples == right.samples, left.bucketEnd == right.bucketEnd else { return false }
        for index in 0..<buckets where left.means[index] != right.means[index] { return false }
        return true
    }
}
