import Treatment
public import Units

/// What a plan will do, in numbers, before it does it: what `plan check` prints.
///
/// Codable, with the unit of every number in its name.
public struct PlanSummary: Codable, Equatable, Sendable {
    /// The plan's name.
    public let name: String
    /// The pseudonym of whom it is for; nil, and absent in JSON, for a template.
    public let patient: String?
    /// The treatment's length.
    public let durationMilliseconds: Int64
    /// The number of segments of each zone.
    public let segmentsPerZone: Int
    /// The program's identity, 32 hexadecimal digits.
    public let programHash: String
    /// The SHA-256 digest of the file, 64 hexadecimal digits.
    public let sourceHash: String
    /// The pulses of all zones.
    public let pulses: Int64
    /// The area that the predicted energies are for.
    ///
    /// An applicator's own area takes its place when a plan is armed.
    public let referenceAreaSquareMillimetres: Int32
    /// Each zone, in the plan's order.
    public let zones: [ZoneSummary]

    /// The area of `referenceAreaSquareMillimetres` where none is given: 20 cm².
    public static let referenceArea = Area.squareMillimetres(2000)

    /// The summary of a loaded plan for electrodes of `area`.
    public init(_ loaded: LoadedPlan, area: Area = referenceArea) {
        name = loaded.plan.name
        patient = loaded.plan.patient?.text
        durationMilliseconds = loaded.program.duration.milliseconds
        segmentsPerZone = loaded.program.segmentCount
        programHash = loaded.program.identity.hex
        sourceHash = loaded.sourceHash.hex
        pulses = loaded.program.pulses
        referenceAreaSquareMillimetres = area.squareMillimetres
        zones = loaded.program.zones.map { ZoneSummary(loaded.program, $0, area: area) }
    }
}

/// What a plan will do in one zone.
///
/// The fields of an output that the zone does not get are nil, and absent in JSON.
public struct ZoneSummary: Codable, Equatable, Sendable {
    /// The zone's name.
    public let zone: String
    /// The number of pulses.
    public let pulses: Int64
    /// The number of contractions.
    public let contractions: Int64
    /// The time in which pulses run.
    public let stimulationMilliseconds: Int64
    /// The sum of the first phases' charges of all pulses.
    public let chargeNanocoulombs: Int64
    /// The full amplitude of a pulse.
    public let peakMicroamps: Int32?
    /// The share of the titrated range that the full amplitude is, `peakMicroamps` at most; nil without one.
    public let intensityPerMille: Int32?
    /// The root mean square of the current during a contraction, over both phases.
    public let rootMeanSquareMicroamps: Int32?
    /// The charge of one phase at full amplitude.
    public let chargePerPhaseNanocoulombs: Int64?
    /// The pulse rate.
    public let rateMillihertz: Int32?
    /// The length of one phase.
    public let widthMicroseconds: Int32?
    /// How thick skin was measured to be; nil, and absent in JSON, where nobody measured.
    public let skinMicrometres: Int32?
    /// How thick the fat below was measured to be; nil where nobody measured.
    public let fatMicrometres: Int32?
    /// The temperature that is held.
    public let targetMilliCelsius: Int32?
    /// When RF starts.
    public let heatingStartMilliseconds: Int64?
    /// When the reference reaches the target; nil too when the treatment ends before.
    public let holdStartMilliseconds: Int64?
    /// The greatest RF power per area.
    public let densityMilliwattsPerSquareCentimetre: Int32?
    /// The RF energy that the plan can need on the reference area, of which the budget is made.
    public let predictedEnergyMillijoules: Int64
    /// The warmest that the skin becomes with it.
    public let predictedPeakMilliCelsius: Int32
    /// What the shadow run expects; nil without heating.
    public let forecast: ForecastSummary?

    init(_ program: Program, _ place: ZoneIndex, area: Area) {
        let totals = program.totals(of: place)
        let stimulation = program.contractions(of: place)?.stimulation
        let reference = program.reference(of: place)
        zone = program.zone(at: place).name
        pulses = totals.pulses
        contractions = totals.contractions
        stimulationMilliseconds = totals.stimulationDuration.milliseconds
        chargeNanocoulombs = totals.charge.nanocoulombs
        peakMicroamps = stimulation?.current.microamps
        intensityPerMille = stimulation?.intensity?.rawValue
        rootMeanSquareMicroamps = stimulation?.rootMeanSquare.microamps
        chargePerPhaseNanocoulombs = stimulation.map { ($0.current * $0.width).nanocoulombs }
        rateMillihertz = stimulation?.rate.millihertz
        widthMicroseconds = stimulation?.width.microseconds
        skinMicrometres = program.tissue(of: place)?.skin.micrometres
        fatMicrometres = program.tissue(of: place)?.fat.micrometres
        targetMilliCelsius = reference?.heating.target.milliCelsius
        heatingStartMilliseconds = reference?.start.milliseconds
        let holdStart = reference?.holdStart ?? program.duration
        holdStartMilliseconds = holdStart < program.duration ? holdStart.milliseconds : nil
        densityMilliwattsPerSquareCentimetre = reference?.heating.density.milliwattsPerSquareCentimetre
        predictedEnergyMillijoules = totals.predictedEnergy(area: area).millijoules
        predictedPeakMilliCelsius = totals.predictedPeak.milliCelsius
        forecast = program.forecast(of: place).map { ForecastSummary($0, area: area) }
    }
}

/// What the shadow run of one zone expects of its average person, on the reference area.
public struct ForecastSummary: Codable, Equatable, Sendable {
    /// The RF energy.
    public let energyMillijoules: Int64
    /// The energy that all zones of at least 95 of 100 people take at least.
    public let leastEnergyMillijoules: Int64
    /// The energy that they take at most.
    public let mostEnergyMillijoules: Int64
    /// The warmest that the skin becomes.
    public let skinPeakMilliCelsius: Int32
    /// The warmest that the layer below it becomes.
    public let deepPeakMilliCelsius: Int32
    /// The skin's dose, in thousandths of a minute at 43 °C.
    public let skinMilliminutes: Int64
    /// The dose of the layer below, in thousandths of a minute at 43 °C.
    public let deepMilliminutes: Int64

    init(_ forecast: ThermalForecast, area: Area) {
        energyMillijoules = (forecast.energy.expected * area).millijoules
        leastEnergyMillijoules = (forecast.energy.least * area).millijoules
        mostEnergyMillijoules = (forecast.energy.most * area).millijoules
        skinPeakMilliCelsius = forecast.skinPeak.milliCelsius
        deepPeakMilliCelsius = forecast.deepPeak.milliCelsius
        skinMilliminutes = forecast.skinDose / 1_000_000
        deepMilliminutes = forecast.deepDose / 1_000_000
    }
}
