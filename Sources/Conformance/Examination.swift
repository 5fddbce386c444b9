import Units
import Wire

/// What one check found.
public struct CheckResult: Sendable {
    /// What a check can end in.
    public enum Outcome: String, Equatable, Sendable {
        /// The device does as the document says.
        case pass
        /// It does otherwise.
        case fail
        /// Nothing was shown: something that the check needs was not there.
        case skipped
    }

    /// Which check it was.
    public let check: Check
    /// What it ended in.
    public let outcome: Outcome
    /// For a failure what was expected and what was seen, for a skipped check what was missing; else empty.
    public let detail: String
    /// A failure's expectation; nil for any other outcome.
    public let expected: String?
    /// What was seen instead; nil for any other outcome.
    public let seen: String?

    init(_ check: Check, _ finding: Finding?) {
        self.check = check
        switch finding {
        case nil: (outcome, expected, seen, detail) = (.pass, nil, nil, "")
        case .deviates(let expected, let seen):
            outcome = .fail
            (self.expected, self.seen) = (expected, seen)
            detail = "expected \(expected); seen \(seen)"
        case .notShown(let reason): (outcome, expected, seen, detail) = (.skipped, nil, nil, reason)
        case .lost(.gone(let reason)):
            (outcome, expected, seen, detail) = (.skipped, nil, nil, "the line is gone: \(reason)")
        case .lost(.interrupted):
            (outcome, expected, seen, detail) = (.skipped, nil, nil, "the examination was ended")
        }
    }
}

/// Goes through checks on one device.
///
/// Whatever happens, a STOP run is the last thing that goes out: behind each check, and when the examination ends.
public final class Examination {
    private let bench: Bench

    /// The device; nil before it has answered.
    public var device: ExaminedDevice? { bench.device }

    /// An examination at `line`.
    ///
    /// - Parameters:
    ///   - hostInstance: a number that the device has not seen since it started, not 0; sessions count upwards from it.
    ///   - today: the day of the examination, days since 1970-01-01.
    ///   - announce: is told what a person must do, while the examination waits for it.
    public init(line: any DeviceLine, hostInstance: UInt64, today: UInt16, announce: @escaping (String) -> Void) {
        bench = Bench(line: line, hostInstance: max(hostInstance, 1), today: today, announce: announce)
    }

    /// Stops the device, and asks it who it is.
    ///
    /// - Returns: nil when there is no answer, or none that this tool can read.
    public func meet() throws(LineFailure) -> ExaminedDevice? {
        do throws(Finding) {
            try bench.sendStopRun()
            try bench.stop()
            bench.device = ExaminedDevice(answer: try bench.open())
            try bench.describeAll()
            return bench.device
        } catch {
            if case .lost(let failure) = error { throw failure }
            return bench.device
        }
    }

    /// Makes one check; once more where this machine stood still and the device cannot be blamed.
    public func make(_ check: Check) -> CheckResult {
        var stall = Duration.zero
        for _ in 0..<Examination.attempts {
            let finding = tryOnce(check)
            guard case .deviates = finding, bench.stall >= Tolerance.stall else { return CheckResult(check, finding) }
            stall = max(stall, bench.stall)
        }
        let lateness = stall.milliseconds
        return CheckResult(check, .notShown("frames came up to \(lateness) ms late, \(Examination.attempts) times"))
    }

    private func tryOnce(_ check: Check) -> Finding? {
        bench.beginCheck()
        defer { stop() }
        do throws(Finding) {
            try bench.rest()
            try check.body(bench)
            return nil
        } catch {
            return error
        }
    }

    /// Sends a STOP run, whatever the line makes of it.
    public func stop() {
        do throws(Finding) {
            try bench.sendStopRun()
        } catch {
            // The line is gone: the lease ends by itself, and whoever examines has been told.
            return
        }
    }

    private static let attempts = 3
}

extension Bench {
    /// Asks for every part of the description, and keeps what comes.
    func describeAll() throws(Finding) {
        device?.device = try describe(.device) { $0.device }
        device?.applicator = try describe(.applicator) { $0.applicator }
        var zones = ZoneSet(first: Int(device?.device?.zoneCount ?? 0))
        device?.zones = []
        while let zone = zones.next() {
            let found = try describe(.zone(zone)) { message in message.zone.flatMap { $0.zone == zone ? $0 : nil } }
            if let found { device?.zones.append(found) }
        }
    }

    /// Asks for one part, again where no answer comes.
    func describe<Answer>(_ part: DescriptionPart, _ pick: (DeviceMessage) -> Answer?) throws(Finding) -> Answer? {
        for _ in 0..<Tolerance.attempts {
            let mark = mark
            try send(Describe(part))
            if let answer = try find(within: Tolerance.describe, from: mark, { pick($0.message) }) { return answer }
        }
        return nil
    }
}
