public import Units

/// The shadow run: one zone's whole program in virtual time on the daemon's own thermal model, before it starts.
///
/// The model follows the reference as well as power allows, as the temperature control does with people: from where its skin
/// rests, up to the warm-up's end in a straight line, on to the set-point, and to the end. What comes out is what is to
/// be expected of a zone of these traits, and the band around it in which nearly everybody lies. It is an expectation:
/// limits and budgets are not made of it. Those come from `ThermalPrediction`, which is the most that a plan can need.
public struct ThermalForecast: Equatable, Sendable {
    /// A figure, and the ends between which all zones of at least 95 of 100 people lie.
    public struct Band<Value: Comparable & Sendable & Equatable>: Equatable, Sendable {
        /// What is expected.
        public let expected: Value
        /// The lower end.
        public let least: Value
        /// The upper end.
        public let most: Value

        /// Whether `value` lies between the ends.
        public func contains(_ value: Value) -> Bool { least <= value && value <= most }
    }

    /// The RF energy per area of the whole treatment.
    public let energy: Band<EnergyDensity>
    /// The warmest that the skin becomes.
    public let skinPeak: Temperature
    /// The warmest that the layer below becomes.
    public let deepPeak: Temperature
    /// The skin's dose, in nano-minutes at 43 °C.
    public let skinDose: Int64
    /// The dose of the layer below, in nano-minutes at 43 °C.
    public let deepDose: Int64
    /// How far people lie from all of this.
    public let spread: ForecastSpread
    /// When the skin reaches 40 °C, counted from the zone's first RF; nil when it never does.
    public let warmAfter: Duration?

    /// The forecast for `reference` over a treatment of `duration`, in skin of `traits`.
    public init(
        _ reference: HeatingReference, over duration: Duration, _ traits: ThermalTraits, isMonopolar: Bool = false
    ) {
        var run = ShadowRun(reference, ThermalModel(traits, isMonopolar: isMonopolar))
        for ordinal in 0..<(duration.milliseconds / TimeGrid.segment.milliseconds) {
            run.pass(TimeGrid.segment * ordinal)
        }
        let millijoules = Int64(run.energy)
        let spread = ForecastSpread.of(isMonopolar: isMonopolar)
        self.spread = spread
        let ends = spread.energy.around(millijoules)
        energy = Band(
            expected: .millijoulesPerSquareCentimetre(millijoules),
            least: .millijoulesPerSquareCentimetre(ends.lowerBound),
            most: .millijoulesPerSquareCentimetre(ends.upperBound))
        skinPeak = .milliCelsius(Int32(run.skinPeak * 1000))
        deepPeak = .milliCelsius(Int32(run.deepPeak * 1000))
        (skinDose, deepDose) = (Int64(run.skinMinutes * 1e9), Int64(run.deepMinutes * 1e9))
        warmAfter = run.warmAfter
    }
}

extension ThermalForecast {
    /// The warmest that the skin becomes, with the ends between which people's does.
    public var skinPeakBand: Band<Temperature> { ThermalForecast.band(skinPeak, spread.skinPeak) }
    /// The warmest that the layer below becomes, with its ends.
    public var deepPeakBand: Band<Temperature> { ThermalForecast.band(deepPeak, spread.deepPeak) }
    /// The skin's dose in nano-minutes at 43 °C, with its ends.
    public var skinDoseBand: Band<Int64> { ThermalForecast.band(skinDose, spread.skinDose) }
    /// The dose of the layer below, with its ends.
    public var deepDoseBand: Band<Int64> { ThermalForecast.band(deepDose, spread.deepDose) }

    private static func band(_ expected: Temperature, _ beyond: ClosedRange<Int64>) -> Band<Temperature> {
        Band(
            expected: expected, least: expected + .millikelvin(Int32(beyond.lowerBound)),
            most: expected + .millikelvin(Int32(beyond.upperBound)))
    }

    private static func band(_ expected: Int64, _ shares: ForecastSpread.Shares) -> Band<Int64> {
        let ends = shares.around(expected)
        return Band(expected: expected, least: ends.lowerBound, most: ends.upperBound)
    }
}

/// The shadow run under way.
private struct ShadowRun {
    let reference: HeatingReference
    var model: ThermalModel
    var energy = 0.0
    var (skinPeak, deepPeak) = (0.0, 0.0)
    var (skinMinutes, deepMinutes) = (0.0, 0.0)
    var warmAfter: Duration?
    private let (origin, end, set, greatest): (Double, Double, Double, Double)
    private let head: Double

    init(_ reference: HeatingReference, _ model: ThermalModel) {
        (self.reference, self.model) = (reference, model)
        origin = Double(HeatingReference.origin.milliCelsius) / 1000
        end = Double(reference.heating.warmUpTarget.milliCelsius) / 1000
        set = Double(reference.heating.target.milliCelsius) / 1000
        greatest = Double(reference.heating.density.milliwattsPerSquareCentimetre)
        head = max(model.rest - origin, 0)
        (skinPeak, deepPeak) = (model.rest, model.rest)
    }

    mutating func pass(_ time: Duration) {
        let seconds = Double(TimeGrid.segment.milliseconds) / 1000
        var density = 0.0
        if time >= reference.start {
            // Within one segment, or as fast as power allows.
            let rate = (followed(at: time + TimeGrid.segment) - model.skin) / seconds
            density = min(max(model.density(forRate: rate), 0), greatest)
        }
        model.pass(seconds, under: density)
        energy += density * seconds
        let deep = model.skin + model.excess
        (skinPeak, deepPeak) = (max(skinPeak, model.skin), max(deepPeak, deep))
        skinMinutes += ShadowRun.rate(model.skin) * seconds / 60
        deepMinutes += ShadowRun.rate(deep) * seconds / 60
        if warmAfter == nil, model.skin >= 40 { warmAfter = time + TimeGrid.segment - reference.start }
    }

    /// The plan's reference, from where the skin rests on: what `TemperatureLoop` follows.
    private func followed(at time: Duration) -> Double {
        guard let target = reference.target(at: time) else { return model.rest }
        let celsius = Double(target.milliCelsius) / 1000
        let left = end > origin ? min(max((end - celsius) / (end - origin), 0), 1) : 0
        return min(celsius + head * left, max(celsius, set))
    }

    /// Equivalent minutes at 43 °C per minute (Sapareto and Dewey 1984): 2 to the power of what lies above, 4 below, none below 39.
    private static func rate(_ celsius: Double) -> Double {
        guard celsius >= 39 else { return 0 }
        return exp2((celsius - 43) * (celsius >= 43 ? 1 : 2))
    }
}
