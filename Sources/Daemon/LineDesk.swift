import Synchronization

/// Where the control loop gets its lines, as the settings have it; another place when they change.
final class LineDesk: Sendable {
    private struct State: Sendable {
        var source: (any LineSource)?
        /// The number of the line that the loop has.
        var line: UInt64?
    }

    private let state = Mutex(State())
    private let hands: LineHands

    /// A desk that passes on to `hands`.
    init(hands: LineHands) { self.hands = hands }

    /// Begins to look for a line.
    func begin(_ settings: Settings) {
        let source = source(for: settings)
        state.withLock { $0.source = source }
        source.start()
    }

    /// The loop has lost this line.
    func lost(_ line: UInt64) {
        let source = state.withLock { state -> (any LineSource)? in
            guard state.line == line else { return nil }
            state.line = nil
            return state.source
        }
        source?.lost(line)
    }

    /// Looks for a line by other settings.
    ///
    /// With `anew` the line that there is, is given up; otherwise they are for the next one.
    func change(to settings: Settings, anew: Bool) {
        guard anew else { return state.withLock { $0.source }?.want(settings.wanted) ?? () }
        let (source, line) = state.withLock { state in
            defer { state.line = nil }
            return (state.source, state.line)
        }
        source?.stop()
        if let line { hands.detach(line) }
        begin(settings)
    }

    private func source(for settings: Settings) -> any LineSource {
        var own = hands
        own.attach = { [self] line, usbSerial in
            state.withLock { $0.line = line.number }
            return hands.attach(line, usbSerial)
        }
        guard let path = settings.path else {
            return DeviceFinder(wanted: settings.wanted, baud: settings.baud, hands: own)
        }
        return LineKeeper(path: path, baud: settings.baud, hands: own)
    }
}
