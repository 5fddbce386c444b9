import Units
import Wire

/// Output as it should be, and what telemetry makes of it.
extension Check {
    static let output = [endsByItself, measuredOutput, shutOffs, pauseReleases, resumes]
    static let counters = [pulsesCounted, totalsCounted, hashCounted, executedCounted]

    private static let endsByItself = Check(
        "output-ends", "10.4",
        "behind the final segment the device is idle by itself, at measured zero, without a cause"
    ) { (bench) throws(Finding) in
        let epoch = bench.epoch
        try bench.run()
        let played = try bench.play()
        let sample = try bench.sample("state idle behind the final segment", from: played.mark) { $0.state == .idle }
        try bench.expect(
            sample.time >= played.end, "idle at \(words(for: played.end)) or later",
            seen: words(for: sample.time))
        try bench.expect("the first cause", sample.firstCause, .none)
        try bench.expect("the lease margin", sample.leaseMarginMilliseconds, 0)
        try bench.sample("measured zero", from: played.mark) { $0.time > played.end && $0.flags.outputIsZero }
        try bench.expect("the epoch", bench.epoch, epoch)
    }

    private static let measuredOutput = Check(
        "output-measured", "13.2, 13.3", "output is measured as commanded, outputIsZero falls with it, and only then"
    ) { (bench) throws(Finding) in
        try bench.run()
        let zone = try bench.firstZone().zone
        let played = try bench.play { $0.segments = 8 }
        let edge = Duration.milliseconds(1)
        var judged = 0
        for sample in bench.since(played.mark, { $0.fast }) {
            if sample.time + edge < played.start { try bench.expect("outputIsZero", sample.flags.outputIsZero, true) }
            guard sample.time > played.start + edge, sample.time + edge < played.end else { continue }
            try bench.expect("outputIsZero during output", sample.flags.outputIsZero, false)
            guard sample.time > played.start + .milliseconds(150) else { continue }
            try bench.expectPower(sample.zones[zone], Output.power)
            try bench.expectCurrent(sample.zones[zone], Output.current)
            judged += 1
        }
        try bench.expect(judged >= 5, "samples of the output", seen: "\(judged)")
    }

    private static let shutOffs = Check(
        "shut-offs-conduct", "13.2", "both shut-offs conduct only in running, while a lease is held"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        try bench.expect("shutOffsClosed in armed", bench.expectState(.armed).flags.shutOffsClosed, false)
        try bench.command(Start(program: Bench.program), mustGive: .done)
        try bench.expect("shutOffsClosed without a lease", bench.expectState(.running).flags.shutOffsClosed, false)
        try bench.lease()
        try bench.expect("shutOffsClosed with a lease", bench.expectState(.running).flags.shutOffsClosed, true)
        let played = try bench.play()
        let last = try bench.sample("state idle", from: played.mark) { $0.state == .idle }
        try bench.expect("shutOffsClosed in idle", last.flags.shutOffsClosed, false)
    }

    private static let pauseReleases = Check(
        "pause-releases", "8.3, 12", "Pause gives zero, releases the lease, and an old lease revives nothing"
    ) { (bench) throws(Finding) in
        try bench.run()
        _ = try bench.beginOutput()
        let leased = bench.newest?.sample.sample
        try bench.lease(leased)
        try bench.command(Pause(), mustGive: .done)
        let paused = try bench.sample("paused at measured zero", within: .milliseconds(250)) {
            $0.state == .paused && $0.flags.outputIsZero
        }
        try bench.expect("the lease margin in paused", paused.leaseMarginMilliseconds, 0)
        try bench.command(Pause(), mustGive: .done)
        try bench.command(Resume(program: Bench.program), mustGive: .done)
        try bench.lease(leased)
        let resumed = try bench.expectState(.running)
        try bench.expect("the lease margin by an old lease", resumed.leaseMarginMilliseconds, 0)
    }

    private static let resumes = Check(
        "resume-plays-on", "8.3", "after Resume new segments play on, and the counters go on"
    ) { (bench) throws(Finding) in
        try bench.run()
        _ = try bench.beginOutput()
        try bench.command(Pause(), mustGive: .done)
        let zone = try bench.firstZone().zone
        try bench.listen(.milliseconds(20))
        let before = try bench.sample("fast telemetry").zones[zone].pulses
        try bench.command(Resume(program: Fingerprint(high: 1, low: 2)), mustGive: .hashMismatch)
        try bench.command(Resume(program: Bench.program), mustGive: .done)
        let played = try bench.play()
        let sample = try bench.sample("state idle behind the final segment", from: played.mark) { $0.state == .idle }
        try bench.expect(
            sample.zones[zone].pulses > before, "more than \(before) pulses",
            seen: "\(sample.zones[zone].pulses)")
    }

