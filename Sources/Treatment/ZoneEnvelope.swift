public import Units

/// The bounds that the device enforces on one zone while it is armed, made from the approved plan alone.
public struct ZoneEnvelope: Equatable, Sendable, BitwiseCopyable {
    /// The greatest pulse amplitude: the plan's.
    public let current: Current
    /// The greatest phase width: the plan's.
    public let width: PulseWidth
    /// The greatest pulse rate: the plan's.
    public let rate: Frequency
    /// The greatest RF power: the plan's ceiling on the applicator's area.
    public let power: Power
    /// The temperature at which the output ends at once: 43.0 °C, the hard trip.
    public let sensorTemperature: Temperature
    /// The number of pulses: the program's, not one more.
    public let pulses: Int64
    /// The charge of all first phases: the program's, not a picocoulomb more.
    public let charge: Charge
    /// The RF energy: 1.3 × what the zone can need and `coldStart` on the area, and at least `leastEnergy`.
    ///
    /// What it can need is the plan's prediction, or the upper end of the shadow run's band where that is less.
    public let energy: Energy
    /// The time under way, pauses not counted: the plan's and a tenth of it.
    public let duration: Duration

    /// The hard trip of the temperature ladder: 43 °C is where CEM43 counts one equivalent minute per minute.
    public static let hardTrip = Temperature.milliCelsius(43_000)
    /// What skin that rests 2 °C colder than the model's takes up more: 2 × 2.25 J/cm².
    ///
    /// Without it a short plan on cool skin would end by its energy budget. Source: project policy.
    public static let coldStart = EnergyDensity.millijoulesPerSquareCentimetre(4_500)
    /// An allowance for what a power meter counts while RF is off: 1 J, less than 0.1 °C on 5 cm².
    public static let leastEnergy = Energy.millijoules(1000)

    init(
        heating: Heating?, stimulation: Stimulation?, totals: ZoneTotals, duration: Duration, area: Area,
        forecast: ThermalForecast?
    ) {
        current = stimulation?.current ?? .zero
        width = stimulation?.width ?? .zero
        rate = stimulation?.rate ?? .zero
        power = area * (heating?.density ?? .zero)
        sensorTemperature = ZoneEnvelope.hardTrip
        pulses = totals.pulses
        charge = totals.charge
        let predicted = totals.predictedEnergy(area: area)
        let needed = forecast.map { min(predicted, $0.energy.most * area) } ?? predicted
        let budget = (needed.nanojoules * 13 + 9) / 10
        let warming = heating == nil ? Energy.zero : ZoneEnvelope.coldStart * area
        energy = max(.nanojoules(budget) + warming, ZoneEnvelope.leastEnergy)
        self.duration = duration * 11 / 10
    }
}
