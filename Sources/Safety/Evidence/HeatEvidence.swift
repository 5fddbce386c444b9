/// How the sensors of one zone answer to power.
public struct HeatEvidence: Equatable, Sendable, BitwiseCopyable {
    /// Nothing is known.
    public init() {}
}
