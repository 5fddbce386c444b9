import Safety
import Treatment
import Units

/// What one zone was told to give, by the device's time: the last 1.6 s, which is more than any sample can be about.
///
/// The device carries segments out by the same clock by which it stamps its samples, so that no uncertainty of the line
/// comes between a command and its measurement. What is uncertain is when a pause, a stop or a ceiling arrives: output
/// is taken for commanded until a sample shows that the device no longer runs, and a zone that is held down may give
/// anything from nothing to what its segments say.
struct CommandLog: Sendable {
    private struct Entry: Sendable, BitwiseCopyable {
        var start = DeviceInstant.zero
        var until = DeviceInstant.zero
        var trainOffset = Duration.zero
        var rate = Frequency.zero
        var width = PulseWidth.microseconds(0)
        var ramp = CurrentRamp(from: .zero, to: .zero)
        var power = Power.zero
        /// The pulses of all segments before this one, since output last began.
        var pulsesBefore: Int64 = 0
        /// The number in its train of the first pulse.
        var firstPulse: Int64 = 0
    }

    /// A power of two, so that a place is found by a mask.
    private static let size = 32
    /// The span of a mean power, and a slice more at its beginning.
    private static let meanSpan = Duration.milliseconds(110)
    /// How far two readings of the device's clock may lie apart without anybody noticing.
    private static let clockSlack = Duration.milliseconds(10)
    /// A pulse that is missing for so long is missing.
    private static let countSlack = TimeGrid.segment
    /// A sample before this one may lie so far back.
    private static let sampleGap = Duration.milliseconds(70)
    /// How long a lifted ceiling may go on to hold, because the words that lift it were lost.
    private static let liftSlack = Duration.seconds(1)
    /// For how long a segment with pulses can matter to the last pulse that is looked at.
    private static let trainMemory = Duration.milliseconds(500)
    private static let never = DeviceInstant.microseconds(.max)

    private var entries = InlineArray<32, Entry>(repeating: Entry())
    private var newest = 0
    private var count = 0
    private var slot = Duration.zero
    /// When output last began, or is to begin.
    private var origin = DeviceInstant.zero
    /// The pulses of all segments since then.
    private var pulses: Int64 = 0
    /// The device's counter when output began; nil until a sample of before has shown it.
    private var base: Int64?
    /// The most that the counter can show after output was cut short; nil while it runs.
    private var frozen: Int64?
    private var heldUntil = DeviceInstant.zero
    /// The end of the last segment with pulses.
    private var lastTrainEnd = DeviceInstant.zero

    init() {}

    /// Output begins at `origin`, from the program's beginning or after a pause.
    mutating func begin(in zone: ZoneIndex, at origin: DeviceInstant, isResumed: Bool) {
        if !isResumed { self = CommandLog() }
        slot = TimeGrid.slotDelay(of: zone)
        self.origin = origin
        (pulses, base, frozen) = (0, nil, nil)
    }

    /// Notes a segment that was released.
    mutating func append(_ request: OutputRequest, start: DeviceInstant, trainOffset: Duration) {
        var entry = Entry()
        (entry.start, entry.until) = (start, start + TimeGrid.segment)
        (entry.rate, entry.width, entry.ramp) = (request.rate, request.width, request.ramp)
        (entry.power, entry.trainOffset) = (request.power, trainOffset)
        entry.pulsesBefore = pulses
        if let train = PulseTrain(rate: request.rate) {
            entry.firstPulse = train.firstPulse(notBefore: trainOffset)
            lastTrainEnd = entry.until
            pulses += train.firstPulse(notBefore: trainOffset + TimeGrid.segment) - entry.firstPulse
        }
        newest = (newest + 1) & (CommandLog.size - 1)
        entries[newest] = entry
        count = min(count + 1, CommandLog.size)
    }

    /// The device was seen not to run at `time`: whatever was to come after it does not come.
    mutating func cut(at time: DeviceInstant) {
        guard count > 0, entries[newest].until > time, frozen == nil else { return }
        if let base { frozen = base + due(before: time + CommandLog.clockSlack) }
        for index in 0..<CommandLog.size where entries[index].until > time {
            entries[index].until = max(entries[index].start, time)
            if entries[index].start >= time { entries[index].until = entries[index].start }
        }
    }

