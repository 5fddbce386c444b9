import Units

/// The table that a dermatologist reads: what each number starts from, and what moves it.
///
/// Sources: `computed` are results of a layered one-dimensional model, `published` are numbers of papers or makers, and
/// everything else, also how much one grade moves a number, is project policy: it errs towards less.
extension ProposalRange {
    /// The range of `field` in `zone`, or nil for what is no number or follows from others.
    public static func range(of field: PlanField, in zone: Zone) -> ProposalRange? {
        switch field {
        case .duration:
            ProposalRange(
                Duration.self, .duration, .seconds(1200), .seconds(600) ... .seconds(1200), grid: TimeGrid.segment)
        case .target: ProposalRange(Temperature.self, .target, .celsius(41), .celsius(38) ... .milliCelsius(41_500))
        case .warmUpTarget: ProposalRange(Temperature.self, .warmUpTarget, .celsius(40), .celsius(38) ... .celsius(40))
        case .warmUpDuration:
            ProposalRange(
                Duration.self, .warmUpDuration, .seconds(120), .seconds(120) ... .seconds(300), grid: TimeGrid.segment)
        case .rampLimit:
            ProposalRange(
                TemperatureRate.self, .rampLimit, .milliCelsiusPerMinute(3500),
                .milliCelsiusPerMinute(1500) ... .milliCelsiusPerMinute(3500))
        case .density:
            ProposalRange(
                PowerDensity.self, .density, .milliwattsPerSquareCentimetre(140),
                .milliwattsPerSquareCentimetre(80) ... .milliwattsPerSquareCentimetre(150))
        case .current: current(in: zone)
        case .rate: ProposalRange(Frequency.self, .rate, .hertz(50), .hertz(30) ... .hertz(60))
        case .width:
            ProposalRange(PulseWidth.self, .width, .microseconds(200), .microseconds(150) ... .microseconds(300))
        case .on:
            ProposalRange(Duration.self, .on, .seconds(2), .milliseconds(1500) ... .seconds(3), grid: TimeGrid.segment)
        case .off: ProposalRange(Duration.self, .off, .seconds(4), .seconds(4) ... .seconds(10), grid: TimeGrid.segment)
        case .rampUp, .rampDown:
            ProposalRange(
                Duration.self, field, .milliseconds(500), .milliseconds(500) ... .milliseconds(700),
                grid: TimeGrid.segment)
        case .name, .patient, .zones, .zone, .tissue, .skin, .fat, .heating, .stimulation, .intensity, .from, .until:
            nil
        }
    }

    /// Thin muscle over bone, and the neck's front, get less; published are up to 35 mA on the face.
    private static func current(in zone: Zone) -> ProposalRange {
        switch zone {
        case .forehead, .submentum:
            ProposalRange(Current.self, .current, .milliamps(16), .milliamps(6) ... .milliamps(24))
        case .leftCheek, .rightCheek:
            ProposalRange(Current.self, .current, .milliamps(20), .milliamps(6) ... .milliamps(30))
        }
    }
}

extension ProposalRule {
    /// One millimetre.
    private static let millimetre: Int64 = 1000

    /// Every row.
    public static let all = heat + power + current + pulses + rhythm

    /// What the cheek of the weaker side gets more, and the other less, in ‰ of its current for one step of difference.
    ///
    /// Policy. The response of a muscle is taken as current × (10 + strength), with a strength of 0 … 9: then 2.5 % for each
    /// step, and never more than 10 %, makes the difference of the responses smaller and never turns it round, as a test
    /// shows for every pair of strengths.
    public static let balancePerStep: Int64 = 25
    /// The most of it, in ‰.
    public static let mostBalance: Int64 = 100

    private static let heat: [ProposalRule] = [
        ProposalRule(
            Temperature.self, .target, .fat, .milliCelsius(-150), each: millimetre,
            within: .milliCelsius(-800) ... .zero,
            "fat hides a layer hotter than the sensor: 18 min at 41 °C are 20 CEM43 in 4 mm and 55 in 8 mm (computed)"),
        ProposalRule(
            Temperature.self, .target, .skin, .celsius(1), each: millimetre, within: .milliCelsius(-300) ... .zero,
            "thin skin spreads heat less"),
        ProposalRule(
            Temperature.self, .target, .laxity, .milliCelsius(150), within: .zero ... .milliCelsius(450),
            "published: the dermis at 40 °C, then up to 42.5"),
        ProposalRule(
            Temperature.self, .target, .volumeLoss, .milliCelsius(-150), within: .milliCelsius(-450) ... .zero,
            "heat may take from fat that is already missing"),
        ProposalRule(
            Temperature.self, .target, .sensitivity, .milliCelsius(-500), within: .celsius(-1) ... .zero,
            "comfortable heat, never pain"),
        ProposalRule(
            Temperature.self, .target, .discomfort, .milliCelsius(-400), within: .milliCelsius(-800) ... .zero,
            "less than last time"),
        ProposalRule(
            Temperature.self, .target, .redness, .milliCelsius(-400), within: .milliCelsius(-800) ... .zero,
            "less than last time"),
        ProposalRule(
            Temperature.self, .warmUpTarget, .sensitivity, .milliCelsius(-300), within: .milliCelsius(-600) ... .zero,
            "comfortable heat, never pain"),
        ProposalRule(
            Duration.self, .warmUpDuration, .sensitivity, .seconds(30), within: .zero ... .seconds(60),
            "time to say stop"),
        ProposalRule(
            Duration.self, .warmUpDuration, .skin, .seconds(-100), each: millimetre, within: .zero ... .seconds(30),
            "thin skin warms sooner"),
        ProposalRule(
            Duration.self, .warmUpDuration, .depth, .seconds(5), each: millimetre, within: .zero ... .seconds(30),
            "what lies deep follows later"),
        ProposalRule(
            Duration.self, .warmUpDuration, .redness, .seconds(30), within: .zero ... .seconds(60),
            "slower than last time"),
    ]

