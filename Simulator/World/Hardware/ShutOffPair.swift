import Device

/// The two elements in series that can each cut all output, and what may keep them from it.
struct ShutOffPair: Sendable {
    /// Whether the firmware wants both closed.
    var isClosed = false
    private var firstIsStuck = false
    private var secondIsStuck = false

    /// Sets which of them stay closed whatever is wanted.
    mutating func set(firstIsStuck: Bool, secondIsStuck: Bool) {
        (self.firstIsStuck, self.secondIsStuck) = (firstIsStuck, secondIsStuck)
    }

    /// Whether the stages behind them are connected.
    var conducts: Bool { first && second }

    /// Whether a stage that is welded on reaches the patient, for all that the elements do.
    func lets(weldCutBy cut: WeldCut) -> Bool {
        switch cut {
        case .neither: true
        case .firstAlone: first
        case .secondAlone: second
        case .either: conducts
        }
    }

    /// The pair while `element` alone is opened, for the self-test.
    func opened(_ element: ShutOff) -> (first: Bool, second: Bool) {
        switch element {
        case .first: (firstIsStuck, true)
        case .second: (true, secondIsStuck)
        }
    }

    private var first: Bool { isClosed || firstIsStuck }
    private var second: Bool { isClosed || secondIsStuck }
}
