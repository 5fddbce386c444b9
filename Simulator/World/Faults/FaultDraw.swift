import Units

/// Faults by chance for campaigns: which kinds may happen at all is drawn first, so that rare ones meet undisturbed.
struct FaultDraw {
    private let keys: [FaultKey]
    private let zones: [ZoneIndex]
    private let span: Int64

    /// A device whose lease logic fails has a draw of its own, behind all others.
    ///
    /// What came before it keeps its seeds that way.
    static func lostLease(within span: Duration, from chance: inout RandomStream) -> TimedFault? {
        guard chance.next(below: 50) == 0 else { return nil }
        return TimedFault(.lease, begins: .afterRun(.milliseconds(chance.next(in: 0...max(span.milliseconds, 100)))))
    }

    /// Faults in `zones`, within `span` of the first run.
    ///
    /// - Parameter zones: not empty.
    init(in zones: [ZoneIndex], within span: Duration, isMonopolar: Bool, from chance: inout RandomStream) {
        self.zones = zones
        self.span = max(span.milliseconds, 100)
        let share = chance.pick([100, 300, 1000] as [UInt64])
        var keys = FaultKey.allCases.filter { $0 != .lease }.filter { _ in chance.next(below: 1000) < share }
        if !isMonopolar { keys.removeAll { $0 == .returnElectrode } }
        // What has many kinds behind one key comes as often as all of them.
        keys += keys.filter { $0 == .contact || $0 == .centre || $0 == .edge }
        self.keys = keys.isEmpty ? [.contact, .centre, .edge] : keys
    }

    /// One fault.
    func next(from chance: inout RandomStream) -> TimedFault {
        let effect = TimedFault.Effect.drawn(chance.pick(keys), in: chance.pick(zones), from: &chance)
        let isEarly = chance.next(below: 8) == 0
        let begins =
            isEarly
            ? TimedFault.Beginning.afterStart(.milliseconds(chance.next(in: 0...5000)))
            : .afterRun(.milliseconds(chance.next(in: 0...span * 9 / 10)))
        guard chance.next(below: 3) == 0 else { return TimedFault(effect, begins: begins) }
        return TimedFault(effect, begins: begins, lasts: .milliseconds(chance.next(in: 1...span / 3)))
    }
}
