public import Units

/// What pads and circuits of one zone show beside open and short.
public struct CircuitEvidence: Equatable, Sendable, BitwiseCopyable {
    /// The share of the pad that still touches, in thousandths of what did at the arming.
    ///
    /// What both circuits have lost together, corrected for warming and, during a contraction, for what that may add.
    public var contacted: Int32 = 1000
    /// Whether that loss took so long that it is drying, and not a lift.
    public var lossIsSlow = false
    /// The same share by the RF impedance alone, when the muscle was last at rest.
    public var radioShare: Int32 = 1000
    /// The same as it is now, contraction or not.
    public var radioNow: Int32 = 1000
    /// The same share by the contact measurement alone, when the muscle was last at rest.
    public var loadShare: Int32 = 1000
    /// The same at the last contact measurement, contraction or not.
    public var loadNow: Int32 = 1000
    /// The RF impedance against its least value of the last second, in thousandths.
    public var radioRise: Int32 = 1000
    /// The RF impedance against its greatest value of the last second, in thousandths.
    public var radioFall: Int32 = 1000
    /// The contact measurement against its least value of the last second, in thousandths.
    public var loadRise: Int32 = 1000
    /// The contact measurement against its greatest value of the last second, in thousandths.
    public var loadFall: Int32 = 1000
    /// The RF impedance of one cm² of pad at 37 °C, in Ω; nil before it is known.
    public var specificRadio: Int64?
    /// The contact measurement of one cm² of pad, in Ω; nil before it is known.
    public var specificLoad: Int64?
    /// For how long the RF impedance has been the same to the last digit.
    public var radioFrozen = Duration.zero
    /// For how long the contact measurement has.
    public var loadFrozen = Duration.zero
    /// The effective current of the last second, as measured, on each cm² of 0.7 of the electrode that touches, in µA.
    public var currentDensity: Int64 = 0
    /// The RF power as measured on each cm² that touches, in mW.
    public var powerDensity: Int64 = 0
    /// The same on what the RF circuit alone shows of the pad; 0 where that is whole.
    public var radioDensity: Int64 = 0

    /// Nothing is known, and nothing is wrong.
    public init() {}
}
