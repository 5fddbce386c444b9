import ControlSocket
import Dispatch

/// Why a test could not do what it wanted to.
enum BenchError: Error, CustomStringConvertible {
    case notStarted(program: String, errno: Int32)
    case notWritten(path: String, errno: Int32)
    case noDirectory(errno: Int32)
    case noPrograms
    case neverCame(String, last: String)
    case endedEarly(program: String, String)
    case unexpectedOutput(command: String, String)

    var description: String {
        switch self {
        case .notStarted(let program, let errno): "\(program) could not be started (errno \(errno))"
        case .notWritten(let path, let errno): "\(path) could not be written (errno \(errno))"
        case .noDirectory(let errno): "no directory could be made in /tmp (errno \(errno))"
        case .noPrograms: "MYOTHERM_BIN has no programs"
        case .neverCame(let what, let last): "waited in vain for \(what); last seen: \(last)"
        case .endedEarly(let program, let words): "\(program) ended early: \(words)"
        case .unexpectedOutput(let command, let words): "\(command) gave: \(words)"
        }
    }
}

/// A trip for which the machine that runs the tests is to blame, and not what is tested.
struct Overload: Error, CustomStringConvertible {
    let description: String

    /// nil unless a check of a device could not be made because frames came late.
    init?(conformance answer: ToolAnswer) {
        guard answer.code == 1, answer.output.contains("frames came up to") else { return nil }
        description = "a check of the device was skipped: frames came late"
    }

    /// nil unless arming was refused because no sample was fresh enough at that moment, or because timer or line were
    /// measured to be too slow.
    init?(_ refusal: ToolAnswer) {
        let signs = ["\"gap\":\"telemetry\"", "\"gap\":\"timing\"", "Controller.TimerLate", "Controller.LineTooSlow"]
        guard refusal.code != 0, let sign = signs.first(where: refusal.output.contains) else { return nil }
        description = "not armed: \(sign)"
    }

    /// nil unless the status is such a trip.
    init?(_ status: Status) {
        guard status.state == "tripped" || status.state == "stopping", let finding = status.firstFinding else {
            return nil
        }
        switch finding.cause {
        case "schedulerLate", "lineTooSlow", "telemetryStale", "clockUncertain": break
        // The device's codes for a segment that came late, and for none that came.
        case "deviceTrip" where finding.value == 6 || finding.value == 8: break
        default: return nil
        }
        description = "\(finding.cause), value \(finding.value), limit \(finding.limit)"
    }
}

/// Asks again and again until there is an answer.
@discardableResult
func eventually<Answer>(
    _ what: String, within limit: Duration, _ ask: () async throws -> Answer?
) async throws -> Answer {
    let deadline = SuspendingClock.now + limit
    while SuspendingClock.now < deadline {
        if let answer = try await ask() { return answer }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw BenchError.neverCame(what, last: "nothing for \(limit)")
}

/// Runs what blocks on a thread of its own: the tests' own threads are few.
func offload<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "offload").async { continuation.resume(with: Swift.Result { try work() }) }
    }
}
