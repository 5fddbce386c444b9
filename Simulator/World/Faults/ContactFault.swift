public import Units

/// What is wrong with the electrodes of a zone.
public enum ContactFault: Equatable, Sendable {
    /// Nothing.
    case none
    /// They touch nothing.
    case open
    /// They touch each other.
    case short
    /// Only this share of them touches the skin: 500 ‰ is a half-lift.
    case partial(PerMille)
    /// They come off by this share of their area each minute, from whole contact.
    case lifting(PerMille)
    /// The gel dries: its impedance is multiplied by this each minute, from what it is.
    case drying(PerMille)
    /// Wet skin or gel joins them by this impedance, beside the way through the tissue.
    case bridged(Impedance)
    /// The lead is broken: they lie on the skin, and nothing flows.
    case brokenLead

    /// How much of the electrodes carries current to the skin, as far as that does not change with time.
    public var fraction: PerMille {
        switch self {
        case .none, .lifting, .drying, .bridged: .whole
        case .open, .short, .brokenLead: .zero
        case .partial(let fraction): fraction
        }
    }
}
