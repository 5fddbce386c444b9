/// Something that a server noticed and no handler hears of; for the log.
///
/// Reports may come from any thread.
public enum VarlinkReport: Sendable, Equatable {
    /// A connection was closed for what came over it.
    case connectionDropped(peer: VarlinkPeer, reason: VarlinkError)
    /// A user has used up its ordinary connections: this one takes urgent calls only. `evicted` is true when an older
    /// one of that kind had to make room.
    case connectionReserved(peer: VarlinkPeer, evicted: Bool)
    /// A mistake of this program: a handler let its reply go, or its reply has no JSON form or is too long.
    case unanswered(method: String, reason: VarlinkError?)
    /// A connection could not be accepted, for want of descriptors perhaps.
    case acceptFailed(socket: String, reason: String)
}
