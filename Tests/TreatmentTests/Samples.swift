import Treatment
import Units

/// Plans that the tests start from.
enum Samples {
    static let heating = Heating(
        target: .milliCelsius(41_000), warmUpTarget: .milliCelsius(40_000), warmUpDuration: .seconds(120),
        rampLimit: .milliCelsiusPerMinute(3500), density: .milliwattsPerSquareCentimetre(150)
    )

    static let stimulation = Stimulation(
        current: .milliamps(20), rate: .hertz(52), width: .microseconds(200), on: .seconds(2), off: .seconds(4),
        rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(120), until: .seconds(1200)
    )

    static let fullFaceZones = Zone.allInOrder.map { ZonePlan(zone: $0, heating: heating, stimulation: stimulation) }

    static func fullFace() throws(TreatmentError) -> Plan {
        try Plan(name: "Full face", duration: .seconds(1200), zones: fullFaceZones)
    }

    static func plan(_ zones: [ZonePlan], duration: Duration = .seconds(1200)) throws(TreatmentError) -> Plan {
        try Plan(name: "Sample", duration: duration, zones: zones)
    }

    static func program(_ plan: Plan) throws(TreatmentError) -> Program {
        try Program(compiling: plan, identity: Fingerprint(high: 1, low: 2))
    }

    /// One stimulated zone, changed by `change`.
    static func stimulated(_ zone: Zone = .forehead, _ change: (inout Stimulation) -> Void = { _ in }) -> ZonePlan {
        var stimulation = Samples.stimulation
        change(&stimulation)
        return ZonePlan(zone: zone, heating: nil, stimulation: stimulation)
    }

    /// One heated zone, changed by `change`.
    static func heated(_ zone: Zone = .forehead, _ change: (inout Heating) -> Void = { _ in }) -> ZonePlan {
        var heating = Samples.heating
        change(&heating)
        return ZonePlan(zone: zone, heating: heating, stimulation: nil)
    }

    /// A random plan that its `Plan` accepts, of 1 … 4 zones with one rate and rhythm, 10 … 60 s long.
    static func random(_ stream: inout RandomStream) throws(TreatmentError) -> Plan {
        func steps(_ range: ClosedRange<Int64>) -> Duration { TimeGrid.segment * stream.next(in: range) }
        let duration = steps(200...1200)
        let rate = Frequency.millihertz(Int32(stream.next(in: 1000...120_000)))
        let (on, off, from) = (steps(12...60), steps(10...60), steps(0...100))
        let rest = duration - from
        let until = from + on + (on + off) * ((rest - on).nanoseconds / (on + off).nanoseconds)
        var zones: [ZonePlan] = []
        for zone in Zone.allInOrder.prefix(Int(stream.next(in: 1...4))) {
            let width = Int32(stream.next(in: 50...200))
            let stimulation = Stimulation(
                current: .microamps(Int32(stream.next(in: 1000...40_000))), rate: rate, width: .microseconds(width),
                on: on, off: off, rampUp: steps(6...6), rampDown: steps(6...6), from: from, until: until
            )
            let target = Int32(stream.next(in: 38_000...41_500))
            let heating = Heating(
                target: .milliCelsius(target),
                warmUpTarget: .milliCelsius(Int32(stream.next(in: 35_000...Int64(target)))),
                warmUpDuration: steps(200...4000),
                rampLimit: .milliCelsiusPerMinute(Int32(stream.next(in: 500...3500))),
                density: .milliwattsPerSquareCentimetre(Int32(stream.next(in: 20...150)))
            )
            zones.append(ZonePlan(zone: zone, heating: heating, stimulation: stimulation))
        }
        return try Plan(name: "Random", duration: duration, zones: zones)
    }
}
