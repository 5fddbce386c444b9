public import Units

/// The numbers of a titration, one place for all of them; policy of this project where no source is named.
///
/// The device holds the arming to an envelope made of these, as it holds a treatment to its plan's.
public enum TitrationLimits {
    /// The greatest current that is tried.
    ///
    /// Facial studies use up to 35 mA. A plan's own current, where it is less, comes first.
    public static let current = Current.milliamps(35)
    /// The greatest current that is tried under the chin, for the carotid sinus's and the larynx's sake.
    public static let submentumCurrent = Current.milliamps(30)
    /// How many steps there are between nothing and the cap: one is 2 % of it.
    public static let steps = 50
    /// How many steps the next current may lie above the highest that was shown, while nothing has been answered.
    public static let searchStride = 2
    /// The most contractions and blanks of one zone.
    ///
    /// With the observer of the simulator one zone in a hundred needs more than 104, and none of 4,000 more than 159
    /// (docs/titration.md).
    public static let presentations = 200
    /// How long one contraction lasts, both its ramps included.
    public static let on = Duration.seconds(1)
    /// How long its amplitude rises, and falls.
    public static let ramp = Duration.milliseconds(300)
    /// From the beginning of one contraction to that of the next.
    public static let period = Duration.milliseconds(3500)
    /// From here on an answer belongs to the contraction that was shown: nobody sees and presses faster, and what comes
    /// earlier is about the one before.
    public static let windowOpens = Duration.milliseconds(400)
    /// Until here: a contraction that shows at its very end, and an operator who takes 2 s.
    public static let windowCloses = Duration.milliseconds(3200)
    /// How long what was found may be used: a treatment is armed within that time of its zone's titration.
    ///
    /// Policy: four zones one after the other take 47 minutes at the very most, and the pads lie meanwhile as they lay. Sweat,
    /// a pad that was moved and a person who is no longer fresh make another range of it.
    public static let validity = Duration.seconds(3600)
    /// The highest cap of a titration that is worth one: below, 2 % is under the 20 µA that a device resolves.
    public static let leastCap = Current.milliamps(1)

    /// The highest current that may be tried in `zone` under a plan that allows `planned`.
    public static func cap(in zone: Zone, planned: Current) -> Current {
        switch zone {
        case .forehead, .leftCheek, .rightCheek: min(planned, current)
        case .submentum: min(planned, submentumCurrent)
        }
    }
}
