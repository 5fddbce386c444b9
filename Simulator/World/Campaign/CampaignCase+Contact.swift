import Oracle
import Units

/// Pads that lie badly, as far as it matters to what may be said of a case.
extension CampaignCase {
    /// The greatest share of a pad with which one of its densities may pass 250 mW/cm² as planned: 150 mW/cm² on half of it.
    private static let hiddenShare = PerMille(rawValue: 500)
    /// What a plan may have of RF on each cm² of a whole pad, in mW, with 5 % for what the stage gives too much.
    private static let plannedDensity = 150 * 1.05

    /// Whether each density of `truth` that was too great is what was planned, on a pad of which no more than half touched
    /// from the beginning to the end: no measurement tells it from a whole one on skin that conducts worse.
    func hidesPads(behind truth: OracleReport) -> Bool {
        let dense = truth.zones.filter { $0.isDense || $0.isTooDense }
        return !dense.isEmpty
            && dense.allSatisfy { zone in
                guard let share = onlyShare(in: zone.zone), share <= CampaignCase.hiddenShare else { return false }
                return zone.peakPowerDensity * Double(share.rawValue) / 1000 <= CampaignCase.plannedDensity
            }
    }

    /// The share of a pad that touches, where nothing else is ever wrong with the zone's pad and its RF.
    private func onlyShare(in zone: ZoneIndex) -> PerMille? {
        var shares: [PerMille] = []
        for fault in faults {
            switch fault.what {
            case .contact(.partial(let share), zone):
                guard fault.begins == .afterStart(.zero), fault.lasts == nil else { return nil }
                shares.append(share)
            case .contact(_, zone), .weld(_, _, zone), .power(_, zone), .ripple(_, zone), .detector(_, zone): return nil
            default: continue
            }
        }
        return shares.count == 1 ? shares[0] : nil
    }

    /// Whether more of the zone's pad touches `elapsed` after the beginning, or did until then, than at some time before:
    /// a fault that leaves it more came after a partial contact, or that has ended.
    func isPressedOn(_ zone: ZoneIndex, at elapsed: Duration, runAt: Instant?) -> Bool {
        var begun: [(at: Duration, share: PerMille)] = []
        for fault in faults {
            guard case .contact(let contact, zone) = fault.what, let begins = fault.beginning(runAt: runAt),
                begins <= elapsed
            else { continue }
            if case .partial = contact, let lasts = fault.lasts, begins + lasts <= elapsed { return true }
            begun.append((begins, contact.fraction))
        }
        return begun.contains { early in begun.contains { $0.at > early.at && $0.share > early.share } }
    }
}

extension TimedFault {
    /// When it begins, from the beginning of the case on; nil where that is not known yet.
    func beginning(runAt: Instant?) -> Duration? {
        switch begins {
        case .afterStart(let delay): delay
        case .afterRun(let delay): runAt.map { $0 - .zero + delay }
        }
    }
}
