import Discovery
import Dispatch
import Foundation
import Serial
import Synchronization

/// Opens the line and, when it is lost, opens it again, off the control queue: four times a second at first, then once.
///
/// For a line that the configuration names, with no USB device behind it perhaps; others are found (`DeviceFinder`).
final class LineKeeper: LineSource {
    private let path: String
    private let baud: BaudRate
    private let queue = DispatchQueue(label: "line")
    private let hands: LineHands
    private let isStopped = Atomic(false)

    /// A keeper of the line at `path`; one that `hands` do not take is tried again.
    init(path: String, baud: BaudRate, hands: LineHands) {
        self.path = path
        self.baud = baud
        self.hands = hands
    }

    func start() { queue.async { [self] in attempt(1, lastProblem: nil) } }

    func lost(_ line: UInt64) { start() }

    /// A named line is what it is.
    func want(_ wanted: WantedDevice) {}

    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func attempt(_ number: Int, lastProblem: String?) {
        guard !isStopped.load(ordering: .relaxed) else { return }
        do {
            let line = OpenLine(try SerialPort.open(path: path, baud: baud))
            guard !isStopped.load(ordering: .relaxed) else { return }
            hands.failed(nil)
            if !hands.attach(line, nil) { again(after: number, lastProblem: nil) }
        } catch {
            let problem = error.description
            if problem != lastProblem { hands.failed(problem) }
            again(after: number, lastProblem: problem)
        }
    }

    /// A line that was there a moment ago may be there again in a moment; one that is not plugged in costs no processor.
    private func again(after number: Int, lastProblem: String?) {
        let delay = DispatchTimeInterval.milliseconds(number < 20 ? 250 : 1000)
        queue.asyncAfter(deadline: .now() + delay) { [self] in attempt(number + 1, lastProblem: lastProblem) }
    }
}
