/// A value of a plan, by the key that plan files use for it.
public enum PlanField: String, Sendable, Equatable, CaseIterable {
    /// The plan's name.
    case name
    /// The pseudonym of whom the plan is for.
    case patient
    /// How long the treatment lasts.
    case duration
    /// The list of zones.
    case zones
    /// Which zone an entry of the list is about.
    case zone
    /// The section of `skin` and `fat`, in a zone's own entry.
    case tissue
    /// The section of the values from `target` to `density`.
    case heating
    /// The section of the values from `current` to `until`.
    case stimulation

    /// The measured thickness of epidermis and dermis.
    case skin
    /// The measured thickness of the fat below.
    case fat

    /// The temperature that is held.
    case target
    /// The temperature at the end of the warm-up.
    case warmUpTarget
    /// How long the warm-up takes.
    case warmUpDuration
    /// How fast the reference temperature may rise.
    case rampLimit
    /// The greatest RF power per skin area.
    case density

    /// The pulses' full amplitude.
    case current
    /// What share of the titrated range the amplitude is.
    case intensity
    /// How often pulses repeat within a contraction.
    case rate
    /// The length of one phase of a pulse.
    case width
    /// How long one contraction lasts.
    case on
    /// The rest between two contractions.
    case off
    /// How long the amplitude rises at a contraction's start.
    case rampUp
    /// How long the amplitude falls at a contraction's end.
    case rampDown
    /// When the first contraction starts.
    case from
    /// When the last contraction has ended.
    case until

    /// The key as plan files write it.
    public var key: String { rawValue }
}