    private static let power: [ProposalRule] = [
        ProposalRule(
            TemperatureRate.self, .rampLimit, .sensitivity, .milliCelsiusPerMinute(-500),
            within: .milliCelsiusPerMinute(-1000) ... .zero,
            "time to say stop"),
        ProposalRule(
            TemperatureRate.self, .rampLimit, .skin, .milliCelsiusPerMinute(2000), each: millimetre,
            within: .milliCelsiusPerMinute(-600) ... .zero, "thin skin warms sooner"),
        ProposalRule(
            TemperatureRate.self, .rampLimit, .depth, .milliCelsiusPerMinute(-100), each: millimetre,
            within: .milliCelsiusPerMinute(-500) ... .zero, "what lies deep follows later"),
        ProposalRule(
            TemperatureRate.self, .rampLimit, .discomfort, .milliCelsiusPerMinute(-300),
            within: .milliCelsiusPerMinute(-600) ... .zero,
            "slower than last time"),
        ProposalRule(
            PowerDensity.self, .density, .fat, .milliwattsPerSquareCentimetre(-6), each: millimetre,
            within: .milliwattsPerSquareCentimetre(-40) ... .zero,
            "most of the power of a large pad is turned to heat in fat (computed: 88 % of 4 mm)"),
        ProposalRule(
            PowerDensity.self, .density, .skin, .milliwattsPerSquareCentimetre(60), each: millimetre,
            within: .milliwattsPerSquareCentimetre(-20) ... .zero,
            "1 W/cm² warms 1 mm of skin by 2.66 °C/s, 2 mm by 1.33 (computed)"),
        ProposalRule(
            PowerDensity.self, .density, .laxity, .milliwattsPerSquareCentimetre(3),
            within: .zero ... .milliwattsPerSquareCentimetre(9),
            "for the higher set-point"),
        ProposalRule(
            PowerDensity.self, .density, .sensitivity, .milliwattsPerSquareCentimetre(-10),
            within: .milliwattsPerSquareCentimetre(-20) ... .zero, "time to say stop"),
        ProposalRule(
            PowerDensity.self, .density, .discomfort, .milliwattsPerSquareCentimetre(-5),
            within: .milliwattsPerSquareCentimetre(-10) ... .zero, "less than last time"),
        ProposalRule(
            PowerDensity.self, .density, .redness, .milliwattsPerSquareCentimetre(-10),
            within: .milliwattsPerSquareCentimetre(-20) ... .zero, "less than last time"),
    ]

    private static let current: [ProposalRule] =
        [
            ProposalRule(
                Current.self, .current, .depth, .microamps(500), each: millimetre,
                within: .milliamps(-1) ... .milliamps(3),
                "current spreads on its way to the nerve"),
            ProposalRule(
                Current.self, .current, .highTone, .microamps(-600), within: .microamps(-2400) ... .zero,
                "a tense muscle needs less"),
            ProposalRule(
                Current.self, .current, .activity, .microamps(-300), within: .microamps(-1200) ... .microamps(600),
                "an active muscle needs less"),
            ProposalRule(
                Current.self, .current, .unevenness, .microamps(-400), within: .milliamps(-2) ... .zero,
                "one current for both sides: the stronger side bounds it"),
            ProposalRule(
                Current.self, .current, .laxity, .microamps(400), within: .zero ... .microamps(1200),
                "lifting muscles are to be trained"),
            ProposalRule(
                Current.self, .current, .sensitivity, .milliamps(-2), within: .milliamps(-4) ... .zero,
                "strong, never painful"),
            ProposalRule(
                Current.self, .current, .discomfort, .milliamps(-2), within: .milliamps(-4) ... .zero,
                "less than last time"),
        ]
        + HabitualExpression.allCases.compactMap { expression in
            habit(expression).map {
                ProposalRule(
                    Current.self, .current, .expression(expression), $0, within: $0 ... .zero,
                    "muscles that work by habit are not to be trained (published: frown and chewing muscles are avoided)"
                )
            }
        }

