import Units

/// Hazard HAZ-L1: output goes on while nobody sees what it does.
///
/// Told at 25 ms, which is five samples at 200 Hz; tripped at 60 ms. What comes ten times a second, supply, peak,
/// reference and return electrode, trips after a second: others would judge the last of it for ever.
public enum StaleTelemetry: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        let age = evidence.telemetryAge
        if age > Limits.telemetryTrip {
            verdict.add(finding(.trip, age, Limits.telemetryTrip))
        } else if age > Limits.telemetryWarning {
            verdict.add(finding(.warn, age, Limits.telemetryWarning))
        }
        if let slow = evidence.slowAge, slow > Limits.slowTelemetryTrip {
            verdict.add(finding(.trip, slow, Limits.slowTelemetryTrip))
        }
    }

    private static func finding(_ reaction: Reaction, _ age: Duration, _ limit: Duration) -> Finding {
        Finding(.telemetryStale, reaction, value: age.microseconds, limit: limit.microseconds)
    }
}
