import Units
import Wire

/// Ceilings: what lowers output past the queue.
extension Check {
    static let ceilings = [lowers, neverRaises]

    private static let lowers = Check(
        "ceiling-lowers", "11", "a ceiling lowers pulses and RF of segments that were already taken"
    ) { (bench) throws(Finding) in
        let samples = try bench.samples(under: PerMille(rawValue: 250), .milliwatts(300))
        for sample in samples {
            try bench.expectPower(sample, .milliwatts(300))
            try bench.expectCurrent(sample, Output.current / 4)
        }
    }

    private static let neverRaises = Check(
        "ceiling-never-raises", "11", "a ceiling above what the segments say changes nothing"
    ) { (bench) throws(Finding) in
        let samples = try bench.samples(under: PerMille(rawValue: 2000), .milliwatts(60_000))
        for sample in samples {
            try bench.expectPower(sample, Output.power)
            try bench.expectCurrent(sample, Output.current)
        }
    }
}

extension Bench {
    /// The samples of a playback's second half, before whose middle a ceiling was sent.
    fileprivate func samples(under share: PerMille, _ power: Power) throws(Finding) -> [ZoneSample] {
        try run()
        let zone = try firstZone().zone
        let played = try play {
            $0.segments = 10
        } also: { (index) throws(Finding) in
            guard index == 3 else { return }
            try self.send(Ceiling(zone: zone, stimulation: share, power: power))
        }
        // From the third segment's release on the ceiling holds; 100 ms later it fills the mean.
        let from = played.start + .milliseconds(300)
        let samples = since(played.mark) { $0.fast }.filter { $0.time > from && $0.time < played.end }
        try expect(samples.count >= 5, "samples of the output", seen: "\(samples.count)")
        return samples.map { $0.zones[zone] }
    }
}
