import Dispatch
import Foundation
import Serial

/// Opens the line and, when it is lost, opens it again: off the control queue, four times a second.
final class LineKeeper: Sendable {
    private let path: String
    private let baud: BaudRate
    private let queue = DispatchQueue(label: "line")
    private let opened: @Sendable (OpenLine) -> Bool
    private let failed: @Sendable (String?) -> Void

    /// A keeper of the line at `path`.
    ///
    /// - Parameters:
    ///   - opened: gets every line that could be opened, and says whether it took it; otherwise it is tried again.
    ///   - failed: gets the sentence that says why it cannot be opened, each time it changes; nil when it could be.
    init(
        path: String, baud: BaudRate, opened: @escaping @Sendable (OpenLine) -> Bool,
        failed: @escaping @Sendable (String?) -> Void
    ) {
        self.path = path
        self.baud = baud
        self.opened = opened
        self.failed = failed
    }

    /// Begins to try.
    func open() { queue.async { [self] in attempt(lastProblem: nil) } }

    private func attempt(lastProblem: String?) {
        do {
            let line = OpenLine(try SerialPort.open(path: path, baud: baud))
            failed(nil)
            if !opened(line) { again(lastProblem: nil) }
        } catch {
            let problem = error.description
            if problem != lastProblem { failed(problem) }
            again(lastProblem: problem)
        }
    }

    private func again(lastProblem: String?) {
        queue.asyncAfter(deadline: .now() + .milliseconds(250)) { [self] in attempt(lastProblem: lastProblem) }
    }
}
