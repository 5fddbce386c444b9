public import Units

/// The line to the device that is examined, and the clock of whoever examines it.
///
/// It belongs to one thread. On a serial port it waits by the system's clock; in a test it moves a simulated device
/// through virtual time.
public protocol DeviceLine: AnyObject {
    /// The time now, on a clock that never goes back.
    var now: Instant { get }

    /// Gives all of `bytes` to the line.
    func send(_ bytes: [UInt8]) throws(LineFailure)

    /// What has arrived, in any cut.
    ///
    /// - Parameter deadline: when to stop waiting; nothing has come by then, and the result is empty.
    func receive(until deadline: Instant) throws(LineFailure) -> [UInt8]

    /// Closes the line and opens it again, as after a cable was pulled; what was under way may be lost.
    func reopen() throws(LineFailure)
}

/// Why the line can no longer be used.
public enum LineFailure: Error, Equatable, Sendable {
    /// The device or its port is gone; in words, why.
    case gone(String)
    /// Somebody wants the examination to end.
    case interrupted
}
