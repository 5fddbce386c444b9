import Units

/// Hazard HAZ-O8: a zone takes far more than its plan can need, because heat goes where no sensor feels it.
///
/// Energy and charge as measured, counted from the treatment's start through every pause. Told at 90 % of the budget,
/// tripped when it is used up. The budget of energy is the envelope's: 1.3 × the plan's prediction, or the shadow run's upper
/// end where that is less, and what cool skin takes up; the one of charge is 1.3 × the plan's.
public enum EnergyBudget: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for zone in evidence.zones {
            let account = evidence.output.account[zone]
            judge(account.millijoules, of: account.millijouleBudget, in: zone, into: &verdict)
            judge(account.microcoulombs, of: account.microcoulombBudget, in: zone, into: &verdict)
        }
    }

    private static func judge(_ amount: Int32, of whole: Int32, in zone: ZoneIndex, into verdict: inout Verdict) {
        let (used, budget) = (Int64(amount), Int64(whole))
        guard budget > 0 else { return }
        let warning = budget * Int64(Limits.budgetWarning.rawValue) / 1000
        if used >= budget {
            verdict.add(Finding(.energyBudget, .trip, zone: zone, value: used, limit: budget))
        } else if used >= warning {
            verdict.add(Finding(.energyBudget, .warn, zone: zone, value: used, limit: warning))
        }
    }
}
