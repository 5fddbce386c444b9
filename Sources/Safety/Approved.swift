/// A command that Safety has looked at: what was checked is what is sent, once.
///
/// Only this module can make one, it cannot be copied, and the outlet that sends it consumes it.
public struct Approved<Command: Sendable>: ~Copyable, Sendable {
    private let command: Command

    init(_ command: Command) { self.command = command }

    /// Gives the command out, and ends the approval.
    public consuming func take() -> Command { command }
}
