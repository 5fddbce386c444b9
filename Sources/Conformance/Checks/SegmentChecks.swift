import Units
import Wire

/// Segments that must not be played, and what the device does instead.
extension Check {
    static let segments = [unleased, late, overlapping, tooFar, overEnvelope, pulsesOverEnvelope, timeOver, underrun]

    private static let unleased = Check(
        "segment-unleased", "10.1", "a segment without a lease is refused, and trips: Start alone permits nothing"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        try bench.command(Start(program: Bench.program), mustGive: .done)
        try bench.expectRefusal(.notLeased, .unleasedSegment) { (bench) throws(Finding) in
            try bench.segment(at: bench.deviceNow() + .milliseconds(150))
        }
    }

    private static let late = Check(
        "segment-late", "10.1", "a segment that arrives after its start is refused, trips, and is not played"
    ) { (bench) throws(Finding) in
        try bench.run()
        let refused = try bench.expectRefusal(.late, .lateSegment) { (bench) throws(Finding) in
            try bench.segment(at: bench.deviceNow() - .milliseconds(5), final: true)
        }
        try bench.expect("pulses done", refused.zones[bench.firstZone().zone].pulses, 0)
    }

    private static let overlapping = Check(
        "segment-overlap", "10.1", "a segment that begins before the one before it has ended is refused, and trips"
    ) { (bench) throws(Finding) in
        try bench.run()
        let start = try bench.deviceNow() + .milliseconds(150)
        try bench.command(bench.segment(at: start), mustGive: .done)
        try bench.expectRefusal(.outOfOrder, .segmentOrder) { (bench) throws(Finding) in
            try bench.segment(at: start + .milliseconds(25))
        }
    }

    private static let tooFar = Check(
        "segment-too-far", "10.1", "a segment that begins over 400 ms ahead is refused, and trips"
    ) { (bench) throws(Finding) in
        try bench.run()
        try bench.expectRefusal(.tooFarAhead, .segmentOrder) { (bench) throws(Finding) in
            try bench.segment(at: bench.deviceNow() + .milliseconds(460))
        }
    }

    private static let overEnvelope = Check(
        "segment-over-envelope", "10.1", "a segment over the envelope's current is refused, and trips"
    ) { (bench) throws(Finding) in
        try bench.run()
        try bench.expectRefusal(.envelopeExceeded, .envelopeExceeded) { (bench) throws(Finding) in
            try bench.segment(
                at: bench.deviceNow() + .milliseconds(150), current: Output.currentBound + .microamps(100))
        }
    }

    private static let pulsesOverEnvelope = Check(
        "pulses-over-envelope", "10.3", "the pulse behind the last that the envelope allows is not given, and trips"
    ) { (bench) throws(Finding) in
        let envelope = try bench.envelope(pulses: 5)
        try bench.run([envelope])
        let played = try bench.beginOutput()
        try bench.leaseUntil(played.end)
        let sample = try bench.expectTrip(.envelopeExceeded, from: played.mark)
        try bench.expect("pulses done", sample.zones[envelope.zone].pulses, 5)
    }

    private static let timeOver = Check(
        "time-over-envelope", "10.3", "the time of the envelope counts in running, and its end trips"
    ) { (bench) throws(Finding) in
        try bench.run([bench.envelope(duration: 300)])
        let mark = bench.mark
        try bench.leaseUntil(bench.deviceNow() + .milliseconds(400))
        try bench.expectTrip(.envelopeExceeded, from: mark)
    }

    private static let underrun = Check(
        "underrun", "10.4", "a zone whose segments end without a final one trips, at zero"
    ) { (bench) throws(Finding) in
        try bench.run()
        let played = try bench.beginOutput(segments: 3)
        try bench.leaseUntil(played.end + .milliseconds(20))
        let sample = try bench.expectTrip(.underrun, from: played.mark)
        try bench.expect(
            sample.time >= played.end, "a trip at \(words(for: played.end)) or later",
            seen: words(for: sample.time))
        try bench.sample("measured zero", from: played.mark) { $0.state == .tripped && $0.flags.outputIsZero }
    }
}

extension Bench {
    /// Holds a running device to refusing a segment, to tripping, and to beginning an epoch.
    @discardableResult
    fileprivate func expectRefusal(
        _ result: CommandResult, _ cause: DeviceCause, _ segment: (Bench) throws(Finding) -> Segment
    ) throws(Finding) -> FastTelemetry {
        let (epoch, mark) = (epoch, mark)
        try command(segment(self), mustGive: result)
        let sample = try expectTrip(cause, from: mark)
        try expect("the epoch", self.epoch, epoch + 1)
        return sample
    }
}
