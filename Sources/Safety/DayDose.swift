public import Treatment

/// The two doses of one place of the face, in nano-minutes of CEM43.
public struct ZoneDose: Equatable, Sendable, BitwiseCopyable {
    /// The skin's.
    public var skin: Int64
    /// That of the hottest layer below, as estimated.
    public var deep: Int64

    /// Doses; none by default.
    public init(skin: Int64 = 0, deep: Int64 = 0) {
        self.skin = skin
        self.deep = deep
    }

    /// The dose that leaves no room for heating; nil while both do.
    public var spent: DoseKind? {
        if skin >= Limits.doseCeiling { return .skin }
        return deep >= Limits.deepDoseCeiling ? .deep : nil
    }
}

/// What the face of one person has received within a day, place by place.
///
/// A place is anatomical: the left cheek stays the left cheek, whichever applicator and whichever plan treated it.
public struct DayDose: Equatable, Sendable, BitwiseCopyable {
    private var forehead = ZoneDose()
    private var leftCheek = ZoneDose()
    private var rightCheek = ZoneDose()
    private var submentum = ZoneDose()

    /// Nothing.
    public init() {}

    /// The doses of `zone`.
    public subscript(zone: Zone) -> ZoneDose {
        get {
            switch zone {
            case .forehead: forehead
            case .leftCheek: leftCheek
            case .rightCheek: rightCheek
            case .submentum: submentum
            }
        }
        set {
            switch zone {
            case .forehead: forehead = newValue
            case .leftCheek: leftCheek = newValue
            case .rightCheek: rightCheek = newValue
            case .submentum: submentum = newValue
            }
        }
    }
}
