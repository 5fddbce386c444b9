internal import Glibc

/// The directory of the store, owned: it exists, only its owner can enter it, and no other process has it.
///
/// The lock is the kernel's (`flock`) and ends with the process, however that ends: a file left over means nothing.
struct StateDirectory: ~Copyable {
    let path: String
    private let lock: Int32

    var databasePath: String { StateDirectory.databasePath(in: path) }

    static func databasePath(in directory: String) -> String { directory + "/records.sqlite" }
    static func lockPath(in directory: String) -> String { directory + "/records.lock" }

    /// Makes the directory where it is missing (0700, parents too), and locks it.
    init(owning path: String) throws(RecordError) {
        try StateDirectory.create(path)
        try StateDirectory.inspect(path)
        lock = try StateDirectory.lock(StateDirectory.lockPath(in: path))
        self.path = path
    }

    deinit {
        // Nothing was written that could fail here; the lock goes with the descriptor in any case.
        _ = close(lock)
    }

    /// Makes the database file, readable by its owner only; SQLite gives its side files the same mode.
    func prepareDatabaseFile() throws(RecordError) {
        let file = unsafe open(databasePath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw RecordError(path: databasePath, operation: .open, errno: errno) }
        let restricted = fchmod(file, 0o600)
        let error = errno
        _ = close(file)
        guard restricted == 0 else { throw RecordError(path: databasePath, operation: .restrict, errno: error) }
    }

    /// Whether the last owner did not close the database.
    var hasWriteAheadLog: Bool {
        var status = stat()
        return unsafe stat(databasePath + "-wal", &status) == 0 && status.st_size > 0
    }

    /// The bytes that this process could still write here.
    func freeSpace() throws(RecordError) -> Int64 {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else {
            throw RecordError(path: path, operation: .measureSpace, errno: errno)
        }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        return overflow ? .max : Int64(clamping: bytes)
    }

    private static func create(_ path: String) throws(RecordError) {
        if unsafe mkdir(path, 0o700) == 0 { return }
        let error = errno
        switch error {
        case EEXIST:
            return
        case ENOENT:
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
                throw RecordError(path: path, operation: .createDirectory, errno: error)
            }
            try create(String(path[..<slash]))
            // Somebody else may have made it meanwhile: that is as good.
            guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
                throw RecordError(path: path, operation: .createDirectory, errno: errno)
            }
        default:
            throw RecordError(path: path, operation: .createDirectory, errno: error)
        }
    }

    private static func inspect(_ path: String) throws(RecordError) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { throw RecordError(path: path, operation: .lookUp, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notADirectory(path: path) }
        guard status.st_mode & 0o002 == 0 else { throw .openToAll(path: path, mode: status.st_mode & 0o7777) }
    }

    private static func lock(_ path: String) throws(RecordError) -> Int32 {
        let file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw RecordError(path: path, operation: .open, errno: errno) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let error = errno
            let holder = readHolder(file)
            _ = close(file)
            if error == EWOULDBLOCK { throw .inUse(path: path, by: holder) }
            throw RecordError(path: path, operation: .lock, errno: error)
        }
        writeHolder(file)
        return file
    }

    /// Leaves our process number for whoever finds the lock taken.
    ///
    /// It is a help for a message, and holds nothing: on a full disk the lock is as good without it.
    private static func writeHolder(_ file: Int32) {
        guard ftruncate(file, 0) == 0 else { return }
        let text = "\(getpid())\n"
        _ = unsafe pwrite(file, text, text.utf8.count, 0)
    }

    private static func readHolder(_ file: Int32) -> Int32? {
        var bytes: InlineArray<12, UInt8> = InlineArray(repeating: 0)
        var span = bytes.mutableSpan
        let count = unsafe span.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
        var number: Int32 = 0
        for index in 0..<max(0, min(count, bytes.count)) {
            let digit = bytes[index]
            guard digit >= 48, digit <= 57 else { break }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int32(digit - 48))
            if overflow || carry { return nil }
            number = sum
        }
        return number > 0 ? number : nil
    }
}
