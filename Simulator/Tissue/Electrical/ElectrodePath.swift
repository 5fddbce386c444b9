/// Whether the electrodes of one zone lead to the skin, and only there.
public enum ElectrodePath: Equatable, Sendable {
    /// Every lead and both electrodes work.
    case sound
    /// Gel or sweat joins the two electrodes: a resistance in Ω, above 0, beside the tissue.
    case bridged(ohms: Double)
    /// A lead is broken: nothing flows.
    case broken
}
