/// What one zone was asked to give, beside what was measured.
public struct OutputEvidence: Equatable, Sendable, BitwiseCopyable {
    /// Nothing is known.
    public init() {}
}
