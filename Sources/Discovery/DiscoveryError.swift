/// Why udev cannot be asked.
public struct DiscoveryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried.
    public let operation: String
    /// The errno with which it failed.
    public let errno: Int32

    /// What could not be done, with the number of the reason.
    public var description: String { "udev: could not \(operation) (error \(errno))" }
}
