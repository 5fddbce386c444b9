import Units
import Wire

/// What a sound device gives in one zone of the segments that it took.
struct WalkOutput {
    /// More than can wait for their time and matter after it.
    private static let memory = 12

    private struct Entry {
        let segment: Segment
        /// When it ends, or was cut short.
        var end: DeviceInstant
        let pulsesBefore: Int64
    }

    private var segments: [Entry] = []
    /// The pulses of all segments since the arming.
    private var pulses: Int64 = 0
    /// When output was cut short.
    private var cutAt: DeviceInstant?

    mutating func take(_ segment: Segment) {
        cutAt = nil
        segments.append(Entry(segment: segment, end: segment.end, pulsesBefore: pulses))
        if let train = PulseTrain(rate: segment.rate) {
            pulses += train.pulseCount(from: segment.trainOffset, length: TimeGrid.segment)
        }
        if segments.count > WalkOutput.memory { segments.removeFirst() }
    }

    /// Nothing more is given after `time`.
    mutating func cut(at time: DeviceInstant) {
        guard cutAt == nil else { return }
        pulses = given(by: time).count
        segments.removeAll { $0.segment.start >= time }
        for index in segments.indices { segments[index].end = min(segments[index].end, time) }
        cutAt = time
    }

    /// Writes what is measured at `time` into a sample.
    func measure(into sample: inout ZoneSample, at time: DeviceInstant) {
        let until = min(time, cutAt ?? time)
        let (count, last) = given(by: until)
        sample.pulses = UInt32(clamping: count)
        if let last {
            sample.pulseCurrent = last.current
            sample.pulseAgeCentiseconds = UInt8(clamping: (time - last.at).milliseconds / 10)
        }
        guard cutAt == nil, let now = segments.last(where: { $0.segment.start <= time }), time < now.end else {
            return
        }
        sample.power = now.segment.power
    }

    /// The pulses that began before `time`, and the last of them.
    private func given(by time: DeviceInstant) -> (count: Int64, last: (at: DeviceInstant, current: Current)?) {
        var count: Int64 = 0
        var last: (at: DeviceInstant, current: Current)?
        for entry in segments {
            let (segment, before) = (entry.segment, entry.pulsesBefore)
            let start = segment.start + TimeGrid.slotDelay(of: segment.zone)
            guard start < time else { break }
            count = before
            guard let train = PulseTrain(rate: segment.rate) else { continue }
            let first = train.firstPulse(notBefore: segment.trainOffset)
            let next = train.firstPulse(notBefore: segment.trainOffset + min(time - start, entry.end - segment.start))
            count = before + next - first
            guard next > first else { continue }
            let offset = train.start(ofPulse: next - 1) - segment.trainOffset
            last = (start + offset, segment.ramp.current(at: offset))
        }
        return (count, last)
    }
}
