import Testing
import Tissue
import Units

struct PopulationTests {
    private static let people: [Patient] = (0..<2000 as Range<UInt64>).map { Patient(seed: $0, at: sites) }
    private static let men: [Patient] = (0..<2000 as Range<UInt64>).map { Patient(seed: $0, at: sites, sex: .male) }
    private static let women: [Patient] = (0..<2000 as Range<UInt64>).map { Patient(seed: $0, at: sites, sex: .female) }

    private static let order: [FaceSite] = [.forehead, .leftCheek, .rightCheek, .submentum]
    private static let sites: PerZone<FaceSite> = {
        var sites = PerZone(repeating: FaceSite.forehead)
        for zone in ZoneSet.all { sites[zone] = order[zone.place] }
        return sites
    }()

    private func zone(_ site: FaceSite) throws -> ZoneIndex {
        try #require(PopulationTests.order.firstIndex(of: site).flatMap { ZoneIndex($0) })
    }

    /// A trait of many people as it was drawn: the tolerance as the multiple of the threshold.
    private func values(_ trait: PatientTrait, at site: FaceSite, in people: [Patient]) throws -> [Double] {
        let zone = try zone(site)
        return people.map { person in
            switch trait.place {
            case .person(let path): person[keyPath: path]
            case .zone(let path):
                trait == .tolerance
                    ? person.zones[zone].muscle.toleranceMilliamps
                        / person.zones[zone].muscle.thresholdMilliampsForTolerance
                    : person.zones[zone][keyPath: path]
            }
        }
    }

    @Test(arguments: PatientTrait.allCases, Sex.allCases)
    func `means and spreads are those of the table`(trait: PatientTrait, sex: Sex) throws {
        let people = sex == .male ? PopulationTests.men : PopulationTests.women
        for site in PopulationTests.order where trait != .bone || site == .forehead {
            let drawn = Moments(try values(trait, at: site, in: people))
            let table = Moments(of: Distributions.of(trait, at: site, in: sex))
            // 2000 people: three standard errors of a mean are 7 % of the spread, those of the spread 5 % of itself; the
            // tails are cut with the common part given, which moves both by a little more.
            #expect(abs(drawn.mean - table.mean) < 0.1 * table.deviation, "\(trait) at \(site)")
            #expect(abs(drawn.deviation / table.deviation - 1) < 0.08, "\(trait) at \(site)")
        }
    }

