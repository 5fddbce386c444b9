/// What is estimated about the tissue below the skin of one zone.
public struct DeepEvidence: Equatable, Sendable, BitwiseCopyable {
    /// Nothing is known.
    public init() {}
}
