internal import GRDB
internal import Synchronization

/// The records of all treatments: an SQLite database in a directory that this process owns.
///
/// It only grows: what was written is neither changed nor deleted. There is one connection that writes, and no other process
/// opens the file. Every call may block for as long as the disk takes, and calls from several threads take turns: never call
/// it on the control queue, which uses `RecordQueue`.
public final class RecordStore: RecordSink {
    /// The least free space with which a treatment may begin, in bytes.
    ///
    /// A treatment needs less than 1 MiB; the rest is for SQLite's side files, and for everybody else on the disk
    /// meanwhile. Source: project policy.
    public static let leastFreeSpace: Int64 = 16 << 20
    /// The most treatments that one call returns.
    public static let listLimit = 500
    /// The most events that one call returns.
    public static let eventLimit = 10_000

    /// The treatments that were found unfinished on opening, because the daemon had ended while they ran.
    ///
    /// They are closed as `interrupted` now.
    public let interrupted: [TreatmentSummary]

    // In this order: the connection is closed before the directory is given up.
    let queue: DatabaseQueue
    let directory: StateDirectory
    let course: Mutex<Course>

    init(queue: DatabaseQueue, directory: consuming StateDirectory, interrupted: [TreatmentSummary]) {
        self.queue = queue
        self.directory = directory
        self.interrupted = interrupted
        course = Mutex(Course())
    }

    /// The database file.
    public var path: String { directory.databasePath }

    /// Checks that a treatment can be recorded.
    ///
    /// Asked before arming. The space is not taken: it says that there was enough at this moment.
    /// - Parameter bytes: What the caller expects to write; `leastFreeSpace` is the least that is asked for.
    /// - Throws: `tooLittleSpace`, or `io` if it cannot be measured.
    public func reserve(bytes: Int64) throws(RecordError) {
        let needed = max(bytes, RecordStore.leastFreeSpace)
        let free = try directory.freeSpace()
        guard free >= needed else { throw .tooLittleSpace(path: directory.path, free: free, needed: needed) }
    }

    /// Closes the database, leaving one file.
    ///
    /// Calls after this one throw `closed`. The directory is given up with the last reference to the store.
    public func close() throws(RecordError) {
        do { try queue.close() } catch { throw RecordError(error, path: path) }
    }

    /// One transaction: all of `body` or nothing of it, on the disk when this returns.
    func transact<Value>(_ body: (Database) throws -> Value) throws(RecordError) -> Value {
        do { return try queue.write(body) } catch { throw RecordError(error, path: path) }
    }

    /// One consistent view of the database.
    func inspect<Value>(_ body: (Database) throws -> Value) throws(RecordError) -> Value {
        do { return try queue.read(body) } catch { throw RecordError(error, path: path) }
    }
}
