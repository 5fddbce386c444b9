import Control
import Oracle
import Safety
import Treatment
import Units

/// One way in which output has to end, whose time is measured.
public enum LatencyProbe: String, CaseIterable, Sendable {
    /// The hotter sensor of a zone jumps above 43.0 °C and stays below the device's own limit.
    case sensorLimit = "sensor above 43.0 °C, host alone"
    /// It jumps above the device's limit too.
    case deviceLimit = "sensor above 43.3 °C"
    /// A sensor's circuit opens.
    case sensorOpen = "sensor open, host alone"
    /// A sensor's circuit is short.
    case sensorShort = "sensor short, host alone"
    /// The patient presses the button.
    case button = "stop button"
    /// A pad comes off while current flows.
    case padOff = "pad off, host alone"
    /// A pad comes off between two contractions of a treatment without heat.
    case padOffAtRest = "pad off in an off phase, host alone"
    /// The host is gone.
    case hostDeath = "host dead"
    /// The cable is pulled.
    case lineDead = "line dead"
    /// An operator asks for it.
    case operatorStop = "operator's stop"
    /// An RF stage is welded on, behind shut-offs that still cut it.
    case weld = "RF stage welded, host alone"
    /// An RF stage gives a third more than it is told.
    case power = "RF power a third too high, host alone"
    /// Half of a pad comes off.
    case padHalfOff = "pad half off, host alone"
    /// A sensor keeps its reading while its zone warms up.
    case frozenInWarmUp = "sensor frozen in warm-up, host alone"
    /// A sensor comes off the skin while its zone warms up.
    case detachedInWarmUp = "sensor detached in warm-up, host alone"
    /// A sensor keeps its reading while its zone is held warm.
    case frozenInHold = "sensor frozen in hold, host alone"
    /// A sensor comes off the skin while its zone is held warm.
    case detachedInHold = "sensor detached in hold, host alone"
}

extension LatencyProbe {
    /// What the time counts from.
    public enum Origin: Sendable {
        /// What is measured crosses its limit.
        case crossing
        /// The newest sample that a lease proved to have been judged.
        case judgedSample
    }

    /// What the time counts from.
    public var origin: Origin {
        switch self {
        case .hostDeath, .lineDead: .judgedSample
        case .sensorLimit, .deviceLimit, .sensorOpen, .sensorShort, .button, .padOff, .padOffAtRest, .operatorStop,
            .weld, .power, .padHalfOff, .frozenInWarmUp, .detachedInWarmUp, .frozenInHold, .detachedInHold:
            .crossing
        }
    }

    /// The most that 99 of 100 may take, in µs; nil where only the maximum is bounded.
    public var usualLimit: Int64? {
        switch self {
        case .sensorLimit, .deviceLimit, .sensorOpen, .sensorShort, .button, .padOff, .operatorStop: 20_000
        case .padOffAtRest, .hostDeath, .lineDead, .weld, .power, .padHalfOff, .frozenInWarmUp, .detachedInWarmUp,
            .frozenInHold, .detachedInHold:
            nil
        }
    }

    /// The most that any may take, in µs.
    public var limit: Int64 {
        switch self {
        case .sensorLimit, .deviceLimit, .sensorOpen, .sensorShort, .button, .padOff, .operatorStop:
            20_000 + HostLatency.longestStall.microseconds
        case .padOffAtRest: 250_000
        case .hostDeath, .lineDead: 210_000
        case .weld, .power, .padHalfOff: 500_000
        case .frozenInHold, .detachedInHold: 10_000_000
        case .frozenInWarmUp, .detachedInWarmUp: 30_000_000
        }
    }

    /// Plays it with everything else drawn from `seed`, and gives the time to zero in µs; nil when output did not end.
    public func microsecondsToZero(seed: UInt64) -> Int64? {
        var chance = RandomStream(seed: seed, purpose: 0x4C41_5445)
        var drawn = CampaignCase.drawn(seed: seed, mode: .host, withFaults: false, examples: [])
        drawn.plan = plan
        // A stall at that moment may refuse an arming, once in a thousand cases: the operator arms again.
        drawn.habits.rearmings = 3
        // Within a contraction, or within the rest after it.
        let at = Duration.microseconds(chance.next(in: 12_100_000...12_900_000))
        let moment = at + delay
        if self == .deviceLimit { drawn.mode = .device }
        guard var scenario = drawn.scenario(examples: []) else { return nil }
        prepare(&scenario, at: moment)
        var treatment = VirtualTreatment(scenario)
        return treatment.timeToZero(after: moment, from: origin, because: kind)
    }

