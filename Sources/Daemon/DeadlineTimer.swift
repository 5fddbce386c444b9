import CLinux
package import Units

/// One absolute deadline on the monotonic clock, as a descriptor that becomes readable when it has come.
///
/// A `timerfd` is absolute and is set again without allocating; a repeating Dispatch timer merges missed ticks silently.
/// Confined to the thread that waits for it.
package struct DeadlineTimer: ~Copyable, Sendable {
    /// Becomes readable at the deadline.
    package let descriptor: Int32

    /// A timer without a deadline.
    ///
    /// - Throws: the errno with which the system refused.
    package init() throws(SystemRefusal) {
        descriptor = myotherm_timer_create()
        guard descriptor >= 0 else { throw SystemRefusal(operation: "create a timer", errno: -descriptor) }
    }

    deinit { myotherm_event_close(descriptor) }

    /// Replaces the deadline; nil for none.
    package func set(_ deadline: Instant?) {
        guard let deadline else {
            _ = myotherm_timer_disarm(descriptor)
            return
        }
        _ = myotherm_timer_set(descriptor, deadline.nanoseconds)
    }

    /// Whether the deadline has come since this was last asked.
    func hasExpired() -> Bool { myotherm_timer_read(descriptor) > 0 }
}
