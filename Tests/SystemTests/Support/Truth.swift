import Glibc
import Testing
import Varlink

/// What the simulator's oracle saw: the face's side of the story, on the device's clock.
struct Truth: Decodable, Sendable {
    struct Zone: Decodable, Sendable {
        let pulses: Int64
        let energyMillijoules: Int64
        let peakTissueMilliCelsius: Int64?
        let residualChargeNanocoulombs: Int64
    }

    let zones: [Zone]
    let firstCause: String?
    let microsecondsToZero: Int64?
    let energyAfterZeroDueMillijoules: Int64
    let outputWithoutLeaseMicroseconds: Int64
    let lastJudgedSampleAtMicroseconds: Int64?
    let lastOutputAtMicroseconds: Int64?

    /// From the last sample that a lease proved to be judged to the last output, in µs; nil without either.
    var outputAfterJudgement: Int64? {
        guard let last = lastOutputAtMicroseconds, let judged = lastJudgedSampleAtMicroseconds else { return nil }
        return last - judged
    }
}

extension Bench {
    /// What the oracle of a running simulator has seen so far.
    func truth(of simulator: Child) async throws -> Truth {
        unsafe unlink(oraclePath)
        simulator.send(SIGUSR1)
        let text = try await eventually("the oracle's file", within: .seconds(10)) { TextFile.read(oraclePath) }
        return try JSONValue(parsing: text).decoded()
    }

    /// What it has seen once nothing has flowed for twice as long as a lease may last.
    func settledTruth(of simulator: Child) async throws -> Truth {
        var last = try await truth(of: simulator)
        var since = SuspendingClock.now
        return try await eventually("output to end", within: .seconds(20)) {
            let next = try await truth(of: simulator)
            if next.lastOutputAtMicroseconds != last.lastOutputAtMicroseconds { since = SuspendingClock.now }
            last = next
            return SuspendingClock.now - since >= .milliseconds(400) ? next : nil
        }
    }
}
