/// What one attempt to read brought.
public enum ReadOutcome: Equatable, Sendable {
    /// This many bytes (1 and above) stand at the front of the buffer.
    case bytes(Int)
    /// Nothing has arrived: wait until the descriptor is readable.
    case nothing
    /// The other end is gone and does not come back on this descriptor: close it.
    case hangUp
    /// The system refused with this errno.
    case failed(errno: Int32)
}

/// What one attempt to write brought.
public enum WriteOutcome: Equatable, Sendable {
    /// The first so many bytes were taken; with fewer than were given, the rest is the caller's to give again.
    case wrote(Int)
    /// No byte was taken because the line's buffer is full: wait until the descriptor is writable.
    case wouldBlock
    /// The other end is gone and does not come back on this descriptor: close it.
    case hangUp
    /// The system refused with this errno.
    case failed(errno: Int32)
}

/// What an attempt to learn the length of the output queue brought.
public enum QueueLength: Equatable, Sendable {
    /// So many bytes were given to the driver and have not left it.
    case bytes(Int)
    /// The system refused with this errno.
    case unknown(errno: Int32)
}

/// What discarding the output queue did, as far as the driver tells.
public struct DiscardOutcome: Equatable, Sendable {
    /// The bytes that were waiting before.
    public let before: QueueLength
    /// The bytes that are waiting still: not zero where the driver ignored the request.
    public let after: QueueLength
    /// The errno with which the system refused the request, or nil.
    public let refusal: Int32?
}

/// How one setting that a line can do without went.
public enum Adjustment: Equatable, Sendable {
    /// It is in force.
    case applied
    /// This kind of line has no such setting (a pty has hardly any).
    case unsupported
    /// The system refused with this errno (`EPERM`: a privilege is missing).
    case refused(errno: Int32)
}
