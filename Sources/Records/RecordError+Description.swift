internal import Glibc

extension RecordError: CustomStringConvertible {
    /// One sentence on what is wrong and where, and one on what was expected or what to do.
    public var description: String {
        switch self {
        case .notADirectory(let path):
            "\(path) is not a directory, but the records are kept in one. Give another state directory."
        case .openToAll(let path, let mode):
            "\(path) may be written by every user (mode \(String(mode, radix: 8))), who could replace the records. "
                + "It must belong to the service alone: `chmod 700 \(path)`, or give another state directory."
        case .noPermission(let path):
            "\(path) may not be read and written by this user. It must belong to the user that the service runs as: "
                + "`chown` it, or give another state directory."
        case .readOnly(let path):
            "\(path) cannot be written: the file or its file system is read-only. Mount it writable, look into the "
                + "system's log for disk errors, or give another state directory."
        case .inUse(let path, let holder):
            Self.describeInUse(path, holder)
        case .busy(let path):
            "\(path) is locked by another program that opened it. Close that program: only the service may open this "
                + "file; read records with `myothermctl records`."
        case .newerSchema(let path, let found, let known):
            "\(path) has version \(found), and this program knows versions up to \(known). Install the program that "
                + "wrote it, or give another state directory. Nothing was changed."
        case .foreign(let path, let applicationID):
            "\(path) is a database of another program (application id \(applicationID)). Give another state directory. "
                + "Nothing was changed."
        case .corrupt(let path, let detail):
            "\(path) is damaged: \(detail). Nothing was deleted. Stop the service, keep a copy of the whole directory, "
                + "then put a backup in its place or move the file away to begin with empty records."
        case .diskFull(let path):
            "\(path) cannot grow: the disk or the user's quota is full. What was stored before is intact. Free some "
                + "space; no treatment begins before that."
        case .tooLittleSpace(let path, let free, let needed):
            "\(path) has \(Self.mebibytes(free)) MiB free, and \(Self.mebibytes(needed)) MiB are needed to record a "
                + "treatment. Free some space."
        case .settingRefused(let path, let setting, let expected, let found):
            "\(path) does not take the setting \(setting)=\(expected), it stays \(found): records would not survive a "
                + "power failure. Use a local disk with a common file system."
        case .forbidden(let path, let rule):
            "\(path) does not allow that: \(rule). Records are only added to; write a new one that corrects the old."
        case .io(let path, let operation, let errno):
            "Could not \(operation.rawValue) \(path): \(Self.describe(errno)). Look into the system's log."
        case .database(let path, let code, let detail):
            "\(path) could not be used: \(detail) (SQLite code \(code)). Look into the system's log for disk errors."
        case .clockBehind(let path, let last, let now):
            "\(path) holds a record that is \((last - now) / 1000) s later than this computer's clock, so that the dose "
                + "of the day cannot be added up. Set the clock right, then load the plan again."
        case .closed(let path):
            "\(path) is being closed, because the service ends. Start the service again."
        }
    }

    private static func describeInUse(_ path: String, _ holder: Int32?) -> String {
        let owner = holder.map { "process \($0)" } ?? "another process"
        return "\(path) is locked by \(owner): the records there have an owner already. Stop it, or give another state "
            + "directory. The lock ends with its process; deleting the file does not help."
    }

    private static func mebibytes(_ bytes: Int64) -> Int64 { bytes >> 20 }

    private static func describe(_ errno: Int32) -> String {
        guard let text = unsafe strerror(errno) else { return "error \(errno)" }
        return unsafe "\(String(cString: text)) (error \(errno))"
    }
}