    private static let pulsesCounted = Check(
        "pulses-counted", "10.2, 13.3", "the pulses done are exactly those of the program, in every zone"
    ) { (bench) throws(Finding) in
        let zones = Array((bench.device?.zones ?? []).prefix(2))
        var envelopes: [Envelope] = []
        for zone in zones { envelopes.append(try bench.envelope(of: zone)) }
        try bench.run(envelopes)
        let playback = Playback(zones: zones.map(\.zone))
        let played = try bench.play(playback)
        let sample = try bench.sample("state idle", from: played.mark) { $0.state == .idle }
        for zone in ZoneSet(first: Int(sample.zoneCount)) {
            let wanted = playback.zones.contains(zone) ? UInt32(playback.pulses) : 0
            try bench.expect("pulses done in zone \(zone.rawValue)", sample.zones[zone].pulses, wanted)
        }
    }

    private static let totalsCounted = Check(
        "totals-counted", "13.5", "charge is counted as commanded, energy as it flows"
    ) { (bench) throws(Finding) in
        try bench.run()
        let zone = try bench.firstZone().zone
        let playback = Playback(zones: [zone], segments: 10)
        let played = try bench.play(playback)
        try bench.sample("state idle", from: played.mark) { $0.state == .idle }
        let totals = try bench.slow().zones[zone]
        let charge = (Output.current * Output.width * playback.pulses).microcoulombs
        try bench.expect(
            abs(Int64(totals.chargeMicrocoulombs) - charge) <= 1, "\(charge) ± 1 µC",
            seen: "\(totals.chargeMicrocoulombs) µC")
        let energy = (Output.power * (TimeGrid.segment * 10)).millijoules
        let slack = energy * Int64(Tolerance.power.milliwatts) / Int64(Output.power.milliwatts)
        try bench.expect(
            abs(Int64(totals.energyMillijoules) - energy) <= slack, "\(energy) ± \(slack) mJ",
            seen: "\(totals.energyMillijoules) mJ")
    }

    private static let hashCounted = Check(
        "segment-hash", "10.1, 13.5", "the running hash is that of all segments taken since Arm, in their order"
    ) { (bench) throws(Finding) in
        try bench.run()
        let played = try bench.play()
        try bench.sample("state idle", from: played.mark) { $0.state == .idle }
        var hash: UInt32 = 0
        for segment in played.segments {
            var payload = FrameBuffer()
            segment.encode(into: &payload)
            hash = payload.withBytes { Checksum.crc32c($0, count: payload.count, seed: hash) }
        }
        let slow = try bench.slow()
        try bench.expect("the segment hash", slow.segmentHash, hash)
        try bench.expect("the command when it was read", slow.segmentHashAt, UInt16(truncatingIfNeeded: bench.sequence))
    }

    private static let executedCounted = Check(
        "segments-executed", "13.2", "telemetry says which segment was executed last"
    ) { (bench) throws(Finding) in
        try bench.run()
        let before = try bench.sample("fast telemetry")
        try bench.expect("executed behind, before the first", before.executedBehind, .max)
        let played = try bench.play()
        let sample = try bench.sample("state idle", from: played.mark) { $0.state == .idle }
        try bench.expect("executed behind, at the end", sample.executedBehind, 0)
    }
}

extension Bench {
    /// Holds a sample to a power: 15 % or 0.2 W.
    func expectPower(_ sample: ZoneSample, _ wanted: Power) throws(Finding) {
        let slack = max(Tolerance.power, wanted * 15 / 100)
        try expect(
            (sample.power - wanted).magnitude <= slack, "\(words(for: wanted)) ± \(slack.milliwatts)",
            seen: words(for: sample.power))
    }

    /// Holds a sample to a pulse current: 10 % or 1 mA, and hardly any charge left.
    func expectCurrent(_ sample: ZoneSample, _ wanted: Current) throws(Finding) {
        let slack = max(Tolerance.current, wanted / 10)
        try expect(
            (sample.pulseCurrent - wanted).magnitude <= slack, "\(words(for: wanted)) ± \(slack.microamps)",
            seen: words(for: sample.pulseCurrent))
        let residue = sample.residueNanocoulombs
        try expect(residue.magnitude <= 500, "a residue up to 500 nC", seen: "\(residue) nC")
    }
}
