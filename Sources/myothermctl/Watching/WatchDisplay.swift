import ControlSocket
import Presentation
import Synchronization

/// Shows updates and notices, from whatever thread they come.
final class WatchDisplay: Sendable {
    /// In which form.
    enum Form: Sendable {
        /// Repainted in place.
        case screen(hasColour: Bool)
        /// A line for each update.
        case lines
        /// An object for each update.
        case json
    }

    private struct State {
        var screen: Screen
        var status: Status?
        var notice: WatchText.Notice?
        var help: String?
    }

    private let form: Form
    private let state: Mutex<State>

    init(_ form: Form) {
        self.form = form
        let hasColour = if case .screen(let hasColour) = form { hasColour } else { false }
        state = Mutex(State(screen: Screen(hasColour: hasColour)))
    }

    /// Shows which keys there are, from the next update on.
    func show(help: String) { state.withLock { $0.help = help } }

    /// Shows an update.
    func show(_ answer: Answer<Status>) throws(Complaint) {
        try state.withLock { state throws(Complaint) in
            state.status = answer.reply
            switch form {
            case .screen: try Self.paint(&state)
            case .lines: try Output.write(lines: [StatusText.oneLine(answer.reply)])
            case .json: try Output.write(answer.json)
            }
        }
    }

    /// Shows a word about a stop.
    func show(_ notice: WatchText.Notice) {
        state.withLock { state in
            state.notice = notice
            guard case .screen = form, state.status != nil else { return Output.say(notice.text) }
            do throws(Complaint) {
                try Self.paint(&state)
            } catch {
                Output.say(notice.text)
            }
        }
    }

    /// Shows what a treatment gave, below everything else.
    func show(_ summary: TreatmentSummary) throws(Complaint) {
        try state.withLock { state throws(Complaint) in
            switch form {
            case .screen, .lines:
                state.screen.leave()
                try Output.write(lines: [""] + summary.lines)
            case .json: break
            }
        }
    }

    private static func paint(_ state: inout State) throws(Complaint) {
        guard let status = state.status else { return }
        let lines = WatchText.lines(status, notice: state.notice, help: state.help)
        try Output.write(state.screen.repaint(lines, size: Terminal.size))
    }
}
