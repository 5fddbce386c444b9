public import Units

/// Limits of pads and circuits.
///
/// Shares are in thousandths of what was there when the treatment was armed; specific impedances are those of one cm², so
/// that pads of any size share one limit.
extension Limits {
    // Contact. Source: project policy from the physics of a peeling pad: at constant power the density rises by as much as
    // the area falls, and a rise of a third is what the densities below leave room for.

    /// From here down a loss of contact is told.
    public static let contactWarning: Int32 = 850
    /// Below this output stops in all zones.
    public static let contactPause: Int32 = 750
    /// The rise within a second beyond which output stops: of 1000, by more than a fifth.
    ///
    /// Source: a lift is a step of more than 20 to 30 %; a contraction moves impedance by 2 to 10 %, which passes.
    public static let impedanceStep: Int32 = 1_200
    /// How much a contraction may raise an impedance, in thousandths.
    ///
    /// Source: the same, its upper end.
    public static let contractionRise: Int32 = 100
    /// From this share up contact is taken for whole, in timing its loss.
    public static let contactWhole: Int32 = 950
    /// How long ago contact was whole where its loss counts as drying and no longer as lifting.
    ///
    /// Source: gel dries over minutes; a pad that peels so slowly needs the same: a fresh one.
    public static let dryingTime = Duration.seconds(90)

    // Drying of one circuit alone, while the other keeps its contact. Source: project policy; a gel of twice its wet
    // resistance is the worst that the range of healthy gels (up to 5 % a minute for 20 minutes) comes to.

    /// From here down the rise of one circuit alone is told.
    public static let dryingWarning: Int32 = 800
    /// Below this output stops: the one circuit has lost as much as if 40 % of its area were off.
    public static let dryingPause: Int32 = 600

    // Bridging: less impedance than warming explains. Source: project policy.

    /// The share beyond which the RF circuit must have a second way: area cannot grow, and re-pressed pads gain less.
    public static let radioBridged: Int32 = 1_350
    /// The share beyond which the stimulation circuit must have one; skin under gel alone may lower it by a third and more.
    public static let loadBridged: Int32 = 2_000
    /// The share beyond which a step down is one to a bridge, and not the end of a lift.
    public static let stepBridged: Int32 = 1_150

    // The absolute window, in Ω·cm². Source: 20,000 people by the sources of tissue and electrode figures have 260 to 3,500
    // at 1 MHz, and 4,500 to 13,800 for the contact measurement; warming takes up to 15 % away, a return electrode adds up
    // to 400.

    /// What the RF impedance of one cm² may be.
    public static let radioWindow: ClosedRange<Int64> = 180...4_500
    /// What the contact measurement of one cm² may be.
    public static let loadWindow: ClosedRange<Int64> = 3_000...16_000

    // Left and right, as the ratio that both circuits show in the same direction, in thousandths. Source: the same 20,000
    // people: one in a thousand has 1.24, nobody more than 1.32; a half-lifted pad has about 2.

    /// From here up a difference is told.
    public static let asymmetryWarning: Int64 = 1_350
    /// From here up output stops.
    public static let asymmetryPause: Int64 = 1_600

    /// How long an impedance may repeat to the last digit while energy flows.
    ///
    /// Source: project policy: a reading of 200 Hz with any noise at all does not repeat 400 times.
    public static let impedanceFrozen = Duration.seconds(2)

    // The return electrode. Source: the practice of contact quality monitors (IEC 60601-2-2): a window of 5 to 135 Ω and an
    // alarm at a rise of 40 %.

    /// What each half may be.
    public static let returnWindow = Impedance.ohms(5)...Impedance.ohms(135)
    /// How many thousandths of its value at the arming a half may be.
    public static let returnRise: Int64 = 1_400
    /// How many thousandths of the other a half may be; project policy, as a half that begins half off has 2,000.
    public static let returnAsymmetry: Int64 = 1_500
    /// The rise of the RF impedance within a second, in all zones at once, that only the return electrode can make.
    ///
    /// Source: project policy. A half that comes off adds 8 to 60 %, by how much of the whole it was; contractions that
    /// begin together add 10 %.
    public static let returnStep: Int32 = 1_120
    /// How old the newest measurement of the halves may be, which come ten times a second; project policy.
    public static let returnAge = Duration.seconds(1)

    // Density on what touches. Source: `densityMicroampsPerSquareCentimetre` and `powerDensity`, on the area that is left;
    // the trip is where IEC 60601-2-10 asks for the operator's attention.

    /// The effective current density, in µA/cm² of contact, at which output stops and latches.
    public static let densityTrip: Int64 = 2_000
    /// The RF density, in mW/cm² of what the RF circuit alone shows of a pad, at which output stops.
    ///
    /// Source: a one-dimensional model in which 0.20 W/cm², held without feedback, burns. It also bounds what a loss of
    /// contact that is not told yet may come to: 150 mW/cm² on 0.85 of a pad are 176.
    public static let burningDensity: Int64 = 200
}
