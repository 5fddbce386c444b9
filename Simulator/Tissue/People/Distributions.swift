/// How people differ, number by number: the one table that people are drawn from.
///
/// *Policy* marks a choice of this project without a source: wide enough that treatments meet unlike people, and narrow
/// enough that each of them could exist. *Textbook* marks common knowledge without a paper behind it. The ends are policy
/// everywhere but where a row says otherwise.
public enum Distributions {
    /// How `trait` is distributed at `site` in people of `sex`, in the unit of the patient's field; the tolerance as a
    /// multiple of the motor threshold at 200 µs.
    public static func of(_ trait: PatientTrait, at site: FaceSite, in sex: Sex) -> Distribution {
        switch trait {
        case .skin: skin(site, sex)
        case .fat: fat(site, sex)
        case .muscle: muscle(site, sex)
        // 5 mm under the forehead: the project's geometry. Spread: policy. Elsewhere there is none, whatever is drawn.
        case .bone: .normal(5, 0.8, 3...8)
        // Ends: the tables' range for skin, 49 to 175 around 106.4 ml/min/kg (IT'IS V3.0). Spread: policy.
        case .perfusion: .logNormal(1, 0.22, 0.46...1.64)
        // 15 to 85 % of the greatest flow on the forehead, 17 to 92 % on the cheek (42 °C for 45 min, 22 people; the
        // figures behind `LayerAnatomy.hyperaemia`). Spread, and the submentum like the cheek: policy.
        case .hyperaemia: .normal(site == .forehead ? 5.7 : 5.4, 0.8, 3...8)
        // The first peak comes within minutes (the same study). Spread: policy.
        case .hyperaemiaTime: .logNormal(90, 0.3, 40...240)
        case .contact: .normal(0.97, 0.025, 0.88...1)  // Policy.
        case .gel: .logNormal(4, 0.25, 1.5...12)  // Policy.
        case .drying: .logNormal(0.01, 0.5, 0.002...0.05)  // Policy.
        // Ends: contractions move what is measured by 2 to 10 %, the project's range. Middle and spread: policy.
        case .contractionShare: .normal(0.05, 0.02, 0.02...0.10)
        // Ends: working values of hydrogel electrodes, 100 to 300 Ω in series. Textbook. Spread: policy.
        case .series: .logNormal(200, 0.2, 100...300)
        // 1 to 20 kΩ at low current: textbook. Middle and spread: policy.
        case .interface: .logNormal(10_000, 0.35, 3000...20_000)
        // Below 1 kΩ at tens of mA: textbook, and 2 mA keeps it for the greatest interface too. Spread: policy.
        case .halvingCurrent: .logNormal(2, 0.3, 0.8...5)
        // Ends: 0.02 to 0.06 µF/cm², textbook. Spread: policy.
        case .capacitance: .normal(0.04, 0.008, 0.02...0.06)
        // Ends: 2 to 8 mA on the face, textbook. Middles (the average patient's) and spread: policy.
        case .rheobase: .logNormal(MuscleTraits(site: site).rheobaseMilliamps, 0.22, 2...8)
        // Ends: 200 to 500 µs in innervated muscle, textbook. Spread: policy.
        case .chronaxie: .logNormal(300, 0.18, 200...500)
        case .fullRecruitment: .normal(2.5, 0.3, 1.6...3.6)  // Policy.
        case .strength: .logNormal(sex == .female ? 0.93 : 1.07, 0.18, 0.5...1.8)  // Men stronger: textbook. Policy.
        // 1 is the thigh's muscle and an upper bound for the face (Ding 2003's constants). The rest: policy.
        case .fatigability: .normal(0.5, 0.15, 0.1...1)
        // Above the motor threshold at every width (Volk 2020). How far, and men a little further: policy.
        case .tolerance: .logNormal(sex == .female ? 2.7 : 2.95, 0.18, 1.5...5)
        case .arterial: .normal(37, 0.25, 36.2...37.8)  // Textbook.
        case .room: .normal(24, 1.5, 20...28)  // Policy.
        }
    }

