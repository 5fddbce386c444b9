import Glibc
import Presentation
import Varlink

/// Standard output for data, standard error for everything else.
enum Output {
    /// Writes text to standard output.
    ///
    /// - Throws: a complaint when it cannot be written: a full disk, a reader that is gone.
    static func write(_ text: String) throws(Complaint) {
        let code = put(text, on: STDOUT_FILENO)
        guard code == 0 else {
            throw Complaint(.failed, "OutputFailed", "standard output cannot be written (errno \(code))")
        }
    }

    /// Writes lines to standard output.
    static func write(lines: [String]) throws(Complaint) {
        try write(lines.map { $0 + "\n" }.joined())
    }

    /// Writes one line of JSON to standard output.
    static func write(_ json: JSONObject) throws(Complaint) { try write(lines: [JSONValue.object(json).text]) }

    /// Makes a file with this text, where there is none yet.
    ///
    /// - Throws: a complaint when there is one, or when it cannot be written; what was begun is taken away again.
    static func create(_ path: String, _ text: String) throws(Complaint) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw Complaint(
                .failed, "OutputFailed", "\(path): cannot be made: \(reason) (name a file that is not there)")
        }
        var code = put(text, on: descriptor)
        if fsync(descriptor) != 0, code == 0 { code = errno }
        if close(descriptor) != 0, code == 0 { code = errno }
        guard code == 0 else {
            _ = unsafe unlink(path)
            throw Complaint(.failed, "OutputFailed", "\(path): cannot be written (errno \(code))")
        }
    }

    /// Says something on standard error; nobody can be told when that fails.
    static func say(_ text: String) { _ = put(text + "\n", on: STDERR_FILENO) }

    /// Shows a complaint where the user looks for it.
    static func show(_ complaint: Complaint, asJSON: Bool) {
        guard asJSON else { return say(complaint.text) }
        do {
            try write(complaint.json)
        } catch {
            say(complaint.text)
        }
    }

    private static func put(_ text: String, on descriptor: Int32) -> Int32 {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return errno
            }
        }
        return 0
    }
}
