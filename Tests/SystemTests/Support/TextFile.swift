import Glibc

/// Small files, whole.
enum TextFile {
    /// The text of the file; nil when there is none.
    static func read(_ path: String) -> String? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe fgetc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A new key of random bytes, for its owner alone.
    static func writeKey(to path: String) throws(BenchError) {
        let digits = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
        try write(digits + String(repeating: "0", count: 64 - digits.count), to: path)
        guard unsafe chmod(path, 0o600) == 0 else { throw .notWritten(path: path, errno: errno) }
    }

    static func write(_ text: String, to path: String) throws(BenchError) {
        guard let file = unsafe fopen(path, "w") else { throw .notWritten(path: path, errno: errno) }
        let isWritten = unsafe fputs(text, file) >= 0
        guard unsafe fclose(file) == 0, isWritten else { throw .notWritten(path: path, errno: errno) }
    }
}
