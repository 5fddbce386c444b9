import CLinux
package import Control

/// What the control thread asks of the system before it begins.
///
/// One thread asks for itself, and not the whole process by its unit: whatever that thread starts, and every other thread
/// of the daemon, stays at the default policy, so that a busy socket cannot delay it (decision 13).
package enum RealTime {
    /// The priority that the daemon asks for unless told otherwise: above ordinary programs, below the kernel's own
    /// interrupt threads (50).
    static let priority = 10

    /// Names the calling thread, asks for real-time `priority` unless that is nil, and locks the process's memory.
    ///
    /// - Returns: what was granted, as it was read back.
    package static func enter(priority: Int?) -> HostGrants {
        _ = unsafe "control".withCString { unsafe myotherm_process_set_name($0) }
        var granted = HostGrants()
        if let priority {
            granted.realtime = Grant(result: myotherm_realtime_ask(Int32(priority)))
            let schedule = myotherm_realtime_read()
            granted.priority = schedule.is_realtime == 1 ? UInt8(clamping: schedule.priority) : 0
        }
        granted.memory = Grant(result: myotherm_realtime_lock_memory())
        return granted
    }
}

extension Grant {
    /// What a call of `CLinux` answered: 0 and above, or the negated errno.
    init(result: Int32) { self = result < 0 ? .refused(errno: -result) : .granted }
}
