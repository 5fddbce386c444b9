public import Units

/// What is seen of a muscle on one side of the face.
public struct MuscleFinding: Equatable, Sendable {
    /// Its tension at rest.
    public var tone: MuscleTone
    /// Its visible activity.
    public var activity: MuscleActivity

    /// A finding of these grades.
    public init(tone: MuscleTone, activity: MuscleActivity) {
        self.tone = tone
        self.activity = activity
    }

    /// How strong the muscle looks: tone and activity together, 0 … 8.
    public var strength: Int { tone.level + activity.level + 2 }
}

/// The muscles under a zone, by the patient's sides.
public enum ZoneMuscles: Equatable, Sendable {
    /// A zone that lies on one side: a cheek.
    case oneSide(MuscleFinding)
    /// A zone across the midline: forehead and submentum.
    case bothSides(left: MuscleFinding, right: MuscleFinding)

    /// Every finding, one or two.
    public var all: [MuscleFinding] {
        switch self {
        case .oneSide(let finding): [finding]
        case .bothSides(let left, let right): [left, right]
        }
    }
}

/// What is found in one zone.
public struct ZoneAssessment: Equatable, Sendable {
    /// The zone.
    public var zone: Zone
    /// The thickness of epidermis and dermis.
    public var skin: LayerThickness
    /// The thickness of the fat below them.
    public var fat: LayerThickness
    /// The muscles below that, left and right.
    public var muscles: ZoneMuscles
    /// How far the skin has lost its hold.
    public var laxity: Laxity
    /// How much volume is lost.
    public var volumeLoss: VolumeLoss
    /// How strongly the person feels here.
    public var sensitivity: Sensitivity

    /// A set of findings, unchecked: `Assessment` checks it.
    public init(
        zone: Zone, skin: LayerThickness, fat: LayerThickness, muscles: ZoneMuscles, laxity: Laxity,
        volumeLoss: VolumeLoss, sensitivity: Sensitivity
    ) {
        self.zone = zone
        self.skin = skin
        self.fat = fat
        self.muscles = muscles
        self.laxity = laxity
        self.volumeLoss = volumeLoss
        self.sensitivity = sensitivity
    }

    /// The thickness of `layer`.
    public func thickness(of layer: TissueLayer) -> Length {
        switch layer {
        case .skin: skin.length(of: .skin, in: zone)
        case .fat: fat.length(of: .fat, in: zone)
        }
    }

    /// Everything that is wrong with these findings; empty when nothing is.
    public var findings: [AssessmentError] {
        var findings: [AssessmentError] = []
        for (layer, thickness) in [(TissueLayer.skin, skin), (.fat, fat)] {
            guard case .measured(let length) = thickness, !layer.measurable.contains(length) else { continue }
            findings.append(.thicknessOutOfRange(zone, layer, length))
        }
        switch muscles {
        case .oneSide: if zone.isAcrossMidline { findings.append(.sideMissing(zone)) }
        case .bothSides: if !zone.isAcrossMidline { findings.append(.sideTooMany(zone)) }
        }
        return findings
    }
}

extension Zone {
    /// Whether the zone has muscles of both sides under it.
    public var isAcrossMidline: Bool {
        switch self {
        case .forehead, .submentum: true
        case .leftCheek, .rightCheek: false
        }
    }
}
