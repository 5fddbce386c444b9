import Units

/// Hazard HAZ-T7: a sensor hangs in the pad and reads less than the skin, which is heated until that sensor is content.
///
/// Each sensor is judged by itself, so that two that came off together are found too. Three signs, each a trip: it falls
/// while the zone absorbs enough power to stay warm; it does not show, over thirty seconds, what the compact model of skin
/// expects of the power absorbed; it reads less than skin under a pad can. Source of the limits: `Limits`.
public enum DetachedSensor: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let reading = evidence.readings[zone]
            let answer = reading.heat.isMonopolar ? Answer.monopolar : Answer.bipolar
            judge(reading.centre, reading.heat.centre, answer, in: zone, into: &verdict)
            judge(reading.edge, reading.heat.edge, answer, in: zone, into: &verdict)
        }
    }

    /// From which expected rise on which share of it a sensor must show.
    private struct Answer {
        let expected: TemperatureDifference
        let share: PerMille

        static let bipolar = Answer(expected: Limits.leastExpectedRise, share: Limits.answerShare)
        static let monopolar = Answer(
            expected: Limits.leastExpectedRiseMonopolar, share: Limits.answerShareMonopolar)
    }

    private static func judge(
        _ sensor: SensorReading, _ behaviour: SensorBehaviour, _ answer: Answer, in zone: ZoneIndex,
        into verdict: inout Verdict
    ) {
        guard sensor.reliability == .ok else { return }
        guard let (value, limit) = sign(sensor, behaviour, answer) else { return }
        verdict.add(Finding(.sensorDetached, .trip, zone: zone, value: Int64(value), limit: Int64(limit)))
    }

    /// The first sign with its value and limit, in thousandths of a degree; nil where there is none.
    private static func sign(
        _ sensor: SensorReading, _ behaviour: SensorBehaviour, _ answer: Answer
    ) -> (Int32, Int32)? {
        if let brief = behaviour.brief, brief.expected >= -Limits.fallOfModel,
            brief.measured < -Limits.fallUnderPower
        {
            return (brief.measured.millikelvin, -Limits.fallUnderPower.millikelvin)
        }
        if let long = behaviour.long, long.expected >= answer.expected {
            let least = Int64(long.expected.millikelvin) * Int64(answer.share.rawValue) / 1000
            if Int64(long.measured.millikelvin) < least { return (long.measured.millikelvin, Int32(clamping: least)) }
        }
        guard sensor.reading < Limits.leastSkinTemperature else { return nil }
        return (sensor.reading.milliCelsius, Limits.leastSkinTemperature.milliCelsius)
    }
}