    /// What an expression takes from the current of its zones; those of one corner of the mouth count in the balance.
    private static func habit(_ expression: HabitualExpression) -> Current? {
        switch expression {
        case .frowning, .jawClenching, .chinTightening: .milliamps(-2)
        case .browRaising: .microamps(-1500)
        case .squinting, .lipPressing: .milliamps(-1)
        case .mouthCornersDown: .microamps(-500)
        case .smileStrongerLeft, .smileStrongerRight: nil
        }
    }

    private static let pulses: [ProposalRule] = [
        ProposalRule(
            Frequency.self, .rate, .lowTone, .hertz(-2), within: .hertz(-8) ... .zero,
            "a weak muscle tires sooner; 30 Hz already give 85 % of the force (computed)"),
        ProposalRule(
            Frequency.self, .rate, .highTone, .hertz(-2), within: .hertz(-8) ... .zero,
            "a tense muscle is not to be held tense"),
        ProposalRule(
            Frequency.self, .rate, .laxity, .hertz(2), within: .zero ... .hertz(6),
            "50 Hz give 93 % of the force, 70 Hz 97 % (computed)"),
        ProposalRule(
            Frequency.self, .rate, .sensitivity, .hertz(-3), within: .hertz(-6) ... .zero, "strong, never painful"),
        ProposalRule(
            Frequency.self, .rate, .discomfort, .hertz(-2), within: .hertz(-4) ... .zero, "less than last time"),
        ProposalRule(
            PulseWidth.self, .width, .depth, .microseconds(15), each: millimetre, within: .zero ... .microseconds(60),
            "wider pulses reach a nerve with less current (chronaxie 200 to 500 µs)"),
        ProposalRule(
            PulseWidth.self, .width, .lowTone, .microseconds(10), within: .zero ... .microseconds(40),
            "wider pulses reach a nerve with less current (chronaxie 200 to 500 µs)"),
        ProposalRule(
            PulseWidth.self, .width, .sensitivity, .microseconds(-25), within: .microseconds(-50) ... .zero,
            "narrow pulses are felt less (published: 100 µs on the face)"),
    ]

    private static let rhythm: [ProposalRule] =
        [
            ProposalRule(
                Duration.self, .on, .lowTone, .milliseconds(-100), within: .milliseconds(-400) ... .zero,
                "a weak muscle tires sooner"),
            ProposalRule(
                Duration.self, .on, .laxity, .milliseconds(200), within: .zero ... .milliseconds(600),
                "published: 2.5 s on, 3 s off"),
            ProposalRule(
                Duration.self, .on, .sensitivity, .milliseconds(-100), within: .milliseconds(-200) ... .zero,
                "strong, never painful"),
            ProposalRule(
                Duration.self, .on, .discomfort, .milliseconds(-200), within: .milliseconds(-400) ... .zero,
                "less than last time"),
            ProposalRule(
                Duration.self, .off, .lowTone, .milliseconds(500), within: .zero ... .seconds(2),
                "a weak muscle rests longer"),
            ProposalRule(
                Duration.self, .off, .highTone, .milliseconds(500), within: .zero ... .seconds(2),
                "a tense muscle is to let go"),
            ProposalRule(
                Duration.self, .off, .sensitivity, .milliseconds(500), within: .zero ... .seconds(1), "time to say stop"
            ),
            ProposalRule(
                Duration.self, .off, .discomfort, .seconds(1), within: .zero ... .seconds(2), "more rest than last time"
            ),
            ProposalRule(
                Duration.self, .rampUp, .sensitivity, .milliseconds(100), within: .zero ... .milliseconds(200),
                "a fast rise startles"),
            ProposalRule(
                Duration.self, .rampDown, .sensitivity, .milliseconds(100), within: .zero ... .milliseconds(200),
                "a fast fall startles"),
            ProposalRule(
                Duration.self, .duration, .sensitivity, .seconds(-60), within: .seconds(-120) ... .zero,
                "comfortable to the end"),
            ProposalRule(
                Duration.self, .duration, .discomfort, .seconds(-120), within: .seconds(-240) ... .zero,
                "shorter than last time"),
            ProposalRule(
                Duration.self, .duration, .redness, .seconds(-180), within: .seconds(-360) ... .zero,
                "shorter than last time"),
        ]
        + HabitualExpression.allCases.filter { habit($0) != nil }.map {
            ProposalRule(
                Duration.self, .off, .expression($0), .milliseconds(500), within: .zero ... .milliseconds(500),
                "muscles that work by habit rest longer")
        }
}
