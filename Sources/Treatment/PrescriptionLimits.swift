public import Units

/// The range that one value of a plan must lie in.
public struct Limit<Value: PlanQuantity>: Sendable {
    /// The value's place in a plan.
    public let field: PlanField
    /// The least and the greatest value allowed.
    public let range: ClosedRange<Value>
    /// The grid that the value must lie on, or nil when every value of the type may be used.
    public let step: Value?
    /// Why the range is as it is, in one clause for messages.
    public let reason: String

    init(_ field: PlanField, _ range: ClosedRange<Value>, step: Value? = nil, because reason: String) {
        self.field = field
        self.range = range
        self.step = step
        self.reason = reason
    }

    /// What is wrong with `value` in `zone`, or nil when nothing is.
    public func finding(_ value: Value, in zone: Zone? = nil) -> TreatmentError? {
        guard range.contains(value) else {
            return .outOfRange(
                field, zone, value: value.amount, from: range.lowerBound.amount, to: range.upperBound.amount,
                reason: reason
            )
        }
        if let step, value.rawValue % step.rawValue != 0 {
            return .notOnGrid(field, zone, value: value.amount, step: step.amount)
        }
        return nil
    }
}

/// Every range that the values of a plan must lie in.
///
/// These bound what may be *prescribed*. They are not the limits that stop a treatment: those live in `Safety` and are
/// checked against what the device measures. Sources: "IEC" is IEC 60601-2-10 for nerve and muscle stimulators;
/// "policy" marks a choice of this project that no standard or paper stands behind.
public enum PrescriptionLimits {
    /// Measured thickness of epidermis and dermis.
    ///
    /// As an assessment may say it: `TissueLayer.measurable`.
    public static let skin = Limit<Length>(
        .skin, TissueLayer.skin.measurable, because: "facial skin is 0.8 to 2 mm thick, and scars are thicker")

    /// Measured thickness of the fat below the skin.
    ///
    /// As an assessment may say it: `TissueLayer.measurable`.
    public static let fat = Limit<Length>(
        .fat, TissueLayer.fat.measurable, because: "the face has 1 to 8 mm, heavy people more")

    /// Set-point of the skin.
    ///
    /// Policy: 38 °C is the least that a session is worth, 41.5 °C leaves 0.5 °C to the foldback at 42.0 °C; at a
    /// surface of 41.5 °C the hottest layer of the reference applicator is at 42.0 °C.
    public static let target = Limit<Temperature>(
        .target, .milliCelsius(38_000) ... .milliCelsius(41_500),
        because: "the skin is held at least 0.5 °C below the foldback at 42 °C"
    )

    /// Temperature at the end of the warm-up.
    ///
    /// Policy: above the reference's start of 34.0 °C, at most the set-point.
    public static let warmUpTarget = Limit<Temperature>(
        .warmUpTarget, .milliCelsius(35_000) ... .milliCelsius(41_500),
        because: "the warm-up starts from 34 °C and ends at the target or below it"
    )

    /// Length of the warm-up.
    ///
    /// Policy; the published profile of comparable devices is 2 min to 40 °C.
    public static let warmUpDuration = Limit<Duration>(
        .warmUpDuration, .seconds(10) ... .seconds(600), step: TimeGrid.segment,
        because: "comparable devices warm up in 2 min"
    )

    /// Steepest rise of the reference.
    ///
    /// Policy: 3.5 °C/min still reaches 40 °C from 34 °C within 2 min, and leaves a frozen sensor's detection its time.
    public static let rampLimit = Limit<TemperatureRate>(
        .rampLimit, .milliCelsiusPerMinute(500) ... .milliCelsiusPerMinute(3500),
        because: "a steeper rise outruns the detection of a lying sensor"
    )

    /// Greatest RF power per skin area.
    ///
    /// 0.10 W/cm² holds 42 °C in a one-dimensional model at full blood flow and 0.15 is enough to warm up, while 0.20
    /// W/cm² without feedback would settle at 48 °C (computed). Policy.
    public static let density = Limit<PowerDensity>(
        .density, .milliwattsPerSquareCentimetre(20) ... .milliwattsPerSquareCentimetre(150),
        because: "150 mW/cm² is enough to warm up, and 200 without control would burn"
    )

