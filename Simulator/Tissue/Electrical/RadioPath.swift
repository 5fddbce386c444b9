import Units

/// The way of the RF under one zone: gel, skin, fat, muscle in series.
///
/// Each layer is a plate of its Cole-Cole conductivity, whose real part rises by 2 % for each °C. The field also spreads
/// sideways, so the plates together count `Pad.pathShare` of what straight columns would. Everything stands over the
/// *contacted* area: half of the contact is exactly twice the impedance. What does not change during a treatment is worked
/// out once.
///
/// Sources: conductivities in `Dielectric`; 2 % for each °C is a clinical figure for tissue and skin. Limits: the layers
/// are flat, bone is left out (the current turns sideways above it), and so is the way to a return electrode.
public struct RadioPath: Sendable {
    /// Whether the electrodes lead to the skin.
    public var electrodes = ElectrodePath.sound
    private let skin: Plate
    private let fat: Plate
    private let muscle: Plate
    /// The wet gel's resistance on the whole area, in Ω.
    private let gelOhms: Double
    private let dryingPerMinute: Double
    private let contractionShare: Double
    /// The reactance of what has dried, for each Ω that drying has added.
    private let dryReactance: Double

    /// What a pad meets on somebody's `anatomy`.
    public init(pad: Pad, anatomy: ZoneAnatomy) {
        let squareMetres = max(Double(pad.radioFrequencyArea.squareMillimetres), 1) / 1e6
        let scale = pad.pathShare / squareMetres / 1000
        let layers = anatomy.layers
        func plate(_ tissue: Dielectric, _ millimetres: Double) -> Plate {
            Plate(conductivity: tissue.conductivity(hertz: pad.frequencyHertz), ratio: millimetres * scale)
        }
        skin = plate(.wetSkin, layers.skinMillimetres)
        fat = plate(.fat, layers.fatMillimetres)
        muscle = plate(.muscle, layers.muscleMillimetres)
        gelOhms = anatomy.contact.gelOhms * 0.002 / squareMetres
        dryingPerMinute = anatomy.contact.dryingPerMinute
        contractionShare = anatomy.contact.contractionShare
        dryReactance = 1e6 / pad.frequencyHertz
    }

    /// The impedance in Ω under `conditions`; of infinite resistance where nothing flows.
    public func impedance(_ conditions: RadioConditions) -> Phasor {
        let tissue = tissueImpedance(conditions)
        switch electrodes {
        case .sound: return tissue
        case .bridged(let ohms): return (tissue.reciprocal + Phasor(1 / ohms)).reciprocal
        case .broken: return .open
        }
    }

    private func tissueImpedance(_ conditions: RadioConditions) -> Phasor {
        guard conditions.contact > 0 else { return .open }
        let dried = gelOhms * dryingPerMinute * max(conditions.dryMinutes, 0)
        let gel = Phasor(gelOhms + dried, -dried * dryReactance)
        let series =
            gel + skin.impedance(celsius: conditions.skinCelsius) + fat.impedance(celsius: conditions.fatCelsius)
            + muscle.impedance(celsius: conditions.muscleCelsius)
        return series * ((1 + contractionShare * conditions.contraction) / conditions.contact)
    }
}

/// What the impedance of one zone depends on at one moment.
public struct RadioConditions: Equatable, Sendable {
    /// The skin's mean temperature, in °C.
    public var skinCelsius = 34.8
    /// The fat's mean temperature, in °C.
    public var fatCelsius = 35.8
    /// The muscle's mean temperature, in °C.
    public var muscleCelsius = 36.6
    /// The share of the electrodes that touches the skin, 0 to 1.
    public var contact = 1.0
    /// For how long the gel has been drying, in minutes.
    ///
    /// Each adds `ContactQuality.dryingPerMinute` of the wet gel's resistance, and at 1 MHz as much reactance: what has
    /// dried is a thin film that passes RF as a capacitor. That they are equal is the project's choice.
    public var dryMinutes = 0.0
    /// How far the muscle is contracted, 0 to 1; it bulges and pulls the pad, which raises the impedance.
    public var contraction = 0.0

    /// A face at rest.
    public init() {}
}

/// One layer as the RF meets it.
private struct Plate: Sendable {
    /// In S/m at 37 °C.
    let conductivity: Phasor
    /// Thickness over area, in 1/m.
    let ratio: Double

    func impedance(celsius: Double) -> Phasor {
        let warming = max(1 + 0.02 * (celsius - 37), 0.1)
        return Phasor(conductivity.real * warming, conductivity.imaginary).reciprocal * ratio
    }
}
