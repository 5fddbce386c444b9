import Control
import Oracle
import Safety
public import Treatment
import Units

/// A case played through its two phases: safety, while things break, and liveness, when all is mended.
extension VirtualTreatment {
    /// How long output is watched after the treatment has ended.
    private static let watchTime = Duration.seconds(1)
    /// How long a machine may take from mended to having treated once more.
    ///
    /// The face is a rested one then, which the machine cannot know: where it takes the layer below the skin for warm it
    /// waits until that would have cooled.
    private static let recoveryTime = Duration.seconds(600)

    /// Plays `campaignCase` and judges it; nil where its plan is none.
    public static func outcome(of campaignCase: CampaignCase, examples: [Program]) -> CampaignOutcome? {
        recordedOutcome(of: campaignCase, examples: examples)?.outcome
    }

    /// Plays and judges it, and gives what was recorded on the way too, and what the oracle saw.
    public static func recordedOutcome(
        of campaignCase: CampaignCase, examples: [Program]
    ) -> (outcome: CampaignOutcome, events: [TimedEvent], truth: String)? {
        guard let scenario = campaignCase.scenario(examples: examples) else { return nil }
        var treatment = VirtualTreatment(scenario)
        let outcome = treatment.playCampaign(campaignCase)
        return (outcome, treatment.events, treatment.report().truth.summary)
    }

    private mutating func playCampaign(_ campaignCase: CampaignCase) -> CampaignOutcome {
        playSafety()
        let safety = report()
        let firstEvents = events.count
        var wedge: String?
        if let mild = CampaignPlan.mild.program(examples: []) { wedge = recover(with: mild) }
        let all = report()
        var outcome = CampaignOutcome(
            seed: campaignCase.seed, mode: campaignCase.mode, kinds: campaignCase.kinds, broken: all.truth.broken,
            wedge: wedge, result: safety.result, refusals: safety.refusals.map { "\($0)" }, trips: 0, pauses: 0,
            isComplete: false, profile: campaignCase.profile, found: [], energised: all.energised,
            simulated: all.simulated, trace: all.trace.value)
        outcome.padIsHidden = campaignCase.hidesPads(behind: all.truth)
        outcome.isComplete = safety.result == .completed && hasEveryPulse(safety)
        outcome.judge(
            events[..<firstEvents], faults: campaignCase, runAt: firstRunAt, startedAt: startedAt)
        return outcome
    }

    /// Plays until the treatment has ended, and a little longer.
    private mutating func playSafety() {
        plug()
        let end = Instant.zero + scenario.limit
        var watched: Instant?
        while now < end {
            step(until: watched ?? end)
            guard hasEnded else {
                watched = nil
                continue
            }
            let until = watched ?? min(now + VirtualTreatment.watchTime, end)
            watched = until
            if now >= until { return }
        }
    }

    /// Whether nothing more will come of the treatment by itself.
    @inline(__always)
    private var hasEnded: Bool {
        guard hostLives else { return !device.isRunning }
        guard device.hasMains else { return true }
        switch state {
        case .finished, .tripped, .service: return true
        case .ready, .loaded, .paused: return person.isContent && incidents.isEmpty
        case .disconnected, .identifying, .selfTesting, .contactCheck, .titrating, .armed, .running, .stopping,
            .cooldown, .outputUncertain:
            return false
        }
    }

    private func hasEveryPulse(_ report: RunReport) -> Bool {
        let planned = scenario.program.zones.map { scenario.program.totals(of: $0).pulses }
        let given = ZoneSet.all.compactMap { report.deliveries[$0]?.pulsesDelivered }
        return planned == given
    }
}

/// Liveness.
extension VirtualTreatment {
    /// Mends everything and lets somebody treat once more; gives what kept it from that, or nil.
    private mutating func recover(with program: Program) -> String? {
        heal(with: program)
        let end = now + VirtualTreatment.recoveryTime
        var first: Finding?
        let begin = events.count
        while now < end {
            step(until: end)
            if person.recovery?.wantsPowerCycle ?? false { powerCycle() }
            guard person.recovery?.hasStarted ?? false else { continue }
            for event in events[begin...] {
                if case .finding(let finding) = event.event, finding.reaction >= .pause { first = first ?? finding }
            }
            switch state {
            case .finished:
                let result = machine.snapshot(at: now).result
                return result == .completed
                    ? nil : "the treatment after it ended as \(result.map { "\($0)" } ?? "none")"
            case .tripped, .paused:
                return "the treatment after it was ended by \(first.map { "\($0.cause)" } ?? "nothing")"
            case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed,
                .running, .stopping, .cooldown, .outputUncertain, .service:
                continue
            }
        }
        let refused = refusals.last.map { ", \($0)" } ?? ""
        return "it stays in \(state)\(refused)"
    }

    private mutating func heal(with program: Program) {
        script = FaultScript()
        nextFault = nil
        incidents = []
        storageLeft = .max
        mainsOffAt = nil
        apply(LiveFaults())
        toDevice.mend()
        toHost.mend()
        if !device.hasMains { device.mainsOn(bootID: nextBoot(), at: now) }
        prescribe(program)
        device.rest(scenario.patient, seed: scenario.seed, at: now)
        person = Operator(recoveringWith: program, after: person.requestCount)
        plug()
        if !hostLives { restartHost() }
        refusals = []
    }

    private mutating func powerCycle() {
        device.mainsOff(at: now)
        device.mainsOn(bootID: nextBoot(), at: now)
        person.powerWasCycled()
    }

    private mutating func nextBoot() -> UInt64 {
        boots += 1
        return scenario.seed &* 1000 &+ boots
    }
}
