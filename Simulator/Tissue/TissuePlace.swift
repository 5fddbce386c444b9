/// A layer of the face, from the surface down.
public enum TissueLayer: String, CaseIterable, Equatable, Sendable {
    /// Epidermis and dermis.
    case skin
    /// Subcutaneous fat.
    case fat
    /// Muscle.
    case muscle
    /// Bone.
    case bone
}

/// A part of a zone that is computed by itself.
///
/// One column could show neither an edge that is hotter than the centre, nor a pad of which one half has come off, nor two
/// sensors that differ for a physical reason.
public enum TissueColumn: String, CaseIterable, Equatable, Sendable {
    /// The middle of the pad, with the centre sensor.
    case centre
    /// The rim, where current crowds, with the edge sensor.
    case edge
    /// The part that comes off first, without a sensor.
    case lifting

    /// The share of the pad's area that the column stands for: together 1.
    ///
    /// The lifting part is one half, so that a pad whose lifting part is off is half lifted.
    public var areaShare: Double {
        switch self {
        case .centre: 0.35
        case .edge: 0.15
        case .lifting: 0.5
        }
    }
}
