/// Why something could not be stored or read.
///
/// `path` is the file or directory that the sentence is about.
public enum RecordError: Error, Equatable, Sendable {
    /// Something other than a directory stands where the state directory should be.
    case notADirectory(path: String)
    /// Any user may write into the state directory, and so replace the records.
    case openToAll(path: String, mode: UInt32)
    /// The user of this process may not read and write there.
    case noPermission(path: String)
    /// The file system, or the file, is read-only.
    case readOnly(path: String)
    /// Another process owns the store. `path` is the lock file; nil if that does not say whose it is.
    case inUse(path: String, by: Int32?)
    /// Another process holds a lock inside the database, without owning the store.
    case busy(path: String)
    /// A newer version of this program wrote the database.
    case newerSchema(path: String, found: Int64, known: Int64)
    /// The file is a database of something else.
    case foreign(path: String, applicationID: Int64)
    /// The database is damaged; `detail` is what was found.
    case corrupt(path: String, detail: String)
    /// The disk, or the user's quota, is full.
    case diskFull(path: String)
    /// Less space is free than a treatment needs. Both in bytes.
    case tooLittleSpace(path: String, free: Int64, needed: Int64)
    /// The database did not take a setting that the promise of durability rests on.
    case settingRefused(path: String, setting: String, expected: String, found: String)
    /// A rule of the store forbids it, such as changing what is already written.
    case forbidden(path: String, rule: String)
    /// The system refused an operation with this errno.
    case io(path: String, operation: Operation, errno: Int32)
    /// SQLite refused with this extended result code.
    case database(path: String, code: Int32, detail: String)
    /// The wall clock is earlier than the last record, so that nobody knows what belongs to this day. Both in ms.
    case clockBehind(path: String, last: Int64, now: Int64)
    /// The store is being closed and takes nothing any more.
    case closed(path: String)

    /// The operations on files whose refusal has no case of its own.
    public enum Operation: String, Sendable {
        /// Making the state directory.
        case createDirectory = "make the directory"
        /// Looking at a path.
        case lookUp = "look at"
        /// Opening or making a file.
        case open
        /// Locking the lock file.
        case lock
        /// Restricting a file to its owner.
        case restrict = "restrict to its owner"
        /// Asking how much space is free.
        case measureSpace = "measure the free space of"
    }
}
