import Units
import Wire

/// Output for the time of a check: some segments, alike in all zones.
struct Playback {
    /// The zones, in ascending order.
    var zones: [ZoneIndex]
    /// How many segments of 50 ms.
    var segments = 6
    /// The pulses' rate; zero for none.
    var rate = Output.rate
    /// The pulses' current.
    var current = Output.current
    /// The RF power.
    var power = Output.power
    /// Whether the last segment is marked final.
    var endsFinal = true

    /// The pulses that one zone gives in all.
    var pulses: Int64 {
        PulseTrain(rate: rate)?.pulseCount(from: .zero, length: TimeGrid.segment * Int64(segments)) ?? 0
    }

    /// Segment `index` of a train that begins at `start`.
    func segment(_ index: Int, of zone: ZoneIndex, from start: DeviceInstant) -> Segment {
        let offset = TimeGrid.segment * Int64(index)
        return Segment(
            zone: zone, isFinal: endsFinal && index == segments - 1, start: start + offset, trainOffset: offset,
            rate: rate, width: Output.width, ramp: CurrentRamp(from: current, to: current), power: power)
    }
}

/// What a playback was.
struct Played {
    /// Where the device's answers to it begin.
    let mark: Int
    /// When the first segment began.
    let start: DeviceInstant
    /// When the last one ended.
    let end: DeviceInstant
    /// All segments that were taken, in the order in which they were sent.
    var segments: [Segment] = []
}

/// Output, released as a host releases it.
extension Bench {
    /// What the device's clock shows now, as far as its last frame can tell: never more than it does show.
    func deviceNow() throws(Finding) -> DeviceInstant {
        guard let newest else { throw .deviates(expected: "fast telemetry", seen: "none") }
        return newest.sample.time + (line.now - newest.at)
    }

    /// One segment of the first zone, of the least output.
    func segment(
        at start: DeviceInstant, final: Bool = false, current: Current = Output.current, power: Power = Output.power
    ) throws(Finding) -> Segment {
        Segment(
            zone: try firstZone().zone, isFinal: final, start: start, trainOffset: .zero, rate: Output.rate,
            width: Output.width, ramp: CurrentRamp(from: current, to: current), power: power)
    }

    /// Plays in the first zone, leased until `playback` has ended; `also` is done behind each segment.
    @discardableResult
    func play(
        _ change: (inout Playback) -> Void = { _ in }, also: (Int) throws(Finding) -> Void = { (_) throws(Finding) in }
    ) throws(Finding) -> Played {
        var playback = Playback(zones: [try firstZone().zone])
        change(&playback)
        return try play(playback, also: also)
    }

    /// Plays, leased until `playback` has ended; `also` is done behind each segment.
    func play(
        _ playback: Playback, also: (Int) throws(Finding) -> Void = { (_) throws(Finding) in }
    ) throws(Finding) -> Played {
        let start = try deviceNow() + .milliseconds(160)
        let end = start + TimeGrid.segment * Int64(playback.segments)
        var played = Played(mark: mark, start: start, end: end)
        for index in 0..<playback.segments {
            let release = start + TimeGrid.segment * Int64(index) - .milliseconds(130)
            while try deviceNow() < release { try pump(until: line.now + .milliseconds(2)) }
            try lease()
            for zone in playback.zones {
                let segment = playback.segment(index, of: zone, from: start)
                try command(segment, mustGive: .done)
                played.segments.append(segment)
            }
            try also(index)
        }
        try leaseUntil(end + (playback.endsFinal ? .milliseconds(20) : .zero))
        return played
    }

    /// Goes on leasing until the device's clock shows `end`, or it no longer runs.
    func leaseUntil(_ end: DeviceInstant) throws(Finding) {
        while try deviceNow() < end, newest?.sample.state == .running {
            try lease()
            try listen(min(Protocol.leaseRenewal, end - deviceNow()).clampedToPositive + .milliseconds(1))
        }
    }

    /// Begins output that goes on for a while after this returns: some segments wait, and a pulse was counted.
    func beginOutput(segments: Int = 7) throws(Finding) -> Played {
        let start = try deviceNow() + .milliseconds(60)
        var played = Played(mark: mark, start: start, end: start + TimeGrid.segment * Int64(segments))
        let playback = Playback(zones: [try firstZone().zone], segments: segments, endsFinal: false)
        for index in 0..<segments {
            try lease()
            let segment = playback.segment(index, of: playback.zones[0], from: start)
            try command(segment, mustGive: .done)
            played.segments.append(segment)
        }
        let zone = playback.zones[0]
        try sample("a pulse", from: played.mark) {
            $0.state == .running && $0.time > start && $0.zones[zone].pulses > 0
        }
        return played
    }
}
