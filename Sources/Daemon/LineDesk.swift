import Synchronization

/// Where the control loop gets its lines, as the settings have it; another place when they change.
final class LineDesk: Sendable {
    private struct State: Sendable {
        var source: (any LineSource)?
        /// Which source this is; what an earlier one still says does not count.
        var number = 0
        /// The number of the line that the loop has.
        var line: UInt64?
    }

    private let state = Mutex(State())
    private let hands: LineHands

    /// A desk that passes on to `hands`.
    init(hands: LineHands) { self.hands = hands }

    /// Begins to look for a line.
    func begin(_ settings: Settings) {
        let number = state.withLock { state in
            state.number += 1
            return state.number
        }
        let source = source(for: settings, hands: hands(of: number))
        state.withLock { if $0.number == number { $0.source = source } }
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
            defer { (state.line, state.number) = (nil, state.number + 1) }
            return (state.source, state.line)
        }
        source?.stop()
        if let line { hands.detach(line) }
        begin(settings)
    }

    /// Hands that pass on what the source of this number says, for as long as it is the present one.
    private func hands(of number: Int) -> LineHands {
        var own = hands
        own.attach = { [self] line, usbSerial in
            state.withLock { state in
                guard state.number == number, hands.attach(line, usbSerial) else { return false }
                state.line = line.number
                return true
            }
        }
        own.detach = { [self] line in if isPresent(number) { hands.detach(line) } }
        own.failed = { [self] problem in if isPresent(number) { hands.failed(problem) } }
        own.notice = { [self] notices in if isPresent(number) { hands.notice(notices) } }
        return own
    }

    private func isPresent(_ number: Int) -> Bool { state.withLock { $0.number == number } }

    private func source(for settings: Settings, hands: LineHands) -> any LineSource {
        guard let path = settings.path else {
            return DeviceFinder(wanted: settings.wanted, baud: settings.baud, hands: hands)
        }
        return LineKeeper(path: path, baud: settings.baud, hands: hands)
    }
}
