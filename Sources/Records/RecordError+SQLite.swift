internal import GRDB
internal import Glibc

extension RecordError {
    /// What a failure inside a database access means.
    ///
    /// GRDB throws untyped; everything it throws comes through here, and our own errors pass unchanged.
    init(_ error: any Error, path: String) {
        if let own = error as? RecordError {
            self = own
        } else if let database = error as? DatabaseError {
            self.init(database, path: path)
        } else {
            self = .database(path: path, code: 0, detail: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "no detail"
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_PERM, .SQLITE_AUTH: self = .noPermission(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(path: path, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_CONSTRAINT: self = .forbidden(path: path, rule: detail)
        // What SQLite says of a connection that was closed.
        case .SQLITE_MISUSE: self = .closed(path: path)
        default: self = .database(path: path, code: error.extendedResultCode.rawValue, detail: detail)
        }
    }

    /// What a refused system call on `path` means.
    init(path: String, operation: Operation, errno error: Int32) {
        switch error {
        case EACCES, EPERM: self = .noPermission(path: path)
        case EROFS: self = .readOnly(path: path)
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        case ENOTDIR: self = .notADirectory(path: path)
        default: self = .io(path: path, operation: operation, errno: error)
        }
    }
}
