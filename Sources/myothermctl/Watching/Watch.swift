import ControlSocket
import Presentation
import Varlink

/// Watches a treatment: one connection for the updates, one ready for Stop.
struct Watch: Sendable {
    /// The daemon sends an update every second; after this long without one the display would be a lie.
    private static let silence = Duration.seconds(5)

    /// A stop that is not answered by then is tried again, and then told: the person must not wait for more.
    private static let stopTimeout = Duration.seconds(2)

    /// How the watching ended.
    private enum Departure: Sendable {
        case left(seen: Ending?)
        case ended(Ending)
        case failed(Complaint)
    }

    let options: Options
    let leavesAtEnd: Bool
    let intervalMs: Int64
    let display: WatchDisplay

    /// Watches until the treatment or the watcher ends.
    func run() async throws(Complaint) -> Outcome {
        let (stopper, updates) = try connect()
        let reader = Task { await follow(updates) }
        let controls = Controls(stop: { stopper.stop(by: $0) }, leave: { reader.cancel() })
        if controls.hasKeyboard { display.show(help: Controls.help) }
        let outcome = await reader.value
        controls.end()
        switch outcome {
        case .ended(let ending): return Outcome(ending)
        case .failed(let complaint): throw complaint
        case .left(let seen): return status(onLeaving: seen, stopped: stopper.outcome)
        }
    }

    private func connect() throws(Complaint) -> (Stopper, StatusUpdates) {
        do throws(ControllerError) {
            let options = options
            let display = display
            let stopper = Stopper(
                client: try options.connect(atMost: Self.stopTimeout),
                connect: { () throws(ControllerError) in try options.connect(atMost: Self.stopTimeout) },
                notice: { display.show($0) })
            let silence = options.timeout?.duration ?? Self.silence
            return (stopper, try options.connect().watch(intervalMs: intervalMs, silence: silence))
        } catch {
            throw Complaint(error)
        }
    }

    private func follow(_ updates: StatusUpdates) async -> Departure {
        var endings = EndingFinder()
        var seen: Ending?
        var iterator = updates.makeAsyncIterator()
        while true {
            do throws(ControllerError) {
                guard let answer = try await iterator.next() else { return .failed(Self.endOfUpdates) }
                let ending = endings.take(answer.reply)
                seen = ending ?? seen
                do throws(Complaint) {
                    try show(answer, ending: ending)
                } catch {
                    return .failed(error)
                }
                if leavesAtEnd, let ending { return .ended(ending) }
            } catch {
                if case .cancelled = error { return .left(seen: seen) }
                return .failed(Self.lost(error))
            }
        }
    }

    private func show(_ answer: Answer<Status>, ending: Ending?) throws(Complaint) {
        try display.show(answer)
        guard ending != nil, let summary = TreatmentSummary(answer.reply) else { return }
        try display.show(summary)
    }

    private func status(onLeaving seen: Ending?, stopped: Bool?) -> Outcome {
        switch (seen, stopped) {
        case (.some(let ending), _): Outcome(ending)
        case (.none, .some(true)): .stopped
        case (.none, .some(false)): .failed
        case (.none, .none): leavesAtEnd ? .failed : .done
        }
    }

    private static let endOfUpdates = Complaint(
        .notConnected, "NoAnswer",
        "the daemon ended the updates: whether a treatment goes on is not known, look at the device")

    private static func lost(_ error: ControllerError) -> Complaint {
        guard case .noAnswer(let reason) = error else { return Complaint(error) }
        let how =
            if case .timedOut(_, let silence) = reason { "silent for \(silence)" } else { "the connection was closed" }
        return Complaint(
            .notConnected, "NoAnswer",
            "no more updates from the daemon (\(how)): whether a treatment goes on is not known, look at the device")
    }
}
