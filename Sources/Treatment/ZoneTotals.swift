public import Units

/// What one zone gets in the course of a whole program, known before it starts.
public struct ZoneTotals: Equatable, Sendable, BitwiseCopyable {
    /// The number of pulses.
    public let pulses: Int64
    /// The number of contractions.
    public let contractions: Int64
    /// The sum of the first phases' charges, pulse by pulse and exact.
    ///
    /// The second phases take it back.
    public let charge: Charge
    /// The time in which pulses run: the sum of all contractions.
    public let stimulationDuration: Duration
    /// The RF energy per skin area that the thermal model expects, rounded up.
    public let predictedEnergyDensity: EnergyDensity
    /// The warmest that the skin becomes by the same model; its resting temperature where the zone is not heated.
    public let predictedPeak: Temperature

    /// Nothing.
    static let none = ZoneTotals(contractions: nil, prediction: nil)

    init(contractions schedule: ContractionSchedule?, prediction: ThermalPrediction?) {
        pulses = schedule.map { $0.pulsesPerContraction * $0.count } ?? 0
        contractions = schedule?.count ?? 0
        charge = schedule?.charge ?? .zero
        stimulationDuration = schedule.map { $0.stimulation.on * $0.count } ?? .zero
        predictedEnergyDensity = prediction?.energy ?? .zero
        predictedPeak = prediction?.warmest ?? .milliCelsius(34_600)
    }

    /// The RF energy that the thermal model expects on `area`.
    public func predictedEnergy(area: Area) -> Energy { predictedEnergyDensity * area }
}
