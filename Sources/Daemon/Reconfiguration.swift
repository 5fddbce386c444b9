import Control
import Synchronization

/// Takes a changed configuration over while the daemon serves: all of it or nothing.
final class Reconfiguration: Sendable {
    private let read: @Sendable () throws(ConfigurationFile.Refusal) -> Settings
    private let present: Mutex<Settings>
    private let desk: LineDesk
    private let board: StatusBoard

    /// Starts from `present`; `read` says what holds by now.
    init(
        present: Settings, desk: LineDesk, board: StatusBoard,
        read: @escaping @Sendable () throws(ConfigurationFile.Refusal) -> Settings
    ) {
        self.present = Mutex(present)
        self.desk = desk
        self.board = board
        self.read = read
    }

    /// Reads the configuration again and takes over what has changed.
    ///
    /// May read files: not on the control queue.
    ///
    /// - Returns: the keys that have changed.
    /// - Throws: everything that cannot be taken over now; nothing is changed then, and a notice says so.
    func reload() throws(ConfigurationFile.Refusal) -> [String] {
        do throws(ConfigurationFile.Refusal) {
            let wanted = try read()
            // One reload at a time: what one has decided must hold until it is done.
            let changed = try present.withLock { present throws(ConfigurationFile.Refusal) in
                let changes = present.changes(to: wanted)
                let problems = changes.compactMap { problem(with: $0.reach, of: $0.key) }
                guard problems.isEmpty else { throw ConfigurationFile.Refusal(problems: problems) }
                present = wanted
                if !changes.isEmpty { desk.change(to: wanted, anew: changes.contains { $0.reach == .line }) }
                return changes.map(\.key)
            }
            board.setNotices([], about: .configuration)
            return changed
        } catch {
            board.setNotices(
                error.problems.map { "The configuration was not taken over: \($0)" }, about: .configuration)
            throw error
        }
    }

    /// Why a change that reaches so far cannot be made now; nil when it can.
    private func problem(with reach: SettingsChange, of key: String) -> String? {
        let state = board.snapshot.state
        return switch reach {
        case .search: nil
        case .line:
            state.concernsOutput
                ? "\(key): the line cannot be changed while the state is \(state); reload again when the treatment is over"
                : nil
        case .restart: "\(key): takes a new start of the service (systemctl restart myothermd)"
        }
    }
}

extension TreatmentState {
    /// Whether nothing was loaded for the device, and nothing has happened with it.
    var isUnused: Bool {
        switch self {
        case .disconnected, .identifying, .selfTesting, .ready, .service: true
        case .loaded, .contactCheck, .titrating, .armed, .running, .paused, .stopping, .cooldown, .finished, .tripped,
            .outputUncertain:
            false
        }
    }

    /// Whether output is prepared, flows, or was not yet seen to have ended.
    var concernsOutput: Bool {
        switch self {
        case .contactCheck, .titrating, .armed, .running, .paused, .stopping, .cooldown, .outputUncertain: true
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .finished, .tripped, .service: false
        }
    }
}
