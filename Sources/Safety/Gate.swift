import Units

/// The one who evaluates the interlocks, and who alone can approve what may lead to output.
///
/// An approval rests on the last verdict: on a sample that was judged and allowed output. Everything else is refused, and
/// a refusal says why.
public struct Gate: Sendable {
    /// What the last evaluation found.
    public private(set) var verdict = Verdict()

    /// The sample of the last evaluation; nil before the first one.
    public private(set) var sample: UInt32?

    /// How many evaluations there were.
    public private(set) var evaluation: UInt32 = 0

    /// A gate that has judged nothing, and therefore approves nothing.
    public init() {}

    /// Evaluates every interlock on `evidence`, which came with telemetry `sample`; nil when no new sample arrived.
    ///
    /// The evidence is only lent. What was found is in `verdict`.
    public mutating func judge(_ evidence: inout Evidence, sample: UInt32?) {
        Interlocks.judge(&evidence, into: &verdict)
        evaluation &+= 1
        if let sample { self.sample = sample }
    }

    /// Forgets what was judged, because the device, the line or the treatment changed.
    public mutating func forget() {
        verdict = Verdict()
        sample = nil
    }

    /// Approves a lease on the sample judged last.
    public func approveLease() -> Approved<LeaseRequest>? {
        guard let sample, verdict.allowsOutput else { return nil }
        return Approved(LeaseRequest(sample: sample, evaluation: evaluation))
    }

    /// Approves a step towards output.
    public func approve(_ step: EnergyStep) -> Approved<EnergyStep>? {
        guard sample != nil, verdict.allowsOutput else { return nil }
        return Approved(step)
    }

    /// Approves output within `bounds` and `Limits`; otherwise names the first limit that it breaks.
    public func approve(
        _ request: OutputRequest, within bounds: OutputBounds
    ) throws(OutputRefusal) -> Approved<OutputRequest> {
        guard sample != nil, verdict.allowsOutput else { throw .notJudged }
        try OutputRules.check(request, within: bounds)
        if verdict.demandsCeiling(in: request.zone), request.power > .zero { throw .heldDown }
        return Approved(request)
    }
}

/// Which limit a request for output broke.
public enum OutputRefusal: Error, Equatable, Sendable, BitwiseCopyable {
    /// No sample was judged, or the last verdict forbids output.
    case notJudged
    /// The zone is held down, and RF was asked for.
    case heldDown
    /// The current, in µA, is above the limit.
    case current(asked: Int64, limit: Int64)
    /// The phase width, in µs, is above the limit.
    case width(asked: Int64, limit: Int64)
    /// The rate, in mHz, is above the limit.
    case rate(asked: Int64, limit: Int64)
    /// The charge of one phase, in pC, is above the limit.
    case phaseCharge(asked: Int64, limit: Int64)
    /// The r.m.s. density, in µA/cm², is above the limit.
    case density(asked: Int64, limit: Int64)
    /// The RF power, in mW, is above the limit.
    case power(asked: Int64, limit: Int64)
    /// A value is negative.
    case negative
}
