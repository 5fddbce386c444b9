public import Units

extension Patient {
    /// The person whom `seed` determines, under an applicator whose zones lie at `sites`.
    ///
    /// Every number has streams of its own, split by trait and by place on the face: a number that is added later moves no
    /// other, and the same face lies under another applicator. Zones at one site lie on the same skin.
    ///
    /// - Parameter sex: the sex to draw from; nil for the one that the seed says.
    public init(seed: UInt64, at sites: PerZone<FaceSite>, sex: Sex? = nil) {
        self.init(averageAt: sites)
        let person = PersonDraw(seed: seed, sex: sex ?? Sex(seed: seed))
        for trait in PatientTrait.allCases {
            if case .person(let path) = trait.place { self[keyPath: path] = person.value(of: trait, at: .forehead) }
        }
        for zone in ZoneSet.all {
            var anatomy = ZoneAnatomy(site: sites[zone])
            for trait in PatientTrait.allCases {
                guard case .zone(let path) = trait.place else { continue }
                anatomy[keyPath: path] = person.value(of: trait, at: anatomy.site)
            }
            if anatomy.site != .forehead { anatomy.layers.boneMillimetres = 0 }
            // Drawn as a multiple, so that nobody's tolerance lies below what moves the muscle.
            anatomy.muscle.toleranceMilliamps *= anatomy.muscle.thresholdMilliampsForTolerance
            zones[zone] = anatomy
        }
    }
}

/// Draws one person's numbers.
private struct PersonDraw {
    let seed: UInt64
    let sex: Sex

    /// The person's `trait` at `site`: the middle of its distribution, and away from it three parts, which the face, both
    /// sides and the one place draw.
    func value(of trait: PatientTrait, at site: FaceSite) -> Double {
        let distribution = Distributions.of(trait, at: site, in: sex)
        let sharing = Distributions.sharing(of: trait)
        var face = stream(trait, .face)
        var sides = stream(trait, Origin(pairAt: site))
        var own = stream(trait, Origin(site))
        let common = sharing.face.squareRoot() * face.nextNormal() + sharing.sides.squareRoot() * sides.nextNormal()
        let rest = max(1 - sharing.face - sharing.sides, 0).squareRoot()
        return distribution.draw(around: common, own: rest, from: &own)
    }

    private func stream(_ trait: PatientTrait, _ origin: Origin) -> RandomStream {
        RandomStream(seed: seed, purpose: PersonDraw.purpose + (trait.rawValue << 8) + origin.rawValue)
    }

    /// Whose part of a number a stream is for; part of its purpose, so never changed.
    private enum Origin: UInt64 {
        case face = 0
        case bothCheeks = 1
        case forehead = 2
        case leftCheek = 3
        case rightCheek = 4
        case submentum = 5
        /// The forehead and the submentum are their own sides.
        case foreheadSides = 6
        case submentumSides = 7

        init(_ site: FaceSite) {
            switch site {
            case .forehead: self = .forehead
            case .leftCheek: self = .leftCheek
            case .rightCheek: self = .rightCheek
            case .submentum: self = .submentum
            }
        }

        init(pairAt site: FaceSite) {
            switch site {
            case .forehead: self = .foreheadSides
            case .leftCheek, .rightCheek: self = .bothCheeks
            case .submentum: self = .submentumSides
            }
        }
    }

    private static let purpose: UInt64 = 0x5045_4F50_0000
}
