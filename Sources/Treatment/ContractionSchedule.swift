public import Units

/// A zone's contractions: when each train of pulses runs, and how large its pulses are.
///
/// All contractions of a zone are equal. Within one, the amplitude is a trapezium: from 2 % of the current up to all of
/// it over `rampUp`, and down to 2 % over `rampDown`. It never is zero, so that every pulse of the train exists and can
/// be counted. The corners lie on segment boundaries, so that one linear ramp per segment gives it exactly.
public struct ContractionSchedule: Equatable, Sendable, BitwiseCopyable {
    /// The share of the full amplitude at which a contraction starts and ends.
    public static let floor = PerMille(rawValue: 20)

    /// The plan's values.
    public let stimulation: Stimulation
    /// The pulses of one contraction.
    public let train: PulseTrain
    /// How many contractions there are, 1 or more.
    public let count: Int64
    /// How many pulses one contraction has.
    public let pulsesPerContraction: Int64

    /// The schedule of checked values.
    init(_ stimulation: Stimulation) {
        guard let train = PulseTrain(rate: stimulation.rate) else {
            preconditionFailure("a checked plan has a rate above zero")
        }
        self.stimulation = stimulation
        self.train = train
        let room = stimulation.until - stimulation.from - stimulation.on
        count = room.nanoseconds / stimulation.period.nanoseconds + 1
        pulsesPerContraction = train.pulseCount(from: .zero, length: stimulation.on)
    }

    /// The part of a train that falls into the segment at `time` after the treatment's start, a multiple of 50 ms, or
    /// nil when no train runs then.
    public func slice(at time: Duration) -> StimulationSlice? {
        let since = time - stimulation.from
        guard since >= .zero, since.nanoseconds / stimulation.period.nanoseconds < count else { return nil }
        let offset = Duration.nanoseconds(since.nanoseconds % stimulation.period.nanoseconds)
        guard offset < stimulation.on else { return nil }
        let ramp = CurrentRamp(from: amplitude(at: offset), to: amplitude(at: offset + TimeGrid.segment))
        return StimulationSlice(offset: offset, rate: stimulation.rate, width: stimulation.width, ramp: ramp)
    }

    /// When pulse `pulse` of contraction `contraction` nominally starts, counted from the treatment's start.
    func start(ofPulse pulse: Int64, in contraction: Int64) -> Duration {
        stimulation.from + stimulation.period * contraction + train.start(ofPulse: pulse)
    }

    /// The sum of the first phases' charges of all pulses, each pulse at the amplitude that its segment gives it.
    var charge: Charge {
        var perContraction = Charge.zero
        for pulse in 0..<pulsesPerContraction {
            perContraction += current(ofPulse: pulse) * stimulation.width
        }
        return perContraction * count
    }

    private func current(ofPulse pulse: Int64) -> Current {
        let start = train.start(ofPulse: pulse)
        let within = Duration.nanoseconds(start.nanoseconds % TimeGrid.segment.nanoseconds)
        let segment = start - within
        let ramp = CurrentRamp(from: amplitude(at: segment), to: amplitude(at: segment + TimeGrid.segment))
        return ramp.current(at: within)
    }

    /// The amplitude at a segment boundary `offset` into a contraction.
    private func amplitude(at offset: Duration) -> Current {
        let left = stimulation.on - offset
        if offset < stimulation.rampUp { return risen(offset, of: stimulation.rampUp) }
        if left < stimulation.rampDown { return risen(left, of: stimulation.rampDown) }
        return stimulation.current
    }

    private func risen(_ time: Duration, of whole: Duration) -> Current {
        let floor = stimulation.current.scaled(perMille: ContractionSchedule.floor)
        let rise = Int64((stimulation.current - floor).microamps) * time.microseconds / whole.microseconds
        return floor + .microamps(Int32(rise))
    }
}
