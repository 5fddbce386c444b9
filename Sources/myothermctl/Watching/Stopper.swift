import ControlSocket
import Dispatch
import Presentation
import Synchronization

/// Sends Stop on a connection that is held ready for nothing else.
///
/// It works on a queue of its own: neither a display that is stuck in a full pipe nor a stream that waits can hold it
/// up. When the connection turns out to be dead, it makes a new one and tries once more. What is to be shown goes
/// through another queue.
final class Stopper: Sendable {
    private struct State {
        var client: ControllerClient
        var isSending = false
        var wasAsked = false
        var wasAnswered = false
    }

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "myothermctl.stop", qos: .userInteractive)
    private let notices = DispatchQueue(label: "myothermctl.notices")
    private let connect: @Sendable () throws(ControllerError) -> ControllerClient
    private let notice: @Sendable (WatchText.Notice) -> Void

    /// Makes a stopper.
    ///
    /// - Parameters:
    ///   - client: The connection held ready.
    ///   - connect: Makes another.
    ///   - notice: Hears what becomes of a stop, in order; may block.
    init(
        client: ControllerClient, connect: @escaping @Sendable () throws(ControllerError) -> ControllerClient,
        notice: @escaping @Sendable (WatchText.Notice) -> Void
    ) {
        state = Mutex(State(client: client))
        self.connect = connect
        self.notice = notice
    }

    /// What is known of stops so far: none was asked for (nil), or whether the last one was answered.
    var outcome: Bool? { state.withLock { $0.wasAsked ? $0.wasAnswered : nil } }

    /// Sends Stop, unless one is on its way.
    func stop(by key: String) {
        let client = state.withLock { state -> ControllerClient? in
            guard !state.isSending else { return nil }
            (state.isSending, state.wasAsked, state.wasAnswered) = (true, true, false)
            return state.client
        }
        guard let client else { return }
        tell(.sending(by: key))
        queue.async { [self] in send(on: client, reason: "watch: \(key)") }
    }

    private func send(on client: ControllerClient, reason: String) {
        do throws(ControllerError) {
            do throws(ControllerError) {
                _ = try client.stop(reason: reason)
            } catch {
                let fresh = try connect()
                state.withLock { $0.client = fresh }
                _ = try fresh.stop(reason: reason)
            }
            state.withLock { ($0.isSending, $0.wasAnswered) = (false, true) }
            tell(.stopped)
        } catch {
            state.withLock { $0.isSending = false }
            tell(.notStopped(error))
        }
    }

    private func tell(_ word: WatchText.Notice) {
        notices.async { [notice] in notice(word) }
    }
}
