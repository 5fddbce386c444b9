import Glibc
import Testing

/// A directory of its own for one test, removed with all that is in it (one level) at the end.
final class Scratch {
    let path: String

    init() throws {
        var template = Array("/tmp/serial-tests-XXXXXX".utf8CString)
        try #require(unsafe mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        if let directory = unsafe opendir(path) {
            while let entry = unsafe readdir(directory) {
                let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                    unsafe String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
                }
                _ = unsafe unlink("\(path)/\(name)")
            }
            unsafe closedir(directory)
        }
        _ = unsafe rmdir(path)
    }

    func file(_ name: String) -> String {
        "\(path)/\(name)"
    }

    /// The names in it.
    func names() -> [String] {
        guard let directory = unsafe opendir(path) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                    unsafe String(cString: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    /// Writes a regular file.
    func write(_ text: String, to name: String) throws {
        let descriptor = unsafe open(file(name), O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        let written = unsafe Glibc.write(descriptor, text, text.utf8.count)
        close(descriptor)
        try #require(written == text.utf8.count)
    }
}

/// What a symbolic link says, or nil if there is none.
func destination(of path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &buffer, buffer.count)
    guard count >= 0 else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
