/// What became of one thing that was asked of the system.
public enum Grant: Equatable, Sendable, BitwiseCopyable {
    /// It was not asked for, or is not needed now.
    case notAsked
    /// It is in force.
    case granted
    /// The system refused with this errno.
    case refused(errno: Int32)
}

/// What the workstation grants the control loop, as it was read back.
///
/// Nothing of it is needed for a treatment: how punctual the loop is without it is measured before every arming.
public struct HostGrants: Equatable, Sendable, BitwiseCopyable {
    /// A real-time class for the control thread.
    public var realtime = Grant.notAsked
    /// The control thread's real-time priority, 1 … 99; 0 at the default policy.
    public var priority: UInt8 = 0
    /// The process's pages stay in memory.
    public var memory = Grant.notAsked
    /// Processors do not sleep deeply; asked for while a treatment is prepared or under way.
    public var processor = Grant.notAsked
    /// The workstation does not suspend; asked for while a treatment is prepared or under way.
    public var awake = Grant.notAsked

    /// Nothing asked for.
    public init() {}
}
