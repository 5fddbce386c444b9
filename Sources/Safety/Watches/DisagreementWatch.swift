public import Units

/// How far apart the two sensors of a zone have been all the time for the last two seconds.
///
/// Their difference is averaged over 100 ms, so that the noise of single readings neither makes nor hides a
/// disagreement; of the last twenty means the least counts, and nothing where the sign has changed among them.
public struct DisagreementWatch: Sendable {
    private static let bucket = Duration.milliseconds(100)
    private static let buckets = 20
    private static let longestGap = Duration.seconds(1)

    private var means = InlineArray<20, Int32>(repeating: 0)
    private var next = 0
    private var filled = 0
    private var sum: Int64 = 0
    private var samples: Int64 = 0
    private var bucketEnd: DeviceInstant?
    /// How far the edge is above the centre at least; 0 before two seconds have passed.
    public private(set) var apart = TemperatureDifference.zero

    /// A pair without a past.
    public init() {}

    /// Takes the compensated values of one sample; a step back in time, or a gap of a second, begins afresh.
    public mutating func add(centre: Temperature, edge: Temperature, at time: DeviceInstant) {
        let difference = Int64((edge - centre).millikelvin)
        guard let end = bucketEnd, time + DisagreementWatch.bucket >= end,
            time < end + DisagreementWatch.longestGap
        else {
            self = DisagreementWatch()
            bucketEnd = time + DisagreementWatch.bucket
            (sum, samples) = (difference, 1)
            return
        }
        guard time >= end else {
            sum += difference
            samples += 1
            return
        }
        // Where samples are missing, the last mean stands for the time without them.
        let missed = (time - end).nanoseconds / DisagreementWatch.bucket.nanoseconds
        for _ in 0...missed { append(Int32(clamping: sum / samples)) }
        bucketEnd = end + DisagreementWatch.bucket * (missed + 1)
        (sum, samples) = (difference, 1)
        apart = leastOfAll
    }

    private mutating func append(_ mean: Int32) {
        means[next] = mean
        next = (next + 1) % DisagreementWatch.buckets
        filled = min(filled + 1, DisagreementWatch.buckets)
    }

    private var leastOfAll: TemperatureDifference {
        guard filled == DisagreementWatch.buckets else { return .zero }
        var least = Int32.max
        var greatest = Int32.min
        for index in 0..<DisagreementWatch.buckets {
            least = min(least, means[index])
            greatest = max(greatest, means[index])
        }
        if least > 0 { return .millikelvin(least) }
        return .millikelvin(min(greatest, 0))
    }
}
