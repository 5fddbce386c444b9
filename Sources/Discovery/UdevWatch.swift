internal import CUdev
internal import Glibc

/// udev's view of the serial ports: what is there, and from then on what comes and goes.
///
/// It belongs to one thread or queue at a time. Nothing here waits, but reading the device tree may take milliseconds: call
/// it off the control loop.
@safe
public struct UdevWatch: ~Copyable {
    private let library: OpaquePointer
    private let monitor: OpaquePointer

    /// Becomes readable when there is an event to take; valid for as long as this value lives.
    public let descriptor: Int32

    /// Begins to listen; what is there already is told by `enumerate`, called afterwards, so that nothing is missed.
    ///
    /// - Throws: what the system refused.
    public init() throws(DiscoveryError) {
        guard let library = unsafe udev_new() else { throw DiscoveryError(operation: "be opened", errno: errno) }
        guard let monitor = unsafe udev_monitor_new_from_netlink(library, "udev") else {
            let error = errno
            unsafe udev_unref(library)
            throw DiscoveryError(operation: "open a netlink socket for events", errno: error)
        }
        // A kernel filter: events of other subsystems do not wake us.
        var result = unsafe udev_monitor_filter_add_match_subsystem_devtype(monitor, "tty", nil)
        if result >= 0 { result = unsafe udev_monitor_enable_receiving(monitor) }
        guard result >= 0 else {
            unsafe udev_monitor_unref(monitor)
            unsafe udev_unref(library)
            throw DiscoveryError(operation: "listen for events", errno: -result)
        }
        unsafe (self.library, self.monitor) = unsafe (library, monitor)
        descriptor = unsafe udev_monitor_get_fd(monitor)
    }

    deinit {
        unsafe udev_monitor_unref(monitor)
        unsafe udev_unref(library)
    }

    /// Whether there is a udev that could send events.
    ///
    /// Without it, as in most containers, libudev's monitor opens without an error and never delivers anything.
    public static var isServed: Bool { unsafe access("/run/udev/control", F_OK) == 0 }

    /// The serial ports that are there, of any kind, without listening for more: no socket is needed for that.
    ///
    /// - Throws: what the system refused.
    public static func list() throws(DiscoveryError) -> [SerialDevice] {
        guard let library = unsafe udev_new() else { throw DiscoveryError(operation: "be opened", errno: errno) }
        defer { unsafe udev_unref(library) }
        return try unsafe list(with: library)
    }

    /// The serial ports that are there, of any kind.
    ///
    /// - Throws: what the system refused.
    public func enumerate() throws(DiscoveryError) -> [SerialDevice] { try unsafe UdevWatch.list(with: library) }

    private static func list(with library: OpaquePointer) throws(DiscoveryError) -> [SerialDevice] {
        guard let enumeration = unsafe udev_enumerate_new(library) else {
            throw DiscoveryError(operation: "list devices", errno: errno)
        }
        defer { unsafe udev_enumerate_unref(enumeration) }
        var result = unsafe udev_enumerate_add_match_subsystem(enumeration, "tty")
        if result >= 0 { result = unsafe udev_enumerate_scan_devices(enumeration) }
        guard result >= 0 else { throw DiscoveryError(operation: "list devices", errno: -result) }
        var found: [SerialDevice] = []
        var entry = unsafe udev_enumerate_get_list_entry(enumeration)
        while let present = unsafe entry {
            if let path = unsafe udev_list_entry_get_name(present),
                let device = unsafe udev_device_new_from_syspath(library, path),
                let serial = unsafe UdevPort(owning: device).serialDevice
            {
                found.append(serial)
            }
            unsafe entry = unsafe udev_list_entry_get_next(present)
        }
        return found
    }

    /// Throws away the events that wait: after a loss they tell of what may have changed since.
    public mutating func forgetEvents() {
        var failures = 0
        while failures < 100 {
            errno = 0
            if let device = unsafe udev_monitor_receive_device(monitor) {
                unsafe udev_device_unref(device)
            } else if errno == 0 || errno == EAGAIN {
                return
            } else {
                failures += 1
            }
        }
    }

    /// The next event that waits; nil when none does.
    ///
    /// An event of a device that is not there any more, other than its removal, is passed over: the removal follows, or was
    /// lost.
    ///
    /// - Throws: when events were lost because too many waited: enumerate again.
    public mutating func next() throws(DiscoveryError) -> DeviceEvent? {
        while true {
            errno = 0
            guard let device = unsafe udev_monitor_receive_device(monitor) else {
                let error = errno
                if error == EINTR { continue }
                guard error == 0 || error == EAGAIN else {
                    throw DiscoveryError(operation: "take an event", errno: error)
                }
                return nil
            }
            let port = unsafe UdevPort(owning: device)
            guard let systemPath = port.systemPath else { continue }
            if port.action == "remove" { return .gone(systemPath: systemPath) }
            if unsafe access(systemPath, F_OK) == 0, let device = port.serialDevice { return .present(device) }
        }
    }
}
