import CSystemd
import Glibc

/// What the service manager gives to a service and is told by it; without one, everything here does nothing.
public enum ServiceManager {
    /// A socket that was handed over, listening.
    public struct Socket: Equatable, Sendable {
        /// Its descriptor; the caller's.
        public var descriptor: Int32
        /// What the socket unit calls it (`FileDescriptorName=`).
        public var name: String
    }

    /// The sockets that were handed over; call it once, before any child could inherit them.
    public static func takeSockets() -> [Socket] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = nil
        let count = unsafe sd_listen_fds_with_names(1, &names)
        defer { unsafe free(names) }
        guard count > 0, let names = unsafe names else { return [] }
        return (0..<Int(count)).map { index in
            let name = unsafe names[index].map { unsafe String(cString: $0) } ?? ""
            unsafe free(names[index])
            return Socket(descriptor: SD_LISTEN_FDS_START + Int32(index), name: name)
        }
    }

    /// The daemon serves.
    ///
    /// No device has been opened by then: one that hangs keeps nobody from asking why.
    static func tellReady() { tell("READY=1\nSTATUS=Serving; looking for the device.") }

    /// What an administrator sees in `systemctl status`.
    static func tellStatus(_ sentence: String) {
        tell("STATUS=\(sentence.prefix { !$0.isNewline })")
    }

    /// The daemon is about to end.
    static func tellStopping() { tell("STOPPING=1\nSTATUS=Switching output off.") }

    /// The control loop runs.
    static func tellAlive() { tell("WATCHDOG=1") }

    /// How long the service manager waits for a sign of life; nil when it does not.
    static var patience: Duration? {
        var microseconds: UInt64 = 0
        guard unsafe sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
        return .microseconds(microseconds)
    }

    private static func tell(_ state: String) { _ = unsafe sd_notify(0, state) }
}
