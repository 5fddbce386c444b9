public import Treatment
public import Units

/// What a sensor may do before nobody believes it any more.
///
/// The figures about healthy people come from the simulated population (200 people and more, both pads, all example plans);
/// `docs/hazards.md` tells how near the worst of them comes to each limit.
extension Limits {
    // Source: skin thermistors of the 400 series are within 0.2 °C, and current crowds at the rim of a pad; beyond that,
    // project policy.

    /// How far apart the compensated values of a zone's two sensors may be for two seconds.
    public static let sensorAgreement = TemperatureDifference.millikelvin(1_000)

    // Source: project policy. Skin under the greatest power warms by 0.12 °C/s at its beginning, and not faster.

    /// How fast a sensor may rise, in thousandths of a degree per second over two seconds.
    public static let risePerSecond: Int64 = 350

    // Source: project policy, from what noise is: a device that declares 15 m°C cannot read the same for half a second.

    /// The least noise of a reading that is one, as a share of what the device declares.
    public static let leastNoise = PerMille(rawValue: 250)
    /// The same, whatever the device declares: what never changes is frozen.
    public static let leastNoiseOfAll = TemperatureDifference.millikelvin(1)
    /// The greatest noise of a reading that can be believed, as a multiple of what the device declares.
    public static let greatestNoise: Int32 = 20
    /// The same, whatever the device declares.
    public static let greatestNoiseOfAll = TemperatureDifference.millikelvin(500)

    // Source: the simulated population; nobody's sensor falls by 0.2 °C within five seconds while enough power flows to
    // keep the skin where it is. One that comes off the skin falls by 0.5 °C and more.

    /// How far a sensor may fall within five seconds under power that keeps skin warm.
    public static let fallUnderPower = TemperatureDifference.millikelvin(400)
    /// What the model of skin may fall within that time where the power still counts as keeping it warm.
    public static let fallOfModel = TemperatureDifference.millikelvin(50)

    // Source: the simulated population; over thirty seconds a sensor shows at least 1.2 of what the compact model expects
    // where RF heats the skin itself, and 0.147 where it heats the fat below, from which heat takes its time. One that comes
    // off falls at first.

    /// The least rise that the model must expect within thirty seconds before a sensor's answer is judged.
    public static let leastExpectedRise = TemperatureDifference.millikelvin(600)
    /// The least share of the expected rise that a sensor must show.
    public static let answerShare = PerMille(rawValue: 600)
    /// The same where RF leaves through a return electrode: the least rise to be expected.
    public static let leastExpectedRiseMonopolar = TemperatureDifference.millikelvin(1_000)
    /// The same where RF leaves through a return electrode: the least share.
    public static let answerShareMonopolar = PerMille(rawValue: 75)

    // Source: the simulated population (`myotherm-campaign skin`): the coldest of 40,000 zones at rest under a pad, in rooms
    // of 20 to 28 °C, reads 32.30 °C with its sensor's offset and noise, and 32.29 in a treatment; 93 of 100 sensors that
    // hang in the pad read less than 32.0 °C.

    /// What skin under a pad reads at least.
    public static let leastSkinTemperature = Temperature.milliCelsius(32_000)

    // Source: project policy; a second's mean is known to 1 m°C, and skin drifts by a few m°C in ten seconds.

    /// The rise of another zone's sensor that gives a swap away.
    public static let swapRise = TemperatureDifference.millikelvin(60)
    /// The rise up to which the zone's own sensor stands still then.
    public static let swapStill = TemperatureDifference.millikelvin(30)
    /// The least energy in a zone before its own sensor is expected to answer.
    public static let swapEnergy = EnergyDensity.millijoulesPerSquareCentimetre(100)
    /// How many times more energy one zone must have received than the other, before both are compared.
    public static let swapEnergyRatio: Int64 = 4
    /// How far two zones' sensors must at least move over thirty seconds, each against its own power, to be interchanged.
    public static let swapCrossing = TemperatureDifference.millikelvin(300)

    // Source: thermistor class, ± 0.2 °C: a channel that is off by as much makes every sensor leave its class.

    /// What the reference resistor reads.
    public static let reference = Temperature.celsius(37)
    /// From this deviation on the operator is told.
    public static let referenceWarning = TemperatureDifference.millikelvin(100)
    /// Beyond this deviation output stops.
    public static let referenceTrip = TemperatureDifference.millikelvin(200)
}
