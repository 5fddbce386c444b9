public import Units

/// The pulses of one zone over the last second, by their heat: measured current, counted pulses, both phases.
///
/// Ten sums of 100 ms make the second. Pulses that came while telemetry was lost count with the current of the last one.
public struct DensityWatch: Equatable, Sendable {
    private static let bucket = Duration.milliseconds(100)
    private static let buckets = 10

    private var sums = InlineArray<10, Int64>(repeating: 0)
    private var next = 0
    private var total: Int64 = 0
    private var filling: Int64 = 0
    private var bucketEnd = DeviceInstant.zero
    /// The last count; nil before the first one, which says nothing of when its pulses came.
    private var counted: UInt32?

    /// A zone without pulses.
    public init() {}

    /// Takes the device's count of pulses and the current of the last one, as of `time`.
    public mutating func add(pulses: UInt32, current: Current, width: PulseWidth, at time: DeviceInstant) {
        if time >= bucketEnd { closeBuckets(until: time) }
        // A count that goes back was set to zero by an arming.
        if let counted, pulses > counted {
            let microamps = min(Int64(current.magnitude.microamps), 1_000_000)
            let heat = microamps * microamps * 2 * Int64(max(width.microseconds, 0))
            // No plan has more than 120 pulses in a second; a count that jumps further is not counted twice over.
            filling += heat * Int64(min(pulses - counted, 250))
        }
        counted = pulses
    }

    private mutating func closeBuckets(until time: DeviceInstant) {
        guard time < bucketEnd + DensityWatch.bucket * Int64(DensityWatch.buckets) else {
            let known = counted
            self = DensityWatch()
            counted = known
            bucketEnd = time + DensityWatch.bucket
            return
        }
        while time >= bucketEnd {
            total += filling - sums[next]
            sums[next] = filling
            filling = 0
            next = (next + 1) % DensityWatch.buckets
            bucketEnd = bucketEnd + DensityWatch.bucket
        }
    }

    /// The root of the mean square over the last second, in µA.
    public var rootMeanSquareMicroamps: Double { (Double(total) / 1_000_000).squareRoot() }

    /// Writes down how densely pulses and `power` cross what touches of a pad; uses `evidence.contacted`.
    ///
    /// A loss that is not even told lies within the 0.7 of the electrode that is counted anyway.
    public func report(of pad: PadTraits, power: Power, into evidence: inout CircuitEvidence) {
        let share = evidence.contacted < Limits.contactWarning ? max(Int64(evidence.contacted), 1) : 1000
        let electrode = Int64(pad.stimulationArea.squareMillimetres) * share
        // µA / (0.7 · mm² / 100 · ‰ / 1000), and mW / (mm² / 100 · ‰ / 1000).
        if total > 0, electrode > 0 {
            evidence.currentDensity = Int64(rootMeanSquareMicroamps * 100_000 / (0.7 * Double(electrode)))
        }
        // On a pad that touches whole, power beyond the command is not the pad's matter, and who looks at it finds nothing.
        let plate = Int64(pad.radioFrequencyArea.squareMillimetres) * share
        if power > .zero, share < 1000, plate > 0 { evidence.powerDensity = Int64(power.milliwatts) * 100_000 / plate }
        let radio = Int64(pad.radioFrequencyArea.squareMillimetres) * Int64(max(evidence.radioShare, 1))
        if power > .zero, evidence.radioShare < Limits.contactWhole, radio > 0 {
            evidence.radioDensity = Int64(power.milliwatts) * 100_000 / radio
        }
    }

    /// Whether both are equal in everything.
    public static func == (left: DensityWatch, right: DensityWatch) -> Bool {
        guard left.next == right.next, left.total == right.total, left.filling == right.filling,
            left.bucketEnd == right.bucketEnd, left.counted == right.counted
        else { return false }
        for index in 0..<buckets where left.sums[index] != right.sums[index] { return false }
        return true
    }
}
