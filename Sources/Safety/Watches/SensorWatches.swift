public import Units

/// All that is watched of the two temperature sensors of one zone.
public struct SensorWatches: Sendable {
    private var centreNoise = NoiseWatch()
    private var edgeNoise = NoiseWatch()
    private var disagreement = DisagreementWatch()
    private var answers = AnswerWatch()
    private var area = Area.zero
    private var declaredNoise = TemperatureDifference.zero
    private var isMonopolar = false

    /// Sensors without a past, of a zone that has not been described.
    public init() {}

    /// The zone's RF covers `area`, and its sensors have this noise.
    public mutating func describe(area: Area, noise: TemperatureDifference, isMonopolar: Bool) {
        (self.area, declaredNoise, self.isMonopolar) = (area, noise, isMonopolar)
    }

    /// Forgets how the sensors behaved: before a contact check the pad lay anywhere.
    public mutating func beginContact() {
        (centreNoise, edgeNoise) = (NoiseWatch(), NoiseWatch())
        (disagreement, answers) = (DisagreementWatch(), AnswerWatch())
    }

    /// Output begins, or begins again: while it was zero the skin did what it would, which is no answer to power.
    public mutating func beginOutput(isFirst: Bool) {
        answers.beginOutput()
        if !isFirst { answers.restart() }
    }

    /// Output is zero: from here on nothing answers to power.
    public mutating func endOutput() { answers.endOutput() }

    /// Takes one sample of a zone that absorbed `power`, and gives what is known after it.
    ///
    /// `slopes` are in thousandths of a degree per second. A sensor that cannot be believed adds nothing.
    public mutating func add(
        centre: SensorReading, edge: SensorReading, slopes: (centre: Int64, edge: Int64), power: Power,
        at time: DeviceInstant
    ) -> HeatEvidence {
        if centre.reliability == .ok { centreNoise.add(centre.reading, at: time) }
        if edge.reliability == .ok { edgeNoise.add(edge.reading, at: time) }
        if centre.reliability == .ok, edge.reliability == .ok {
            disagreement.add(centre: centre.compensated, edge: edge.compensated, at: time)
            answers.add(centre: centre.reading, edge: edge.reading, power: power, over: area, at: time)
        }
        var heat = answers.found
        heat.apart = disagreement.apart
        (heat.centre.noise, heat.edge.noise) = (centreNoise.noise, edgeNoise.noise)
        (heat.centre.slope, heat.edge.slope) = slopes
        heat.declaredNoise = declaredNoise
        heat.isMonopolar = isMonopolar
        return heat
    }
}