    /// What the host has to find broken; nil where the device ends output by itself, or somebody asked for it.
    private var kind: FaultKind? {
        switch self {
        case .sensorLimit: .heat
        case .sensorOpen: .sensorOpen
        case .sensorShort: .sensorShort
        case .padOff, .padOffAtRest: .contactOpen
        case .weld: .weld
        case .power: .power
        case .padHalfOff: .contactPartial
        case .frozenInWarmUp, .frozenInHold: .sensorStuck
        case .detachedInWarmUp, .detachedInHold: .sensorDetached
        case .deviceLimit, .button, .hostDeath, .lineDead, .operatorStop: nil
        }
    }

    /// How much later than in the first contraction of a program that is warm it happens.
    private var delay: Duration {
        switch self {
        case .padOffAtRest: .seconds(2)
        // In the warm-up, where power is far above what a measurement may be wrong by.
        case .frozenInWarmUp, .detachedInWarmUp, .power: .seconds(12)
        case .frozenInHold, .detachedInHold: .seconds(90)
        case .sensorLimit, .deviceLimit, .sensorOpen, .sensorShort, .button, .padOff, .hostDeath, .lineDead,
            .operatorStop, .weld, .padHalfOff:
            .zero
        }
    }

    private var plan: CampaignPlan {
        var plan = CampaignPlan.mild
        plan.seconds = delay > .seconds(10) ? 140 : 24
        plan.zones = [.leftCheek, .rightCheek]
        if plan.seconds > 24 {
            // Warm after 80 s.
            plan.heating = Heating(
                target: .celsius(39), warmUpTarget: .milliCelsius(38_500), warmUpDuration: .seconds(60),
                rampLimit: .milliCelsiusPerMinute(3500), density: .milliwattsPerSquareCentimetre(150))
        }
        plan.stimulation = Stimulation(
            current: .milliamps(20), rate: .hertz(50), width: .microseconds(200), on: .seconds(1), off: .seconds(2),
            rampUp: .milliseconds(300), rampDown: .milliseconds(300), from: .zero,
            until: .seconds(plan.seconds / 3 * 3))
        if self == .padOffAtRest { plan.heating = nil }
        return plan
    }

    private func prepare(_ scenario: inout Scenario, at moment: Duration) {
        guard let zone = ZoneIndex(1) else { return }
        var faults = LiveFaults()
        switch self {
        case .sensorLimit: faults.heldTemperature[zone] = .milliCelsius(43_150)
        case .deviceLimit: faults.heldTemperature[zone] = .milliCelsius(43_600)
        case .sensorOpen: faults.centre[zone] = .open
        case .sensorShort: faults.edge[zone] = .short
        case .padOff, .padOffAtRest: faults.contact[zone] = .open
        case .weld: (faults.weldedPower[zone], faults.weldCut[zone]) = (.milliwatts(3000), .either)
        case .power: faults.powerScale[zone] = PerMille(rawValue: 1333)
        case .padHalfOff: faults.contact[zone] = .partial(PerMille(rawValue: 500))
        case .frozenInWarmUp, .frozenInHold: faults.centre[zone] = .stuck
        case .detachedInWarmUp, .detachedInHold: faults.centre[zone] = .detached
        case .button:
            scenario.incidents = [Incident(at: moment, .button(.milliseconds(100)))]
            return
        case .hostDeath:
            scenario.incidents = [Incident(at: moment, .hostDeath)]
            return
        case .lineDead:
            scenario.incidents = [Incident(at: moment, .unplug)]
            return
        case .operatorStop:
            scenario.incidents = [Incident(at: moment, .stop)]
            return
        }
        scenario.incidents = [Incident(at: moment, .faults(faults))]
    }
}

extension VirtualTreatment {
    /// Plays until output has ended after what happens at `moment`, counted from the start; nil where it ended before, or
    /// for a cause that `kind` does not explain.
    mutating func timeToZero(
        after moment: Duration, from origin: LatencyProbe.Origin, because kind: FaultKind?
    ) -> Int64? {
        plug()
        let end = Instant.zero + scenario.limit
        while now < end {
            step(until: end)
            guard let startedAt, now > startedAt + moment, !device.isRunning, let stoppedAt else { continue }
            // What ended before had another reason.
            guard stoppedAt >= startedAt + moment else { return nil }
            if let kind, !kind.firstCauses.contains(where: { $0 == firstCause }) { return nil }
            switch origin {
            case .crossing: return (stoppedAt - (startedAt + moment)).microseconds
            case .judgedSample:
                let truth = report().truth
                guard let last = truth.lastOutputAt, let judged = truth.lastJudgedSampleAt else { return nil }
                return (last - judged).microseconds
            }
        }
        return nil
    }

    /// The cause for which output was first ended or paused by the host.
    private var firstCause: Cause? {
        for event in events {
            if case .finding(let finding) = event.event, finding.reaction >= .pause { return finding.cause }
        }
        return nil
    }
}