    /// The zone is held down from now on.
    mutating func hold() { heldUntil = CommandLog.never }

    /// The zone is let up again at `time`, or a little later.
    mutating func release(at time: DeviceInstant) { heldUntil = time + CommandLog.liftSlack }
}

/// What a sample's measurements are held against.
extension CommandLog {
    /// What was commanded in the time that a sample of `time` is about.
    ///
    /// - Parameters:
    ///   - counter: the device's counter of pulses.
    ///   - pulseAge: how long ago the last pulse was, in whole steps of 10 ms; nil when it is too old to say.
    mutating func output(at time: DeviceInstant, counter: Int64, pulseAge: Duration?) -> CommandedOutput {
        var output = CommandedOutput()
        guard count > 0 else { return output }
        addPower(from: time - CommandLog.meanSpan, to: time + CommandLog.clockSlack, into: &output)
        if let pulseAge, lastTrainEnd > time - CommandLog.trainMemory {
            let latest = time - pulseAge + CommandLog.clockSlack
            addCurrent(from: latest - CommandLog.clockSlack * 3 - slot, to: latest, into: &output)
        }
        if lastTrainEnd > time - CommandLog.trainMemory {
            output.hasTrain = hasTrain(from: time - CommandLog.sampleGap - slot, to: time + CommandLog.clockSlack)
        }
        if base == nil, time < origin { base = counter }
        guard let base else { return output }
        if let frozen {
            output.mostPulses = frozen
        } else if time > lastTrainEnd + CommandLog.trainMemory {
            (output.leastPulses, output.mostPulses) = (base + pulses, base + pulses)
        } else {
            output.leastPulses = base + due(before: time - CommandLog.countSlack)
            output.mostPulses = base + due(before: time + CommandLog.clockSlack)
        }
        return output
    }

    private mutating func addPower(
        from start: DeviceInstant, to end: DeviceInstant, into output: inout CommandedOutput
    ) {
        var covered = Duration.zero
        var least = Power.milliwatts(.max)
        for back in 0..<count {
            let index = (newest &- back) & (CommandLog.size - 1)
            let from = max(entries[index].start, start)
            let until = min(entries[index].until, end)
            if entries[index].until <= start { break }
            guard until > from else { continue }
            covered += until - from
            least = min(least, entries[index].power)
            output.greatestPower = max(output.greatestPower, entries[index].power)
        }
        let isWhole = covered >= end - start
        output.leastPower = isWhole && heldUntil <= start ? least : .zero
    }

    private mutating func addCurrent(
        from start: DeviceInstant, to end: DeviceInstant, into output: inout CommandedOutput
    ) {
        var least = Current.microamps(.max)
        for back in 0..<count {
            let index = (newest &- back) & (CommandLog.size - 1)
            if entries[index].until <= start { break }
            guard entries[index].rate > .zero, entries[index].start < end else { continue }
            let first = entries[index].start
            let ramp = entries[index].ramp
            let early = ramp.current(at: max(start - first, .zero))
            let late = ramp.current(at: min(end - first, TimeGrid.segment))
            least = min(least, min(early, late))
            output.greatestCurrent = max(output.greatestCurrent, max(early, late))
            output.width = max(output.width, entries[index].width)
        }
        if output.greatestCurrent > .zero { output.leastCurrent = least }
    }

    private mutating func hasTrain(from start: DeviceInstant, to end: DeviceInstant) -> Bool {
        for back in 0..<count {
            let index = (newest &- back) & (CommandLog.size - 1)
            if entries[index].until <= start { return false }
            if entries[index].rate > .zero, entries[index].start < end { return true }
        }
        return false
    }

    /// The pulses that the segments since the last beginning hold before `time`.
    private mutating func due(before time: DeviceInstant) -> Int64 {
        for back in 0..<count {
            let index = (newest &- back) & (CommandLog.size - 1)
            let start = entries[index].start
            if start < origin { return 0 }
            guard start + slot < time else { continue }
            guard let train = PulseTrain(rate: entries[index].rate) else { return entries[index].pulsesBefore }
            let within = min(time - start - slot, entries[index].until - start)
            let begun = train.firstPulse(notBefore: entries[index].trainOffset + within) - entries[index].firstPulse
            return entries[index].pulsesBefore + begun
        }
        return 0
    }
}
