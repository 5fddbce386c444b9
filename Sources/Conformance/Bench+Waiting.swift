import Units
import Wire

/// What the bench waits for, and what it holds a device to.
extension Bench {
    /// The first of what was heard from `mark` on that is wanted; nil when none came in time.
    func find<Answer>(
        within limit: Duration, from mark: Int, _ pick: (Heard) -> Answer?
    ) throws(Finding) -> Answer? {
        let deadline = line.now + limit
        var place = mark
        while true {
            while place < heard.count {
                if let answer = pick(heard[place]) { return answer }
                place += 1
            }
            guard line.now < deadline else { return nil }
            try pump(until: deadline)
        }
    }

    /// The first of what is heard from now on, or from `mark` on, that is wanted.
    func wait<Answer>(
        _ limit: Duration, for what: String, from mark: Int? = nil, _ pick: (Heard) -> Answer?
    ) throws(Finding) -> Answer {
        if let answer = try find(within: limit, from: mark ?? self.mark, pick) { return answer }
        throw .deviates(expected: what, seen: "nothing of it for \(limit.milliseconds) ms (\(situation))")
    }

    /// The first fast telemetry from now on, or from `mark` on, that is wanted.
    @discardableResult
    func sample(
        _ what: String, within limit: Duration = .milliseconds(300), from mark: Int? = nil,
        where isWanted: (FastTelemetry) -> Bool = { _ in true }
    ) throws(Finding) -> FastTelemetry {
        try wait(limit, for: what, from: mark) { heard in heard.message.fast.flatMap { isWanted($0) ? $0 : nil } }
    }

    /// The next slow telemetry that was sent after everything that the device has heard by now.
    func slow() throws(Finding) -> SlowTelemetry {
        try listen(.milliseconds(20))
        return try wait(.milliseconds(500), for: "slow telemetry") { $0.message.slow }
    }

    /// Listens for `span`, whatever comes.
    func listen(_ span: Duration) throws(Finding) {
        let deadline = line.now + span
        while line.now < deadline { try pump(until: deadline) }
    }

    /// Holds the device to keeping silent about something for long enough.
    func expectNothing(
        _ what: String, for span: Duration = Tolerance.silence, from mark: Int? = nil, _ pick: (Heard) -> Bool
    ) throws(Finding) {
        let found = try find(within: span, from: mark ?? self.mark) { pick($0) ? $0 : nil }
        if let found { throw .deviates(expected: "no \(what)", seen: "\(found.message)".prefixed(200)) }
    }

    /// Everything heard since `mark` that is wanted.
    func since<Answer>(_ mark: Int, _ pick: (DeviceMessage) -> Answer?) -> [Answer] {
        heard[mark...].compactMap { pick($0.message) }
    }

    func expect(
        _ condition: Bool, _ expected: @autoclosure () -> String, seen: @autoclosure () -> String
    ) throws(Finding) {
        guard condition else { throw .deviates(expected: expected(), seen: seen()) }
    }

    func expect<Value: Equatable>(_ what: String, _ seen: Value, _ wanted: Value) throws(Finding) {
        guard seen == wanted else {
            throw .deviates(expected: "\(what): \(words(for: wanted))", seen: words(for: seen))
        }
    }

    /// Holds the device to having stopped by itself, for this reason.
    @discardableResult
    func expectTrip(_ cause: DeviceCause, from mark: Int? = nil) throws(Finding) -> FastTelemetry {
        let sample = try sample("state tripped, cause \(words(for: cause))", within: .milliseconds(500), from: mark) {
            $0.state == .tripped
        }
        try expect("the first cause", sample.firstCause, cause)
        return sample
    }

    /// Holds the device to being in `state`, once it has heard everything.
    @discardableResult
    func expectState(_ state: DeviceState) throws(Finding) -> FastTelemetry {
        try listen(Tolerance.line)
        let sample = try sample("fast telemetry")
        try expect("the state", sample.state, state)
        return sample
    }

    /// What the newest telemetry says, for a report.
    private var situation: String {
        guard let newest else { return "no telemetry in this session" }
        let cause = newest.sample.firstCause == .none ? "" : ", first cause \(words(for: newest.sample.firstCause))"
        return "state \(newest.sample.state), epoch \(epoch)\(cause)"
    }
}

extension String {
    /// Its first `count` characters.
    func prefixed(_ count: Int) -> String { self.count > count ? prefix(count) + "…" : self }
}
