import Control
import Safety
import Units

/// What the recorded events of a run say about it.
extension CampaignOutcome {
    /// Reads the events of the safety phase, in order.
    mutating func judge(_ events: ArraySlice<TimedEvent>, faults: CampaignCase, runAt: Instant?, startedAt: Instant?) {
        var firstAt: Duration?
        for event in events {
            switch event.event {
            case .finding(let finding):
                if !found.contains(finding.cause) { found.append(finding.cause) }
                if finding.givesWay { gaveWay = true }
                guard finding.reaction >= .pause else { continue }
                if first == nil { (first, firstAt) = (finding, event.at) }
            case .deviceCause(let code, _, _): if deviceCause == 0 { deviceCause = code }
            case .entered(.tripped): trips += 1
            case .entered, .intent, .treatmentBegan, .acknowledged, .silenced, .stopAsked, .expected, .delivered, .dose,
                .treatmentEnded, .deviceIdentified, .hostGranted, .hazardToZero, .timing, .titrationBegan, .presented,
                .marked, .titrationEnded, .intensitySet:
                continue
            }
        }
        pauses = events.count { event in
            if case .finding(let finding) = event.event { return finding.reaction == .pause }
            return false
        }
        guard let first, let firstAt else { return }
        let active = faults.activeKinds(at: firstAt, runAt: runAt, startedAt: startedAt)
        isWrongCause = !active.contains { kind in
            guard kind.firstCauses.contains(first.cause) else { return false }
            // A loss of contact raises an impedance; only what follows it may look like a bridge.
            guard kind == .contactPartial, first.cause == .padsBridged else { return true }
            return first.zone.map { faults.isPressedOn($0, at: firstAt, runAt: runAt) } ?? false
        }
    }
}

extension Finding {
    /// Whether it tells that a set-point gives way to a dose.
    fileprivate var givesWay: Bool {
        reaction == .warn && (cause == .deepDose || (cause == .thermalDose && limit == Limits.doseGiveWay))
    }
}

extension CampaignCase {
    /// What had begun to be broken `elapsed` after the beginning.
    func activeKinds(at elapsed: Duration, runAt: Instant?, startedAt: Instant?) -> [FaultKind] {
        var kinds: [FaultKind] = []
        for fault in faults {
            guard let begins = fault.beginning(runAt: runAt), begins <= elapsed, let kind = fault.what.kind else {
                continue
            }
            kinds.append(kind)
        }
        for incident in incidents {
            guard let startedAt, startedAt - .zero + incident.at <= elapsed else { continue }
            if let kind = incident.kind.fault { kinds.append(kind) }
        }
        if storageCapacity != nil { kinds.append(.storage) }
        return kinds
    }
}