    @Test func `nobody leaves the ends of the table, nor what a patient may be`() throws {
        for person in PopulationTests.people + PopulationTests.men + PopulationTests.women {
            #expect(person.findings() == [])
        }
        for trait in PatientTrait.allCases where trait != .bone {
            for site in PopulationTests.order {
                for (sex, people) in [(Sex.male, PopulationTests.men), (.female, PopulationTests.women)] {
                    let range = Distributions.of(trait, at: site, in: sex).range
                    let values = try values(trait, at: site, in: people)
                    // The tolerance is multiplied by the threshold, and divided by it here.
                    #expect(
                        values.allSatisfy { $0 > range.lowerBound * 0.999_999 && $0 < range.upperBound * 1.000_001 })
                }
            }
        }
    }

    @Test func `the table stays within what a patient may be, and around the average one`() throws {
        for trait in PatientTrait.allCases where trait != .tolerance {
            for site in PopulationTests.order where trait != .bone || site == .forehead {
                let (female, male) = (
                    Distributions.of(trait, at: site, in: .female), Distributions.of(trait, at: site, in: .male)
                )
                for range in [female.range, male.range] {
                    #expect(trait.allowed.contains(range.lowerBound) && trait.allowed.contains(range.upperBound))
                }
                let average: Double =
                    switch trait.place {
                    case .person(let path): Patient(averageAt: PopulationTests.sites)[keyPath: path]
                    case .zone(let path): ZoneAnatomy(site: site)[keyPath: path]
                    }
                let middle = (female.value(at: 0) + male.value(at: 0)) / 2
                #expect(abs(middle / average - 1) < 0.05, "\(trait) at \(site): \(middle) and \(average)")
            }
        }
    }

    @Test func `left and right correlate as the table says, and differ`() throws {
        for trait in PatientTrait.allCases {
            guard case .zone = trait.place, trait != .bone else { continue }
            let left = try values(trait, at: .leftCheek, in: PopulationTests.men)
            let right = try values(trait, at: .rightCheek, in: PopulationTests.men)
            // Both at one end of the table is possible, and rare.
            #expect(zip(left, right).count { $0 == $1 } <= 10)
            let sharing = Distributions.sharing(of: trait)
            let correlation = correlation(left, right)
            #expect(abs(correlation - sharing.face - sharing.sides) < 0.1, "\(trait): \(correlation)")
            let forehead = try values(trait, at: .forehead, in: PopulationTests.men)
            #expect(abs(self.correlation(left, forehead) - sharing.face) < 0.12, "\(trait)")
        }
    }

    @Test func `men have thicker skin and more muscle, women more fat`() throws {
        for site in PopulationTests.order {
            func mean(_ trait: PatientTrait, _ people: [Patient]) throws -> Double {
                Moments(try values(trait, at: site, in: people)).mean
            }
            #expect(try mean(.skin, PopulationTests.men) > mean(.skin, PopulationTests.women) * 1.05)
            #expect(try mean(.muscle, PopulationTests.men) > mean(.muscle, PopulationTests.women) * 1.05)
            #expect(try mean(.fat, PopulationTests.women) > mean(.fat, PopulationTests.men) * 1.1)
        }
    }

    @Test func `half of the people are women, and each is drawn as one`() {
        let women = (0..<2000 as Range<UInt64>).filter { Sex(seed: $0) == .female }
        #expect((900...1100).contains(women.count))
        for seed in 0..<50 as Range<UInt64> {
            let drawn = Patient(seed: seed, at: PopulationTests.sites)
            #expect(drawn == Patient(seed: seed, at: PopulationTests.sites, sex: Sex(seed: seed)))
        }
    }

    @Test func `a face is the same under another applicator`() throws {
        let whole = Patient(seed: 9, at: PopulationTests.sites)
        let cheek = Patient(seed: 9, at: PerZone(repeating: .rightCheek))
        for zone in ZoneSet.all { #expect(cheek.zones[zone] == whole.zones[try self.zone(.rightCheek)]) }
    }

    @Test func `seed 7 is this person, bit by bit`() throws {
        let person = Patient(seed: 7, at: PopulationTests.sites)
        #expect(Sex(seed: 7) == .female)
        let left = person.zones[try zone(.leftCheek)]
        let right = person.zones[try zone(.rightCheek)]
        let figures = [
            person.arterialCelsius, person.roomCelsius, left.layers.skinMillimetres, right.layers.skinMillimetres,
            left.layers.fatMillimetres, left.contact.fraction, left.interface.seriesOhms,
            left.muscle.toleranceMilliamps,
            right.muscle.toleranceMilliamps,
        ]
        #expect(
            figures == [
                37.28823589345062, 24.930012921934484, 0.9613438740981657, 0.9176251844382238, 3.8433903696097684,
                0.9631926907854276, 152.0459141890405, 23.262832016170147, 21.87509175687659,
            ])
    }

    @Test func `two numbers of one person have nothing to do with each other`() throws {
        let skin = try values(.skin, at: .leftCheek, in: PopulationTests.men)
        let fat = try values(.fat, at: .leftCheek, in: PopulationTests.men)
        #expect(abs(correlation(skin, fat)) < 0.08)
    }

    private func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let (first, second) = (Moments(left), Moments(right))
        let sum = zip(left, right).reduce(0) { $0 + ($1.0 - first.mean) * ($1.1 - second.mean) }
        return sum / Double(left.count) / first.deviation / second.deviation
    }
}

/// Mean and standard deviation.
private struct Moments {
    let mean: Double
    let deviation: Double

    init(_ values: [Double]) {
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
    }

    /// Of a distribution cut to its ends, by adding up its density over scores from −6 to 6.
    init(of distribution: Distribution) {
        var (weight, first, second) = (0.0, 0.0, 0.0)
        for step in -6000...6000 {
            let score = Double(step) / 1000
            let value = distribution.value(at: score)
            guard distribution.range.contains(value) else { continue }
            let density = exp2(-score * score / 2 * 1.442_695_040_888_963_4)
            (weight, first, second) = (weight + density, first + density * value, second + density * value * value)
        }
        mean = first / weight
        deviation = (second / weight - first / weight * first / weight).squareRoot()
    }
}
