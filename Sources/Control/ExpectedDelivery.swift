public import Treatment
public import Units
import Wire

/// What the shadow run expects one zone to be given, on the pads that are there: the report holds what was given against it.
public struct ExpectedDelivery: Equatable, Sendable, BitwiseCopyable {
    /// The RF energy.
    public var energy = Energy.zero
    /// The energy below which the treatment is none like those that the band was made of.
    public var leastEnergy = Energy.zero
    /// The energy above which it is none.
    public var mostEnergy = Energy.zero
    /// The warmest that the skin becomes.
    public var peak = Temperature.zero
    /// The warmest that the layer below becomes.
    public var deepPeak = Temperature.zero
    /// The skin's dose, in thousandths of a CEM43 minute, rounded up.
    public var cem43Milliminutes: Int64 = 0
    /// The dose of the layer below, in thousandths of a CEM43 minute, rounded up.
    public var deepMilliminutes: Int64 = 0

    /// Nothing.
    public init() {}

    /// The forecast of a zone whose RF electrodes cover `area`.
    public init(_ forecast: ThermalForecast, on area: Area) {
        energy = forecast.energy.expected * area
        leastEnergy = forecast.energy.least * area
        mostEnergy = forecast.energy.most * area
        (peak, deepPeak) = (forecast.skinPeak, forecast.deepPeak)
        cem43Milliminutes = (forecast.skinDose + 999_999) / 1_000_000
        deepMilliminutes = (forecast.deepDose + 999_999) / 1_000_000
    }
}

extension LoadedTreatment {
    /// What the zone at `place` may receive on pads of `area`: by its plan, and by what the shadow run expects at most.
    ///
    /// The model fits fat that is heated under a return electrode poorly: there the plan's prediction alone counts.
    func envelope(of place: ZoneIndex, area: Area) -> ZoneEnvelope {
        let fits = forecast.map { !$0.isMonopolar } ?? false
        return program.envelope(of: place, area: area, within: fits ? forecast?[place] : nil)
    }
}

extension Machine {
    /// Writes down what the shadow run expects, before anything has flowed.
    func recordExpectation(into effects: inout Effects) {
        guard let treatment, let forecast = treatment.forecast else { return }
        for place in treatment.program.zones {
            guard let expected = forecast[place], let zone = treatment.zones[place], let pads = described.zones[zone]
            else { continue }
            let site = treatment.program.zone(at: place)
            effects.append(.record(.expected(site, ExpectedDelivery(expected, on: pads.radioFrequencyArea))))
        }
    }
}