    /// Epidermis and dermis.
    ///
    /// Middles: both together by ultrasound, men and women: forehead 0.22 + 1.17 and 0.20 + 0.86 mm, zygoma
    /// 0.19 + 1.14 and 0.20 + 0.87, submandibular dermis 1.02 and 0.91 (PMC9205051, table 2, 118 people), to which the
    /// zygoma's epidermis is added here. Spread: policy.
    private static func skin(_ site: FaceSite, _ sex: Sex) -> Distribution {
        let median =
            switch site {
            case .forehead: sex == .female ? 1.06 : 1.39
            case .leftCheek, .rightCheek: sex == .female ? 1.07 : 1.33
            case .submentum: sex == .female ? 1.11 : 1.21
            }
        return .logNormal(median, 0.13, 0.7...2.1)
    }

    /// Fat.
    ///
    /// Forehead about 1 to 2 mm, cheek 3 to 6, submentum 5 to 8, and more in women: textbook. How much more, the spread,
    /// and ends for thin and heavy people: policy.
    private static func fat(_ site: FaceSite, _ sex: Sex) -> Distribution {
        switch site {
        case .forehead: .logNormal(sex == .female ? 1.6 : 1.4, 0.22, 0.6...3.5)
        case .leftCheek, .rightCheek: .logNormal(sex == .female ? 4.4 : 3.6, 0.25, 1.5...10)
        case .submentum: .logNormal(sex == .female ? 6.4 : 5.6, 0.28, 2...15)
        }
    }

    /// Muscle.
    ///
    /// Frontalis about 1 to 2 mm, and more in men: textbook. Elsewhere several thin muscles count as one layer (one of the
    /// cheek's, zygomaticus major, has 2.06 mm): middles, spread and the difference of the sexes are policy.
    private static func muscle(_ site: FaceSite, _ sex: Sex) -> Distribution {
        switch site {
        case .forehead: .logNormal(sex == .female ? 1.4 : 1.6, 0.18, 0.8...3)
        case .leftCheek, .rightCheek: .logNormal(sex == .female ? 3.8 : 4.2, 0.2, 2...8)
        case .submentum: .logNormal(sex == .female ? 4.7 : 5.3, 0.2, 2.5...10)
        }
    }

    /// How much of a trait's variance the whole face, and beyond that both sides of it, have in common; all policy.
    ///
    /// Two cheeks then correlate by the sum of both, cheek and forehead by the first.
    public static func sharing(of trait: PatientTrait) -> Sharing {
        switch trait {
        case .skin, .fat: Sharing(face: 0.5, sides: 0.4)
        case .muscle: Sharing(face: 0.4, sides: 0.4)
        case .bone: Sharing(face: 0.5, sides: 0.4)
        case .perfusion, .hyperaemia, .hyperaemiaTime: Sharing(face: 0.6, sides: 0.25)
        // How a pad was put on says little about the next one.
        case .contact, .gel, .drying: Sharing(face: 0.2, sides: 0)
        case .contractionShare: Sharing(face: 0.3, sides: 0.3)
        case .series, .interface, .halvingCurrent, .capacitance: Sharing(face: 0.6, sides: 0.2)
        case .rheobase, .chronaxie: Sharing(face: 0.4, sides: 0.3)
        case .fullRecruitment, .fatigability: Sharing(face: 0.4, sides: 0.3)
        case .strength: Sharing(face: 0.4, sides: 0.35)
        case .tolerance: Sharing(face: 0.7, sides: 0.15)
        case .arterial, .room: Sharing(face: 0, sides: 0)  // Drawn once for the person.
        }
    }

    /// Shares of a variance; what they leave of 1 is each zone's own.
    public struct Sharing: Equatable, Sendable {
        /// What every zone of one face has in common.
        public let face: Double
        /// What the left and the right side have in common beyond that.
        public let sides: Double
    }
}
