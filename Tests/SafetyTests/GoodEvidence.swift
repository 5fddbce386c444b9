import Safety
import Units

/// Evidence on which nothing is wrong: every zone at 40 °C, every circuit in order, line and clocks fresh.
func goodEvidence(zones: ZoneSet = .all) -> Evidence {
    var evidence = Evidence(zones: zones)
    evidence.clockBound = .milliseconds(2)
    evidence.frames = 210
    for zone in zones {
        evidence.readings[zone].centre = sensor(40_000)
        evidence.readings[zone].edge = sensor(39_500)
        evidence.readings[zone].radioFrequency = .ok
        evidence.readings[zone].stimulation = .ok
        evidence.readings[zone].impedance = .ohms(200)
        evidence.readings[zone].load = .ohms(1000)
    }
    return evidence
}

/// A believable sensor; without a compensated value of its own that is the reading.
func sensor(_ milliCelsius: Int32, compensated: Int32? = nil, _ reliability: Reliability = .ok) -> SensorReading {
    var sensor = SensorReading()
    sensor.reading = .milliCelsius(milliCelsius)
    sensor.compensated = .milliCelsius(compensated ?? milliCelsius)
    sensor.reliability = reliability
    return sensor
}

/// What all interlocks say about good evidence after `change`.
func verdict(after change: (inout Evidence) -> Void) -> Verdict {
    var evidence = goodEvidence()
    change(&evidence)
    return Interlocks.judge(evidence)
}

/// The only finding of `verdict`; nil when there is none or more than one.
func onlyFinding(of verdict: Verdict) -> Finding? { verdict.count == 1 ? verdict[0] : nil }

func findings(of verdict: Verdict) -> [Finding] { (0..<verdict.count).map { verdict[$0] } }

let zones = Array(ZoneSet.all)
