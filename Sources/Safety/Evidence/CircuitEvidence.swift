/// What pads and circuits of one zone show beside open and short.
public struct CircuitEvidence: Equatable, Sendable, BitwiseCopyable {
    /// Nothing is known.
    public init() {}
}
