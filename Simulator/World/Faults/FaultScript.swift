public import Units

/// What breaks in the simulated device and on its line, and when: a list of timed faults.
///
/// Each fault begins a while after the device started, or after it first ran a program, and lasts for a while or for
/// ever. Where several act on the same thing, the one that comes last in the list wins while it lasts.
public struct FaultScript: Equatable, Sendable {
    /// The faults, in the order of the list.
    public private(set) var faults: [TimedFault]
    private let writtenCount: Int
    /// For each fault, whether it happened, when it is one that only happens once.
    private var happened: [Bool]
    private var runAt: Duration?

    /// A script of these faults.
    public init(_ faults: [TimedFault] = []) {
        self.faults = faults
        writtenCount = faults.count
        happened = faults.map { _ in false }
    }

    /// Notes that the device ran a program, `elapsed` after it started; only the first time counts.
    public mutating func runBegan(at elapsed: Duration) { runAt = runAt ?? elapsed }

    /// Whether some fault waits for the first run.
    public var waitsForRun: Bool {
        guard runAt == nil else { return false }
        for fault in faults {
            if case .afterRun = fault.begins { return true }
        }
        return false
    }

    /// Adds a fault to the end of the list; a time after the start counts from `elapsed`.
    public mutating func add(_ fault: TimedFault, at elapsed: Duration) {
        happened.append(false)
        switch fault.begins {
        case .afterRun: faults.append(fault)
        case .afterStart(let delay):
            faults.append(TimedFault(fault.what, begins: .afterStart(elapsed + delay), lasts: fault.lasts))
        }
    }

    /// Takes out what was added, as far as `isMeant` says so, and gives its number.
    public mutating func removeAdded(where isMeant: (TimedFault) -> Bool = { _ in true }) -> Int {
        let before = faults.count
        let kept = faults.indices.filter { $0 < writtenCount || !isMeant(faults[$0]) }
        happened = kept.map { happened[$0] }
        faults = kept.map { faults[$0] }
        return before - faults.count
    }

    /// What is broken `elapsed` after the device started.
    public func faults(at elapsed: Duration) -> LiveFaults {
        var result = LiveFaults()
        for fault in faults {
            guard let span = span(of: fault), span.from <= elapsed else { continue }
            if let end = span.end, end <= elapsed { continue }
            fault.what.apply(to: &result)
        }
        return result
    }

    /// The resets of the device that are due by `elapsed`; each is given once.
    public mutating func takeResets(upTo elapsed: Duration) -> Int {
        var count = 0
        for index in faults.indices where faults[index].what == .reset {
            if takes(index, upTo: elapsed) { count += 1 }
        }
        return count
    }

    /// By how much the device's clock has to jump by `elapsed`; each jump is given once.
    public mutating func takeClockStep(upTo elapsed: Duration) -> Duration {
        var sum = Duration.zero
        for index in faults.indices {
            guard case .clock(let step) = faults[index].what, takes(index, upTo: elapsed) else { continue }
            sum += step
        }
        return sum
    }

    private mutating func takes(_ index: Int, upTo elapsed: Duration) -> Bool {
        guard !happened[index], let span = span(of: faults[index]), span.from <= elapsed else { return false }
        happened[index] = true
        return true
    }

    /// The name under which the device is plugged in, `elapsed` after it started: that of the last cable that was pulled.
    ///
    /// - Returns: nil for its own name.
    public func plugName(at elapsed: Duration) -> String? {
        var last: (from: Duration, name: String?)?
        for fault in faults {
            guard case .unplug(let name) = fault.what, let span = span(of: fault), span.from <= elapsed else {
                continue
            }
            guard span.from >= last?.from ?? .zero else { continue }
            last = (span.from, name)
        }
        return last?.name
    }

    /// When something breaks or is mended next after `elapsed`; nil when nothing more is known to.
    public func nextChange(after elapsed: Duration) -> Duration? {
        var next: Duration?
        for fault in faults {
            guard let span = span(of: fault) else { continue }
            for moment in [span.from, span.end] {
                guard let moment, moment > elapsed else { continue }
                next = min(next ?? moment, moment)
            }
        }
        return next
    }

    /// From when until when a fault lasts; nil when that is not known yet.
    private func span(of fault: TimedFault) -> (from: Duration, end: Duration?)? {
        let from: Duration
        switch fault.begins {
        case .afterStart(let delay): from = delay
        case .afterRun(let delay):
            guard let runAt else { return nil }
            from = runAt + delay
        }
        return (from, fault.lasts.map { from + $0 })
    }
}
