public import Units

/// The face under the applicator: what is really there, which neither device nor daemon ever sees.
///
/// Each zone is one body of first order, C · dT/dt = p − loss · (T − rest), with p the absorbed power per contacted area.
/// Between two changes of power that has an exact solution, so that a step may be as long as the power stands.
public struct FaceTissue: Sendable {
    /// Whose face it is.
    public let patient: FirstOrderPatient
    private var zones = InlineArray<4, SkinState>(repeating: SkinState(celsius: 34.6))
    private let properties: InlineArray<4, SkinProperties>
    private var chance: RandomStream

    /// The face of `patient` at rest.
    ///
    /// `seed` determines the sensors' noise.
    public init(patient: FirstOrderPatient, seed: UInt64) {
        self.patient = patient
        chance = RandomStream(seed: seed, purpose: FaceTissue.purpose)
        var properties = InlineArray<4, SkinProperties>(repeating: SkinProperties(area: .squareMillimetres(2000)))
        for zone in ZoneSet.all {
            properties[zone.place] = patient.zones[zone]
            zones[zone.place] = SkinState(celsius: patient.zones[zone].restingCelsius)
        }
        self.properties = properties
    }

    /// Lets `span` pass, over which `powers` reached the electrodes.
    ///
    /// What is not in contact absorbs nothing.
    public mutating func advance(by span: Duration, powers: PerZone<Power>) {
        guard span > .zero else { return }
        for zone in ZoneSet.all {
            zones[zone.place].advance(by: span, power: powers[zone], through: properties[zone.place])
        }
    }

    /// Sets how much of the zone's electrodes touches the skin, 0 to 1000 ‰.
    public mutating func setContact(_ fraction: PerMille, in zone: ZoneIndex) {
        zones[zone.place].contact = Double(fraction.clamped(to: .zero ... .whole).rawValue) / 1000
    }

    /// Makes skin and sensors `temperature` at once and holds them there; nil lets them go.
    public mutating func hold(_ temperature: Temperature?, in zone: ZoneIndex) {
        zones[zone.place].held = temperature.map { Double($0.milliCelsius) / 1000 }
    }

    /// Looks at one zone, and lets its two sensors read.
    public mutating func observe(_ zone: ZoneIndex) -> SkinObservation {
        let state = zones[zone.place]
        let skin = properties[zone.place]
        let warming = max(1 - 0.02 * (state.skin - skin.restingCelsius), 0.1)
        return SkinObservation(
            skin: Temperature(celsius: state.skin), hottest: Temperature(celsius: state.hottest),
            centre: Temperature(celsius: state.centre), edge: Temperature(celsius: state.edge),
            centreReading: read(state.centre), edgeReading: read(state.edge),
            impedance: Impedance(
                ohms: skin.impedanceOhms * 20 / skin.squareCentimetres * warming, contact: state.contact),
            load: Impedance(ohms: skin.loadOhms, contact: state.contact))
    }

    /// The load that a stimulation pulse meets in `zone`.
    public mutating func load(in zone: ZoneIndex) -> Impedance {
        Impedance(ohms: properties[zone.place].loadOhms, contact: zones[zone.place].contact)
    }

    /// A reading with noise of 15 m°C r.m.s., in steps of 10 m°C.
    private mutating func read(_ celsius: Double) -> Temperature {
        .milliCelsius(nearest(celsius * 100 + 1.5 * chance.nextNormal()) * 10)
    }

    private static let purpose: UInt64 = 0x534B_494E
}

/// What is under one zone at one moment: what can be measured, and what cannot.
public struct SkinObservation: Equatable, Sendable {
    /// The skin.
    public let skin: Temperature
    /// The hottest tissue.
    public let hottest: Temperature
    /// The temperature that the centre sensor itself has.
    public let centre: Temperature
    /// The temperature that the edge sensor itself has.
    public let edge: Temperature
    /// What the centre sensor reads.
    public let centreReading: Temperature
    /// What the edge sensor reads.
    public let edgeReading: Temperature
    /// The RF impedance, which falls by 2 % for each °C; as much as can be shown when there is no contact.
    public let impedance: Impedance
    /// The load that a stimulation pulse meets; as much as can be shown when there is no contact.
    public let load: Impedance
}

extension Temperature {
    fileprivate init(celsius: Double) { self = .milliCelsius(nearest(celsius * 1000)) }
}

extension Impedance {
    /// The greatest that the line can carry.
    public static let unbounded = Impedance.milliohms(16_777_215)

    fileprivate init(ohms: Double, contact: Double) {
        let milliohms = contact > 0 ? ohms * 1000 / contact : .infinity
        self = milliohms < 16_777_215 ? .milliohms(Int32(milliohms)) : .unbounded
    }
}

/// The whole number nearest to `value`, which lies within its range; `rounded()` would want the C library's mathematics.
private func nearest(_ value: Double) -> Int32 { Int32(value < 0 ? value - 0.5 : value + 0.5) }
