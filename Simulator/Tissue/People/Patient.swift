public import Units

/// One person's face under the applicator: numbers that do not change during a treatment.
///
/// The defaults are the average person; `init(seed:at:sex:)` draws others. What belongs to the device (areas, sensors, the way the
/// pads spread their heat) is not here but in `Pad`.
public struct Patient: Equatable, Sendable {
    /// What lies under each place of the applicator.
    public var zones: PerZone<ZoneAnatomy>
    /// The temperature of arterial blood, in °C; 35 to 40.
    public var arterialCelsius = 37.0
    /// The room's air, in °C; 15 to 35.
    public var roomCelsius = 24.0

    /// A person of these zones.
    public init(zones: PerZone<ZoneAnatomy>) { self.zones = zones }

    /// The average person under an applicator whose zones lie at `sites`.
    public init(averageAt sites: PerZone<FaceSite>) {
        zones = PerZone(repeating: ZoneAnatomy(site: .leftCheek))
        for zone in ZoneSet.all { zones[zone] = ZoneAnatomy(site: sites[zone]) }
    }
}

/// Where on the face a zone lies.
public enum FaceSite: String, CaseIterable, Equatable, Sendable {
    /// Thin tissue over bone.
    case forehead
    /// The patient's left.
    case leftCheek
    /// The patient's right.
    case rightCheek
    /// Under the chin, with the most fat.
    case submentum
}

/// What lies under one zone.
public struct ZoneAnatomy: Equatable, Sendable {
    /// Where on the face it is.
    public var site: FaceSite
    /// The layers' thickness and blood.
    public var layers: LayerAnatomy
    /// How the electrodes lie on the skin.
    public var contact = ContactQuality()
    /// What a stimulation pulse meets.
    public var interface = ElectrodeInterface()
    /// The muscle below.
    public var muscle: MuscleTraits

    /// The average person's zone at `site`.
    public init(site: FaceSite) {
        self.site = site
        layers = LayerAnatomy(site: site)
        muscle = MuscleTraits(site: site)
    }
}

/// The layers under one zone, from the surface down.
///
/// Sources: skin from ultrasound of 118 people (PMC9205051, epidermis and dermis together); fat and muscle are textbook
/// figures without a paper behind them.
public struct LayerAnatomy: Equatable, Sendable {
    /// Epidermis and dermis, in mm; 0.5 to 4.
    public var skinMillimetres: Double
    /// Fat below the skin, in mm; 0.5 to 20.
    public var fatMillimetres: Double
    /// Muscle below the fat, in mm; 0.5 to 20.
    public var muscleMillimetres: Double
    /// Bone below the muscle, in mm; 0 for none, up to 20.
    ///
    /// What lies below the last layer has the blood's temperature.
    public var boneMillimetres: Double
    /// The blood flow at rest, as a multiple of the tissue tables'; 0.2 to 3.
    public var perfusion = 1.0
    /// How many times its flow at rest the skin's blood reaches at 42 °C; 1 to 10.
    ///
    /// Source: 5.4 to 5.7 on forehead and cheek (42 °C for 45 min, 22 people).
    public var hyperaemia = 5.5
    /// How fast the flow follows the temperature: a time constant in s; 10 to 600.
    ///
    /// Source: its first peak comes within minutes.
    public var hyperaemiaSeconds = 90.0

    /// The average person's layers at `site`.
    public init(site: FaceSite) {
        switch site {
        case .forehead: (skinMillimetres, fatMillimetres, muscleMillimetres, boneMillimetres) = (1.25, 1.5, 1.5, 5)
        case .leftCheek, .rightCheek:
            (skinMillimetres, fatMillimetres, muscleMillimetres, boneMillimetres) = (1.2, 4, 4, 0)
        case .submentum: (skinMillimetres, fatMillimetres, muscleMillimetres, boneMillimetres) = (1.15, 6, 5, 0)
        }
    }
}

/// How the electrodes of one zone lie on the skin.
public struct ContactQuality: Equatable, Sendable {
    /// How much of the electrodes touches the skin at the beginning, 0.5 to 1.
    public var fraction = 1.0
    /// The gel's resistance to RF on 20 cm² when it is wet, in Ω; 0 to 50.
    public var gelOhms = 4.0
    /// How much of the wet gel's resistance is added in each minute of drying; 0 to 1.
    public var dryingPerMinute = 0.01
    /// How much a full contraction moves impedance, load and what a sensor loses to the pad; 0.02 to 0.10 of each.
    public var contractionShare = 0.05

    /// The average contact.
    public init() {}
}

/// What a stimulation pulse meets in a pair of electrodes: a series resistance, and an interface whose resistance breaks
/// down with current, beside its capacitance.
///
/// Source: working values for hydrogel electrodes of 5 to 20 cm², without a paper behind them: 100 to 300 Ω in series, 1 to
/// 20 kΩ at low current and below 1 kΩ at tens of mA, 0.02 to 0.06 µF/cm².
public struct ElectrodeInterface: Equatable, Sendable {
    /// The series resistance of the pair on 10 cm², in Ω; 50 to 1000.
    public var seriesOhms = 200.0
    /// The interface's resistance on 10 cm² at no current, in Ω; 1000 to 50,000.
    public var interfaceOhms = 10_000.0
    /// The current on 10 cm² at which that has fallen to one half, in mA; 0.2 to 50.
    public var halvingMilliamps = 2.0
    /// The interface's capacitance, in µF/cm²; 0.005 to 0.2.
    public var microfaradsPerSquareCentimetre = 0.04

    /// The average interface.
    public init() {}
}

/// A muscle and its nerve under one zone.
public struct MuscleTraits: Equatable, Sendable {
    /// The current below which even an endless pulse moves nothing, in mA; 1 to 20.
    ///
    /// Source: 2 to 8 mA on the face, a textbook figure.
    public var rheobaseMilliamps: Double
    /// The width at which the threshold is twice the rheobase, in µs; 50 to 1000.
    ///
    /// Source: 200 to 500 µs for innervated muscle, a textbook figure.
    public var chronaxieMicroseconds = 300.0
    /// How far above the threshold, as a multiple of it, nearly all of the muscle is recruited; 1.2 to 5.
    public var fullRecruitment = 2.5
    /// The greatest force, as a share of the average muscle's; 0.1 to 2.
    public var strength = 1.0
    /// How fast it tires, as a multiple of the model's; 0 to 3.
    public var fatigability = 0.5
    /// The current at 200 µs at which the person asks for no more, in mA; above the motor threshold.
    ///
    /// Source: tolerance lies above the motor threshold for every width up to 10 ms (Volk 2020).
    public var toleranceMilliamps: Double

    /// The average person's muscle at `site`.
    public init(site: FaceSite) {
        switch site {
        case .forehead: (rheobaseMilliamps, toleranceMilliamps) = (3.5, 26)
        case .leftCheek, .rightCheek: (rheobaseMilliamps, toleranceMilliamps) = (4.5, 32)
        case .submentum: (rheobaseMilliamps, toleranceMilliamps) = (5, 34)
        }
    }
}
