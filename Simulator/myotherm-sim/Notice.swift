import Glibc

/// What is said to whoever started the simulator: one line at a time, and at once.
enum Notice {
    /// Says something on standard error.
    static func print(_ text: String) { write("myotherm-sim: \(text)\n", to: STDERR_FILENO) }

    /// Says on standard output that a host can open `path`.
    static func ready(_ path: String) { write("ready \(path)\n", to: STDOUT_FILENO) }

    /// Prints what a simulator answered.
    static func answer(_ text: String) { write("\(text)\n", to: STDOUT_FILENO) }

    /// Prints `lines` on standard output.
    static func list(_ lines: [String]) { write(lines.map { $0 + "\n" }.joined(), to: STDOUT_FILENO) }

    /// A reader who went away is no reason for a device to stop: what cannot be said is left unsaid.
    private static func write(_ text: String, to descriptor: Int32) {
        _ = unsafe text.utf8CString.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count - 1) }
    }
}
