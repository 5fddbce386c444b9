import CLinux
public import Units

/// The host's clocks.
///
/// Deadlines live on the monotonic one alone; the wall clock goes into records.
public enum HostClock {
    /// Now, on the monotonic clock.
    public static var now: Instant { .nanoseconds(myotherm_clock_monotonic_ns()) }

    /// Now, on the clock that counts through a sleep of the computer, which the monotonic one does not.
    static var throughSleep: Instant { .nanoseconds(myotherm_clock_boottime_ns()) }

    /// Now, on the wall clock, which people and network time set.
    static var wall: Instant { .nanoseconds(myotherm_clock_wall_ns()) }
}
