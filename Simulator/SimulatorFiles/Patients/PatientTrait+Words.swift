import Tissue

extension PatientTrait {
    /// The numbers that a person has once.
    static var ofPerson: [PatientTrait] {
        allCases.filter {
            if case .person = $0.place { true } else { false }
        }
    }

    /// The numbers that each zone has.
    static var ofZone: [PatientTrait] {
        allCases.filter {
            if case .zone = $0.place { true } else { false }
        }
    }

    /// The key in a patient file.
    var key: String {
        switch self {
        case .skin: "skin"
        case .fat: "fat"
        case .muscle: "muscle"
        case .bone: "bone"
        case .perfusion: "perfusion"
        case .hyperaemia: "hyperaemia"
        case .hyperaemiaTime: "hyperaemiaTime"
        case .contact: "contact"
        case .gel: "gel"
        case .drying: "drying"
        case .contractionShare: "contractionShare"
        case .series: "series"
        case .interface: "interface"
        case .halvingCurrent: "halvingCurrent"
        case .capacitance: "capacitance"
        case .rheobase: "rheobase"
        case .chronaxie: "chronaxie"
        case .fullRecruitment: "fullRecruitment"
        case .strength: "strength"
        case .fatigability: "fatigability"
        case .tolerance: "tolerance"
        case .arterial: "arterial"
        case .room: "room"
        }
    }

    /// How a patient file writes it; read into the unit of the patient's field.
    var measure: Measure {
        switch self {
        case .skin: Measure("mm", example: "1.2 mm")
        case .fat, .muscle: Measure("mm", example: "4 mm")
        case .bone: Measure("mm", example: "5 mm")
        case .perfusion, .strength: .bare(example: "1.0")
        case .hyperaemia: .bare(example: "5.5")
        case .hyperaemiaTime: Measure([WrittenUnit("s"), WrittenUnit("min", times: 60)], example: "90 s")
        case .contact: Measure([WrittenUnit("%", over: 100)], example: "97 %")
        case .drying: Measure([WrittenUnit("%/min", over: 100)], example: "1 %/min")
        case .contractionShare: Measure([WrittenUnit("%", over: 100)], example: "5 %")
        case .gel, .series: Measure(Self.ohms, example: "200 Ω")
        case .interface: Measure(Self.ohms, example: "10 kΩ")
        case .halvingCurrent: Measure("mA", example: "2 mA")
        case .capacitance: Self.microfaradsPerSquareCentimetre
        case .rheobase: Measure("mA", example: "4.5 mA")
        case .chronaxie: Measure("\u{B5}s", "\u{3BC}s", "us", example: "300 µs")
        case .fullRecruitment: .bare(example: "2.5")
        case .fatigability: .bare(example: "0.5")
        case .tolerance: Measure("mA", example: "32 mA")
        case .arterial: Measure("°C", example: "37.0 °C")
        case .room: Measure("°C", example: "24 °C")
        }
    }

    /// The Greek letter, which the sign for ohm counts as, and the word.
    private static let ohms = [
        WrittenUnit("Ω"), WrittenUnit("ohm"), WrittenUnit("kΩ", times: 1000), WrittenUnit("kohm", times: 1000),
    ]

    private static let microfaradsPerSquareCentimetre = Measure(
        "\u{B5}F/cm²", "\u{3BC}F/cm²", "uF/cm²", "\u{B5}F/cm2", "\u{3BC}F/cm2", "uF/cm2", example: "0.04 µF/cm²")
}
