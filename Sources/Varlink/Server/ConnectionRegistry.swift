internal import NIOCore
internal import Synchronization

/// The connections that are open, for counting and for closing them; used from all event loops.
final class ConnectionRegistry: Sendable {
    /// Sent through the pipeline of every connection when the server closes.
    struct Drain: Sendable {}

    private struct State {
        var budget: ConnectionBudget
        var channels: [ConnectionBudget.ID: any Channel] = [:]
        var lastID: ConnectionBudget.ID = 0
        var isClosing = false
    }

    private let state: Mutex<State>

    init(limits: VarlinkLimits) {
        state = Mutex(State(budget: ConnectionBudget(limits: limits)))
    }

    var count: Int { state.withLock { $0.channels.count } }

    /// Whether the server is closing: a connection that was accepted before is let in, for one last call.
    var isClosing: Bool { state.withLock { $0.isClosing } }

    /// Lets a connection in, and closes the one that makes room for it.
    func admit(_ channel: any Channel, peer: VarlinkPeer, report: (VarlinkReport) -> Void) -> ConnectionBudget.ID {
        let admitted = state.withLock { state -> (id: UInt64, isReserve: Bool, evicted: (any Channel)?) in
            state.lastID += 1
            let id = state.lastID
            let evicted = state.budget.admit(id, uid: peer.uid)
            state.channels[id] = channel
            return (id, !state.budget.mayCallEverything(id), evicted.flatMap { state.channels.removeValue(forKey: $0) })
        }
        if admitted.isReserve {
            report(.connectionReserved(peer: peer, evicted: admitted.evicted != nil))
        }
        admitted.evicted?.close(promise: nil)
        return admitted.id
    }

    func mayCallEverything(_ id: ConnectionBudget.ID) -> Bool {
        state.withLock { $0.budget.mayCallEverything(id) }
    }

    func leave(_ id: ConnectionBudget.ID) {
        state.withLock { state in
            state.budget.leave(id)
            state.channels[id] = nil
        }
    }

    /// Asks every connection to end after the answer it owes, or will owe in a moment; done when none is left.
    func drain(on eventLoop: any EventLoop) -> EventLoopFuture<Void> {
        let channels = state.withLock { state in
            state.isClosing = true
            return Array(state.channels.values)
        }
        for channel in channels { channel.pipeline.fireUserInboundEventTriggered(Drain()) }
        return EventLoopFuture.andAllComplete(channels.map(\.closeFuture), on: eventLoop)
            .flatMap { self.count == 0 ? eventLoop.makeSucceededVoidFuture() : self.drain(on: eventLoop) }
    }

    /// Closes what is open, whatever it owes.
    func closeAll() {
        for channel in state.withLock({ Array($0.channels.values) }) { channel.close(promise: nil) }
    }
}
