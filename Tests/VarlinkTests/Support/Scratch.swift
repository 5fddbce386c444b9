import Glibc

/// A directory of a test's own, with a short path as socket addresses are short; removed with all files at the end.
final class Scratch: Sendable {
    let path: String

    init() {
        var template = [CChar]("/tmp/varlink-XXXXXX".utf8CString)
        let made = unsafe mkdtemp(&template)
        precondition(unsafe made != nil, "no directory for the test: errno \(errno)")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for name in ["a", "b", "c"] { unsafe unlink("\(path)/\(name)") }
        unsafe rmdir(path)
    }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Type and permissions of a file, or nil when it is not there.
    static func mode(of path: String) -> UInt32? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status.st_mode : nil
    }
}
