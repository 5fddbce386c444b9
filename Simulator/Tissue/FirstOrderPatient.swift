public import Units

/// One person's skin under the applicator, as numbers that do not change during a treatment.
public struct FirstOrderPatient: Equatable, Sendable {
    /// What the skin under each zone is like.
    public var zones: PerZone<SkinProperties>

    /// The average person under zones of these RF areas.
    public init(averageUnder areas: PerZone<Area>) {
        zones = PerZone(repeating: SkinProperties(area: .squareMillimetres(2000)))
        for zone in ZoneSet.all { zones[zone] = SkinProperties(area: areas[zone]) }
    }

    /// A person whom `seed` determines, under zones of these RF areas.
    public init(seed: UInt64, areas: PerZone<Area>) {
        self.init(averageUnder: areas)
        var chance = RandomStream(seed: seed, purpose: FirstOrderPatient.purpose)
        for zone in ZoneSet.all { zones[zone].spread(with: &chance) }
    }

    /// What the stream of random numbers is split by.
    private static let purpose: UInt64 = 0x5041_5449
}

/// The skin and the contact under one zone.
public struct SkinProperties: Equatable, Sendable {
    /// The RF area in cm².
    public var squareCentimetres: Double
    /// The heat lost to blood, depth and air, in W/cm² for each °C above rest.
    public var loss = 0.0135
    /// The heat that warms it, in J/cm² for each °C.
    public var capacity = 2.25
    /// The temperature at rest, in °C.
    public var restingCelsius = 34.6
    /// How much warmer the hottest tissue is than the skin, in °C for each W/cm².
    public var depthRise = 5.0
    /// How much warmer the edge is than the centre, in °C for each W/cm²; below zero where it is cooler.
    public var edgeRise = 1.0
    /// The RF impedance at rest, in Ω on 20 cm².
    public var impedanceOhms = 50.0
    /// The stimulation load, in Ω.
    public var loadOhms = 500.0

    /// Average skin under `area`.
    public init(area: Area) { squareCentimetres = max(Double(area.squareMillimetres) / 100, 1) }

    /// Takes every property away from its average; how far is a guess at how people differ.
    mutating func spread(with chance: inout RandomStream) {
        loss *= 1 + 0.15 * chance.nextNormal()
        capacity *= 1 + 0.08 * chance.nextNormal()
        restingCelsius += 0.4 * chance.nextNormal()
        depthRise *= 1 + 0.2 * chance.nextNormal()
        edgeRise += 1.5 * chance.nextNormal()
        impedanceOhms *= 1 + 0.12 * chance.nextNormal()
        loadOhms *= 1 + 0.15 * chance.nextNormal()
    }
}

extension RandomStream {
    /// A number from a nearly normal distribution of mean 0 and deviation 1, never beyond ± 3.47: the sum of four uniform
    /// numbers (Irwin-Hall), cut from one draw.
    mutating func nextNormal() -> Double {
        let bits = next()
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Double(sum) / 65_535 - 2) * 1.732_050_807_568_877_2
    }
}
