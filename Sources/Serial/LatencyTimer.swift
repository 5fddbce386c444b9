internal import Glibc

/// The timer of a USB bridge that gathers received bytes before it hands them over, as the driver shows it under `/sys`.
///
/// An FTDI bridge waits for 16 ms unless told otherwise: three quarters of the time that a STOP may take. Who may open the
/// line may not always write there; a rule of udev may have done it already. So what counts is what is read back.
public struct LatencyTimer: Equatable, Sendable {
    /// The shortest that an FTDI bridge knows.
    public static let shortest = 1

    /// For how long bytes are gathered at most, in ms.
    public let milliseconds: Int
    /// Whether it is as short as it can be.
    public var isShortest: Bool { milliseconds <= LatencyTimer.shortest }

    /// Sets the timer of the bridge behind `line` to its shortest, and reads it back.
    ///
    /// - Parameter system: The root of the kernel's device tree.
    /// - Returns: nil where there is no such timer: no USB bridge, or one of another kind.
    static func shorten(of line: LineIdentity, system: String = "/sys") -> LatencyTimer? {
        let path = "\(system)/dev/char/\(line.major):\(line.minor)/device/latency_timer"
        guard let present = read(path) else { return nil }
        if present.isShortest { return present }
        write("\(shortest)\n", to: path)
        return read(path) ?? present
    }

    private static func read(_ path: String) -> LatencyTimer? {
        guard let text = TextOfKernel.read(path), let milliseconds = Int(text) else { return nil }
        return LatencyTimer(milliseconds: milliseconds)
    }

    /// A refusal shows in what is read back.
    private static func write(_ text: String, to path: String) {
        let file = unsafe Glibc.open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { _ = Glibc.close(file) }
        var text = text
        _ = text.withUTF8 { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
    }
}

/// A short text that the kernel shows as a file.
enum TextOfKernel {
    /// What stands there without space around it; nil where it cannot be read.
    static func read(_ path: String) -> String? {
        let file = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { _ = Glibc.close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return nil }
        let text = String(decoding: bytes[0..<count], as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
    }
}
