/// The bounds that hold on both sides of a connection; whoever passes one loses that connection and nothing else.
public struct VarlinkLimits: Sendable, Equatable {
    /// Bytes of one message without its closing NUL.
    public var messageBytes = 1 << 20
    /// How deep arrays and objects may nest; the deepest message of the house needs about eight.
    public var depth = 32
    /// Values in one message, counting every element and member.
    public var values = 100_000
    /// Connections of one uid that may call everything.
    public var connectionsPerUser = 32
    /// Connections of all uids together that may call everything.
    public var connections = 256
    /// Connections of one uid beyond those, on which only urgent methods and introspection are answered.
    ///
    /// When these are taken too, the oldest of them makes room: a new connection with a Stop always gets in.
    public var reservedPerUser = 4
    /// Bytes asked for in the kernel's send buffer of a connection (the kernel doubles the number).
    ///
    /// Small, as whatever lies in it has left the latest-wins slot of a stream and is growing old.
    public var sendBufferBytes = 16 << 10
    /// Bytes of calls not begun yet at which a connection is not read until the call before them is answered.
    public var unansweredBytes = 64 << 10
    /// Stream replies that a client keeps for a slow reader before it stops reading the connection.
    public var bufferedReplies = 16

    /// The standard bounds.
    public static let standard = VarlinkLimits()

    /// Makes the standard bounds, to be changed by name.
    public init() {}
}
