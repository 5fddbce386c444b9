import Control
import Synchronization

/// Requests that wait for the machine's answer, by number.
final class PendingAnswers: Sendable {
    /// Who asked: the uid from the socket, and the name that it has.
    struct Caller: Sendable, Equatable {
        var uid: UInt32
        var name: String
    }

    private struct Waiting: Sendable {
        var next: UInt32 = 0
        var waiting: [UInt32: @Sendable (Answer) -> Void] = [:]
        var callers: [UInt32: Caller] = [:]
        var order: [UInt32] = []
    }

    /// Callers are remembered for this many requests, so that late events still find who asked.
    private static let remembered = 256

    private let state = Mutex(Waiting())

    /// A number for a new request, whose answer `body` gets, once.
    func add(_ caller: Caller, _ body: @escaping @Sendable (Answer) -> Void) -> RequestID {
        state.withLock { state in
            state.next &+= 1
            if state.next == 0 { state.next = 1 }
            state.waiting[state.next] = body
            state.callers[state.next] = caller
            state.order.append(state.next)
            if state.order.count > PendingAnswers.remembered {
                state.callers.removeValue(forKey: state.order.removeFirst())
            }
            return RequestID(rawValue: state.next)
        }
    }

    /// Gives the answer to whoever asked.
    func answer(_ request: RequestID, _ answer: Answer) {
        let body = state.withLock { $0.waiting.removeValue(forKey: request.rawValue) }
        body?(answer)
    }

    /// Who asked; nil for the machine itself and for requests long past.
    func caller(of request: RequestID) -> Caller? { state.withLock { $0.callers[request.rawValue] } }
}
