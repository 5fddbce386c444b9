import Glibc
import PlanFiles
import Presentation

/// The approval beside a plan file.
enum ApprovalFile {
    /// The text of the approval to send with the plan in `file`: that at `asked`, else that beside it; nil where none is.
    ///
    /// - Throws: a complaint when one is there or was asked for, and cannot be read.
    static func text(of file: String, at asked: String?) throws(Complaint) -> String? {
        let path = asked ?? file + SealedApproval.suffix
        guard asked != nil || isThere(path) else { return nil }
        do throws(PlanFileError) {
            return try SealedApproval.read(path: path)
        } catch {
            throw Complaint(.failed, "Unreadable", error.message)
        }
    }

    /// Whether anything has that name.
    static func isThere(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    /// The complaint about an approval in the way of another one.
    static func isThereAlready(_ path: String) -> Complaint {
        Complaint(
            .failed, "AlreadyApproved",
            "\(path) is there already: look at it, and approve with --replace if another approval shall take its place")
    }

    /// Writes an approval: all of it or nothing, and on the disk when this returns.
    ///
    /// - Throws: a complaint when it cannot be written, or stands in the way of another one and may not replace it.
    static func write(_ text: String, to path: String, replacing: Bool) throws(Complaint) {
        let passing = "\(path).\(getpid())"
        defer { _ = unsafe unlink(passing) }
        _ = unsafe unlink(passing)
        let descriptor = unsafe open(passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw failure(path) }
        if replacing {
            guard unsafe rename(passing, path) == 0 else { throw failure(path) }
        } else if unsafe link(passing, path) != 0 {
            throw errno == EEXIST ? isThereAlready(path) : failure(path)
        }
    }

    private static func failure(_ path: String) -> Complaint {
        let reason = unsafe String(cString: strerror(errno))
        return Complaint(.failed, "Unwritable", "\(path): cannot be written: \(reason)")
    }
}