    /// Length of a treatment.
    ///
    /// Comparable treatments take 20 min; the thermal dose budget is made for at most 30.
    public static let duration = Limit<Duration>(
        .duration, .seconds(10) ... .seconds(1800), step: TimeGrid.segment,
        because: "the thermal dose budget is made for at most 30 min"
    )

    /// Pulse amplitude.
    ///
    /// Policy: far below the 300 mJ per pulse of IEC (60 mA, 2 × 200 µs into 500 Ω are 0.72 mJ); facial studies use up
    /// to 35 mA. Below 1 mA nothing is felt, and 2 % of it could not be told from zero.
    public static let current = Limit<Current>(
        .current, .milliamps(1) ... .milliamps(60),
        because: "facial studies use up to 35 mA"
    )

    /// Pulse amplitude under the chin.
    ///
    /// Policy: near the carotid sinus and the larynx, both named in IEC's warnings.
    public static let submentumCurrent = Limit<Current>(
        .current, .milliamps(1) ... .milliamps(40),
        because: "the submentum is close to the carotid sinus"
    )

    /// Intensity, as a share of the range that a titration finds.
    ///
    /// 0 is the motor threshold, 100 % the comfortable maximum; the current stays the cap, whatever was found.
    public static let intensity = Limit<PerMille>(
        .intensity, PerMille(rawValue: 0) ... .whole,
        because: "100 % is the comfortable maximum"
    )

    /// Pulse rate.
    ///
    /// Practice on the face is 50–120 Hz; mean force is 97 % of its maximum at 70 Hz and ripples below 20.
    public static let rate = Limit<Frequency>(
        .rate, .hertz(1) ... .hertz(120),
        because: "above 120 Hz only the charge rises, not the force"
    )

    /// Phase width.
    ///
    /// Facial studies use 100–200 µs; chronaxie of innervated muscle is 200–500 µs.
    public static let width = Limit<PulseWidth>(
        .width, .microseconds(50) ... .microseconds(400),
        because: "motor nerves answer to 50–400 µs with the least charge"
    )

    /// Length of a contraction.
    ///
    /// Policy; practice is 2–7 s.
    public static let on = Limit<Duration>(
        .on, .milliseconds(600) ... .seconds(10), step: TimeGrid.segment,
        because: "a contraction must hold both ramps and not tire the muscle"
    )

    /// Rest between contractions.
    ///
    /// Policy; practice is 3–5 s.
    public static let off = Limit<Duration>(
        .off, .milliseconds(500) ... .seconds(60), step: TimeGrid.segment,
        because: "a muscle needs a rest between contractions"
    )

    /// Rise of the amplitude at a contraction's start.
    ///
    /// Policy: a step startles, IEC asks for a smooth rise from zero.
    public static let rampUp = Limit<Duration>(
        .rampUp, .milliseconds(300) ... .seconds(1), step: TimeGrid.segment,
        because: "a faster rise startles"
    )

    /// Fall of the amplitude at a contraction's end.
    ///
    /// Policy, as for the rise.
    public static let rampDown = Limit<Duration>(
        .rampDown, .milliseconds(300) ... .seconds(1), step: TimeGrid.segment,
        because: "a faster fall startles"
    )

    /// Start of the first contraction, counted from the treatment's start.
    public static let from = Limit<Duration>(
        .from, .zero ... .seconds(1800), step: TimeGrid.segment,
        because: "contractions happen within the treatment"
    )

    /// End of the last contraction or of the rest after it, counted from the treatment's start.
    public static let until = Limit<Duration>(
        .until, .milliseconds(600) ... .seconds(1800), step: TimeGrid.segment,
        because: "contractions happen within the treatment"
    )

    /// Greatest charge of one phase of a pulse.
    ///
    /// Policy: charge balance and skin comfort; 60 mA reach it at 200 µs.
    public static let chargePerPhase = Charge.microcoulombs(12)

    /// The greatest number of characters of a plan's name: one line of a terminal and of a report.
    public static let nameLength = 64

    /// The amplitude's range in `zone`.
    public static func current(in zone: Zone) -> Limit<Current> {
        switch zone {
        case .forehead, .leftCheek, .rightCheek: current
        case .submentum: submentumCurrent
        }
    }
}
