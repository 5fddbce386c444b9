/// What ends a check before it has passed.
public enum Finding: Error, Equatable, Sendable {
    /// The device does otherwise than its document says.
    case deviates(expected: String, seen: String)
    /// The check could not be made: something that it needs was not there. In words, what.
    case notShown(String)
    /// The line is gone, or the examination was ended.
    case lost(LineFailure)
}
