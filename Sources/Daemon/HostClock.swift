import CLinux
public import Units

/// The host's clocks.
///
/// Deadlines live on the monotonic one alone; the wall clock goes into records.
public enum HostClock {
    /// Now, on the monotonic clock.
    public static var now: Instant { .nanoseconds(myotherm_clock_monotonic_ns()) }
}
