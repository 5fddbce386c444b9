public import Units

/// Which shut-off elements still cut an RF stage that is welded on.
///
/// A stage behind both can be cut by either; a weld around an element cannot be cut by it.
public enum WeldCut: Equatable, Sendable, CaseIterable {
    /// The power flows whatever they do.
    case neither
    /// Only the first one cuts it.
    case firstAlone
    /// Only the second one cuts it.
    case secondAlone
    /// Each of them cuts it.
    case either
}

/// Which pulses are commanded and not given.
public enum MissingPulses: Equatable, Sendable {
    /// None.
    case none
    /// Each n-th one, 1 or more: 1 leaves none.
    case every(Int32)
    /// This share of them, by chance.
    case share(PerMille)
}

/// Shut-off elements that do not open.
public enum StuckShutOffs: Equatable, Sendable {
    /// The first.
    case first
    /// The second.
    case second
    /// Both.
    case both
}

/// One half of a split return electrode.
public enum ReturnHalf: Equatable, Sendable {
    /// The first.
    case first
    /// The second.
    case second
}
