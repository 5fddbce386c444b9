import Units

/// Every number of a patient, with its name and what it may be.
///
/// The one list that drawing, checking and reading patients walk, so that none of them forgets a number. The raw value
/// splits the streams of random numbers: it is never changed nor used again, or a seed would stand for another person.
public enum PatientTrait: UInt64, CaseIterable, Sendable {
    /// Epidermis and dermis.
    case skin = 1
    /// Fat below the skin.
    case fat = 2
    /// Muscle below the fat.
    case muscle = 3
    /// Bone below the muscle.
    case bone = 4
    /// Blood flow at rest.
    case perfusion = 5
    /// Blood flow at 42 °C against rest.
    case hyperaemia = 6
    /// Time constant of the blood flow.
    case hyperaemiaTime = 7
    /// Share of the electrodes that touches the skin.
    case contact = 8
    /// Resistance of the wet gel.
    case gel = 9
    /// How fast the gel dries.
    case drying = 10
    /// How much a contraction moves what is measured.
    case contractionShare = 11
    /// Series resistance of the electrodes.
    case series = 12
    /// Resistance of the interface at no current.
    case interface = 13
    /// Current at which the interface has half its resistance.
    case halvingCurrent = 14
    /// Capacitance of the interface.
    case capacitance = 15
    /// Current below which nothing moves.
    case rheobase = 16
    /// Width at which the threshold is twice the rheobase.
    case chronaxie = 17
    /// Multiple of the threshold at which the whole muscle is recruited.
    case fullRecruitment = 18
    /// Greatest force.
    case strength = 19
    /// How fast the muscle tires.
    case fatigability = 20
    /// Current at which the person asks for no more.
    case tolerance = 21
    /// Temperature of arterial blood.
    case arterial = 22
    /// Temperature of the room.
    case room = 23

    /// Where in a patient the number is.
    public enum Place: Sendable {
        /// Once in each zone.
        case zone(any WritableKeyPath<ZoneAnatomy, Double> & Sendable)
        /// Once in the person.
        case person(any WritableKeyPath<Patient, Double> & Sendable)
    }

    /// Where in a patient it is.
    public var place: Place {
        switch self {
        case .skin: .zone(\.layers.skinMillimetres)
        case .fat: .zone(\.layers.fatMillimetres)
        case .muscle: .zone(\.layers.muscleMillimetres)
        case .bone: .zone(\.layers.boneMillimetres)
        case .perfusion: .zone(\.layers.perfusion)
        case .hyperaemia: .zone(\.layers.hyperaemia)
        case .hyperaemiaTime: .zone(\.layers.hyperaemiaSeconds)
        case .contact: .zone(\.contact.fraction)
        case .gel: .zone(\.contact.gelOhms)
        case .drying: .zone(\.contact.dryingPerMinute)
        case .contractionShare: .zone(\.contact.contractionShare)
        case .series: .zone(\.interface.seriesOhms)
        case .interface: .zone(\.interface.interfaceOhms)
        case .halvingCurrent: .zone(\.interface.halvingMilliamps)
        case .capacitance: .zone(\.interface.microfaradsPerSquareCentimetre)
        case .rheobase: .zone(\.muscle.rheobaseMilliamps)
        case .chronaxie: .zone(\.muscle.chronaxieMicroseconds)
        case .fullRecruitment: .zone(\.muscle.fullRecruitment)
        case .strength: .zone(\.muscle.strength)
        case .fatigability: .zone(\.muscle.fatigability)
        case .tolerance: .zone(\.muscle.toleranceMilliamps)
        case .arterial: .person(\.arterialCelsius)
        case .room: .person(\.roomCelsius)
        }
    }

    /// What it may be in any patient, in the unit that the field names.
    ///
    /// Beyond these ends the models mean nothing. The tolerance must also lie above the motor threshold, which depends on
    /// the person: see `Patient.findings`.
    public var allowed: ClosedRange<Double> {
        switch self {
        case .skin: 0.5...4
        case .fat, .muscle: 0.5...20
        case .bone: 0...20
        case .perfusion: 0.2...3
        case .hyperaemia: 1...10
        case .hyperaemiaTime: 10...600
        case .contact: 0.5...1
        case .gel: 0...50
        case .drying: 0...1
        case .contractionShare: 0.02...0.10
        case .series: 50...1000
        case .interface: 1000...50_000
        case .halvingCurrent: 0.2...50
        case .capacitance: 0.005...0.2
        case .rheobase: 1...20
        case .chronaxie: 50...1000
        case .fullRecruitment: 1.2...5
        case .strength: 0.1...2
        case .fatigability: 0...3
        case .tolerance: 1...500
        case .arterial: 35...40
        case .room: 15...35
        }
    }
}
