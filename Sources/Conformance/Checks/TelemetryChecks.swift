import Units
import Wire

/// What telemetry says while nothing flows.
extension Check {
    static let telemetry = [rhythm, frameNumbers, echo, plausible, slowFields]

    private static let rhythm = Check(
        "telemetry-rhythm", "13.1, 17",
        "samples come at the described rate, on the grid, numbered by one; slow ones at 10 Hz"
    ) { (bench) throws(Finding) in
        let period = try bench.samplePeriod()
        let mark = bench.mark
        try bench.listen(.milliseconds(1500))
        try bench.expectReadable()
        let samples = bench.since(mark) { $0.fast }
        guard let first = samples.first, let last = samples.last else {
            throw .deviates(expected: "fast telemetry", seen: "none for 1.5 s")
        }
        for (before, sample) in zip(samples, samples.dropFirst()) {
            try bench.expect("the sample behind \(before.sample)", sample.sample, before.sample &+ 1)
            let step = (sample.time - before.time).microseconds
            try bench.expect(
                abs(step - period.microseconds) <= 500, "samples \(period.microseconds) µs apart, ± 500",
                seen: "\(step) µs")
            let off = sample.time.microseconds % period.microseconds
            try bench.expect(
                min(off, period.microseconds - off) <= 500, "a multiple of \(period.microseconds) µs, ± 500",
                seen: words(for: sample.time))
        }
        let span = (last.time - first.time).milliseconds
        let slow = Int64(bench.since(mark) { $0.slow }.count)
        try bench.expect(abs(slow - span / 100) <= 1, "\(span / 100) ± 1 slow frames in \(span) ms", seen: "\(slow)")
    }

    private static let frameNumbers = Check(
        "device-frame-numbers", "4", "the device numbers all frames that it sends by one"
    ) { (bench) throws(Finding) in
        let mark = bench.mark
        try bench.command(SelfTest(.sensors), mustGive: .done)
        try bench.send(Describe(.device))
        try bench.listen(.milliseconds(500))
        try bench.expectReadable()
        let numbers = bench.heard[mark...].map(\.header.frameNumber)
        for (before, number) in zip(numbers, numbers.dropFirst()) {
            try bench.expect("the frame behind number \(before)", number, before &+ 1)
        }
    }

    private static let echo = Check(
        "telemetry-echo", "13.4", "the echo names the last good frame, also one that was dropped, and when it came"
    ) { (bench) throws(Finding) in
        for round in 0..<10 {
            let before = try bench.deviceNow()
            let mark = bench.mark
            try bench.send(Indicate(.none), epoch: round % 2 == 0 ? bench.epoch : bench.epoch - 1)
            let sent = bench.frameNumber
            let limit = try bench.samplePeriod() * 2 + Tolerance.line
            let sample = try bench.sample("an echo of frame \(sent)", within: limit, from: mark) {
                $0.echoFrame == sent
            }
            let now = UInt32(truncatingIfNeeded: sample.time.microseconds)
            let age = now &- sample.echoArrival
            let limitAge = (sample.time - before).clampedToPositive.microseconds + 1000
            try bench.expect(
                Int64(age) <= limitAge, "an arrival between sending and the sample, \(limitAge) µs at most",
                seen: "\(age) µs before the sample")
        }
    }

    private static let plausible = Check(
        "telemetry-plausible", "13.3, 13.6", "at rest every sensor and both circuits of every zone are ok and plausible"
    ) { (bench) throws(Finding) in
        let zones = bench.device?.zones ?? []
        let mark = bench.mark
        try bench.listen(.milliseconds(500))
        let samples = bench.since(mark) { $0.fast }
        try bench.expect(!samples.isEmpty && !zones.isEmpty, "samples of described zones", seen: "none")
        for sample in samples {
            try bench.expect("the number of zones", Int(sample.zoneCount), zones.count)
            try bench.expect("outputIsZero", sample.flags.outputIsZero, true)
            try bench.expect("the lease margin", sample.leaseMarginMilliseconds, 0)
            for zone in zones { try bench.expectPlausible(sample.zones[zone.zone], in: zone) }
        }
    }

    private static let slowFields = Check(
        "telemetry-slow", "13.5", "slow telemetry agrees with the descriptions, and the reference channel reads 37 °C"
    ) { (bench) throws(Finding) in
        let slow = try bench.slow()
        try bench.expect("the applicator id", slow.applicatorID, bench.device?.applicator?.id ?? 0)
        try bench.expect("the calibration hash", slow.calibrationHash, bench.device?.device?.calibrationHash ?? 0)
        try bench.expect("the first cause", slow.firstCause, .none)
        try bench.expect("the zone of the first cause", slow.firstCauseZone, 255)
        let off = (slow.reference - .celsius(37)).magnitude
        try bench.expect(
            off <= .millikelvin(200), "a reference channel of 37.0 ± 0.2 °C",
            seen: "\(slow.reference.milliCelsius) m°C")
        let isMonopolar = bench.device?.device?.traits.isMonopolar ?? false
        try bench.expect("a return electrode", slow.returnFirst > .zero || slow.returnSecond > .zero, isMonopolar)
    }
}

extension Bench {
    /// The time between two samples, as the device describes it.
    func samplePeriod() throws(Finding) -> Duration {
        guard let rate = device?.device?.sampleRateHertz, rate > 0 else {
            throw .notShown("the device did not describe its rate")
        }
        return .microseconds(1_000_000 / Int64(rate))
    }

    /// Refuses to judge what is missing on a line that damages frames.
    fileprivate func expectReadable() throws(Finding) {
        guard unreadable == 0 else { throw .notShown("\(unreadable) frames arrived damaged: the line is noisy") }
    }

    fileprivate func expectPlausible(_ sample: ZoneSample, in zone: ZoneDescription) throws(Finding) {
        let place = "zone \(zone.zone.rawValue)"
        let validities = [
            sample.centreValidity, sample.edgeValidity, sample.impedanceValidity, sample.loadValidity,
        ]
        try expect("\(place), validity of centre, edge, RF impedance, load", validities, [.ok, .ok, .ok, .ok])
        for temperature in [sample.centre, sample.edge] {
            try expect(
                (.celsius(5)...(.celsius(60))).contains(temperature), "\(place): 5 to 60 °C",
                seen: "\(temperature.milliCelsius) m°C")
        }
        try expect(
            (zone.shortImpedance...zone.openImpedance).contains(sample.impedance),
            "\(place): an RF impedance between short and open", seen: "\(sample.impedance.milliohms) mΩ")
        try expect(
            (zone.shortLoad...zone.openLoad).contains(sample.load),
            "\(place): a stimulation load between short and open", seen: "\(sample.load.milliohms) mΩ")
        try expect(sample.power < .milliwatts(50), "\(place): less than 50 mW at rest", seen: words(for: sample.power))
    }
}
