public import Units

/// How one zone's muscles are made to contract.
///
/// Within each `on` window runs one train of balanced pulses, whose amplitude rises from 2 % of `current` to all of it
/// and falls back to 2 % at the end. A bare set of values, checked when a `Plan` is made of them.
public struct Stimulation: Equatable, Sendable, BitwiseCopyable {
    /// The full amplitude of a pulse, 1 … 60 mA (submentum: 40); with an `intensity`, the most that it may be.
    public var current: Current
    /// The share of the titrated range that the full amplitude is, 0 … 100 %; nil for `current` without a titration.
    public var intensity: PerMille?
    /// How often pulses repeat within a contraction, 1 … 120 Hz.
    public var rate: Frequency
    /// The length of one phase of a pulse, 50 … 400 µs.
    public var width: PulseWidth
    /// How long one contraction lasts, 0.6 … 10 s.
    public var on: Duration
    /// The rest between two contractions, 0.5 … 60 s.
    public var off: Duration
    /// How long the amplitude rises, 0.3 … 1 s.
    public var rampUp: Duration
    /// How long the amplitude falls, 0.3 … 1 s.
    public var rampDown: Duration
    /// When the first contraction starts, counted from the treatment's start.
    public var from: Duration
    /// When the last contraction, or the rest after it, is over.
    public var until: Duration

    /// A set of values, unchecked.
    public init(
        current: Current, rate: Frequency, width: PulseWidth, on: Duration, off: Duration, rampUp: Duration,
        rampDown: Duration, from: Duration, until: Duration, intensity: PerMille? = nil
    ) {
        self.current = current
        self.intensity = intensity
        self.rate = rate
        self.width = width
        self.on = on
        self.off = off
        self.rampUp = rampUp
        self.rampDown = rampDown
        self.from = from
        self.until = until
    }

    /// The time from one contraction's start to the next one's.
    public var period: Duration { on + off }

    /// The root mean square of the current during a contraction at full amplitude, over both phases of the pulses.
    ///
    /// Rounded up to 1 µA. I·√(2·w·f): a balanced pulse has two phases, and counting only one understates the density on the skin by √2.
    /// For values within their ranges only, as every plan's are: others may overflow.
    public var rootMeanSquare: Current {
        let square = Int64(current.microamps) * Int64(current.microamps)
        let duty = 2 * Int64(width.microseconds) * Int64(rate.millihertz)
        let meanSquare = (square * duty + 999_999_999) / 1_000_000_000
        var root = Int32(0)
        var step = Int32(1) << 17
        while step > 0 {
            if Int64(root + step) * Int64(root + step) < meanSquare { root += step }
            step >>= 1
        }
        return .microamps(meanSquare == 0 ? 0 : root + 1)
    }

    /// Everything that is wrong with these values in `zone`; empty when nothing is.
    public func findings(in zone: Zone) -> [TreatmentError] {
        let ranges = rangeFindings(in: zone)
        guard ranges.isEmpty else { return ranges }
        var findings: [TreatmentError] = []
        let charge = current * width
        if charge > PrescriptionLimits.chargePerPhase {
            findings.append(.chargeTooHigh(zone, charge: charge, limit: PrescriptionLimits.chargePerPhase))
        }
        if rampUp + rampDown > on {
            findings.append(.rampsOutlastContraction(zone, rampUp: rampUp, rampDown: rampDown, on: on))
        }
        let rest = until - from
        if rest < on {
            findings.append(.noContraction(zone, from: from, until: until, on: on))
        } else if let earlier = lastWholeEnd(before: rest) {
            findings.append(.contractionCut(zone, until: until, earlier: earlier, later: earlier + on))
        }
        return findings
    }

    /// The end of the last period that fits whole, when `until` would cut the contraction after it.
    private func lastWholeEnd(before rest: Duration) -> Duration? {
        let remainder = rest.nanoseconds % period.nanoseconds
        guard remainder > 0, remainder < on.nanoseconds else { return nil }
        return until - .nanoseconds(remainder)
    }

    private func rangeFindings(in zone: Zone) -> [TreatmentError] {
        [
            PrescriptionLimits.current(in: zone).finding(current, in: zone),
            intensity.flatMap { PrescriptionLimits.intensity.finding($0, in: zone) },
            PrescriptionLimits.rate.finding(rate, in: zone),
            PrescriptionLimits.width.finding(width, in: zone),
            PrescriptionLimits.on.finding(on, in: zone),
            PrescriptionLimits.off.finding(off, in: zone),
            PrescriptionLimits.rampUp.finding(rampUp, in: zone),
            PrescriptionLimits.rampDown.finding(rampDown, in: zone),
            PrescriptionLimits.from.finding(from, in: zone),
            PrescriptionLimits.until.finding(until, in: zone),
        ].compactMap { $0 }
    }
}
