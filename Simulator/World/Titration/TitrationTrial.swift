public import Tissue
public import Treatment
public import Units

/// One zone titrated on the muscle model alone: the procedure, its pulses, a muscle, and an observer.
///
/// No host and no device: what those add is shown by a `VirtualTreatment`.
public struct TitrationTrial: Sendable {
    private let program: Program
    private let contractions: ContractionSchedule
    private let place: ZoneIndex
    private let traits: MuscleTraits
    private var observer: TitrationObserver
    private var titration: Titration

    /// A trial of `plan`'s `zone`; nil where the plan does not stimulate it.
    public init?(of plan: Plan, zone: Zone, on muscle: MuscleTraits, by observer: ObserverTraits, seed: UInt64) {
        guard let short = plan.titration(of: zone), let place = ZoneIndex(0),
            let program = try? Program(compiling: short, identity: Fingerprint(high: 0, low: 1)),
            let contractions = program.contractions(of: place)
        else { return nil }
        (self.program, self.contractions, self.place, traits) = (program, contractions, place, muscle)
        let stimulation = contractions.stimulation
        self.observer = TitrationObserver(observer, muscle: muscle, width: stimulation.width, seed: seed)
        titration = Titration(cap: stimulation.current, seed: seed)
    }

    /// The most that may be tried.
    public var cap: Current { titration.cap }

    /// The pulses' width.
    public var width: PulseWidth { contractions.stimulation.width }

    /// One step.
    public var step: Current { titration.stepCurrent }

    /// Titrates to the end.
    public mutating func run() -> TitrationFinding {
        var muscle = Muscle(traits)
        var shown = 0
        var blanks = 0
        var seconds = 0.0
        var highest = Current.zero
        while let presentation = titration.presentation {
            shown += 1
            if presentation.isBlank { blanks += 1 }
            highest = max(highest, presentation.current)
            observer.look()
            show(presentation, to: &muscle)
            for (mark, time) in observer.marks { _ = titration.mark(mark, after: time) }
            titration.closeWindow()
            seconds += Double(TitrationLimits.period.milliseconds) / 1000
        }
        guard case .ended(let outcome) = titration.step else { preconditionFailure("what shows nothing has ended") }
        return TitrationFinding(
            outcome: outcome, presentations: shown, blanks: blanks, seconds: seconds, highest: highest)
    }

    private mutating func show(_ presentation: TitrationPresentation, to muscle: inout Muscle) {
        let begin = Instant.zero + presentation.begin
        var pulse: Int64 = 0
        for tick in 0...TitrationTrial.ticks {
            let time = TitrationTrial.tick * Int64(tick)
            while contractions.train.start(ofPulse: pulse) < min(time, TitrationLimits.on) {
                let start = contractions.train.start(ofPulse: pulse)
                let current = amplitude(at: start).scaled(perMille: presentation.gain)
                let milliamps = Double(current.microamps) / 1000
                muscle.pulse(at: begin + start, milliamps: milliamps, width: contractions.stimulation.width)
                observer.feel(milliamps: milliamps, at: start)
                pulse += 1
            }
            observer.see(force: muscle.force(at: begin + time), at: time)
        }
        muscle.advance(to: begin + TitrationLimits.period)
    }

    /// The amplitude of a contraction at the cap, `time` after its beginning.
    private func amplitude(at time: Duration) -> Current {
        let segment = Int(time.nanoseconds / TimeGrid.segment.nanoseconds)
        let start = TimeGrid.segment * Int64(segment)
        return contractions.slice(at: start)?.ramp.current(at: time - start) ?? .zero
    }

    /// The true motor threshold in mA: the least full amplitude of this contraction, of a rested muscle and without any
    /// noise, whose force reaches `ObserverTraits.visibleForce`; to within 1 µA, and infinite from 200 mA on.
    public var trueThreshold: Double {
        var (low, high) = (0.0, 200.0)
        guard greatestForce(milliamps: high) >= ObserverTraits.visibleForce else { return .infinity }
        while high - low > 0.001 {
            let middle = (low + high) / 2
            if greatestForce(milliamps: middle) >= ObserverTraits.visibleForce { high = middle } else { low = middle }
        }
        return high
    }

    private func greatestForce(milliamps: Double) -> Double {
        var muscle = Muscle(traits)
        let cap = Double(self.cap.microamps)
        var (pulse, greatest) = (Int64(0), 0.0)
        for tick in 0...TitrationTrial.ticks {
            let time = TitrationTrial.tick * Int64(tick)
            while contractions.train.start(ofPulse: pulse) < min(time, TitrationLimits.on) {
                let start = contractions.train.start(ofPulse: pulse)
                let share = Double(amplitude(at: start).microamps) / cap
                muscle.pulse(
                    at: .zero + start, milliamps: milliamps * share, width: contractions.stimulation.width)
                pulse += 1
            }
            greatest = max(greatest, muscle.force(at: .zero + time))
        }
        return greatest
    }

    private static let tick = Duration.milliseconds(5)
    /// Until 200 ms after the contraction's end.
    private static let ticks = 240
}

/// How a trial went.
public struct TitrationFinding: Equatable, Sendable {
    /// How it ended.
    public let outcome: TitrationOutcome
    /// How many presentations there were, blanks among them.
    public let presentations: Int
    /// How many of them were blanks.
    public let blanks: Int
    /// How long it took.
    public let seconds: Double
    /// The highest amplitude that was given.
    public let highest: Current
}
