internal import GRDB

extension RecordStore {
    /// Opens the records in `directory`, or begins them there.
    ///
    /// Nothing is written before the file is known to be ours and not newer than this program, and, where it is checked, to be
    /// undamaged: a damaged file is refused then and left as it is. A treatment that had not ended is closed as `interrupted`: see `interrupted`.
    /// - Parameters:
    ///   - directory: Made if it is missing, for its owner only.
    ///   - isChecked: Whether the whole file is read through, which takes 2 ms for each MB and more. Without it `check` must
    ///     have returned before a treatment begins. After an end that was none, it is read through in any case.
    ///   - moment: Now; the time of the entry that closes an interrupted treatment.
    /// - Throws: Why it cannot be used, and what to do.
    public static func open(
        directory: String, isChecked: Bool = true, at moment: Moment
    ) throws(RecordError) -> RecordStore {
        let state = try StateDirectory(owning: directory)
        try state.prepareDatabaseFile()
        let path = state.databasePath
        let opened: (queue: DatabaseQueue, interrupted: [TreatmentSummary])
        do {
            // A clean end leaves no write-ahead log.
            let isUnclean = state.hasWriteAheadLog
            opened = try openDatabase(path, isChecked: isChecked || isUnclean, at: moment)
        } catch {
            throw RecordError(error, path: path)
        }
        return RecordStore(queue: opened.queue, directory: state, interrupted: opened.interrupted)
    }

    /// Reads the whole file through, by a connection of its own that cannot write; the store is used meanwhile.
    ///
    /// - Throws: `corrupt`, with what is damaged.
    public func check() throws(RecordError) {
        do {
            try RecordStore.withReader(of: path) { database in try RecordStore.check(database, path) }
        } catch {
            throw RecordError(error, path: path)
        }
    }

    /// Only the daemon opens the file, so a lock is somebody's mistake: told at once, not waited for.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "records"
        configuration.busyMode = .immediateError
        return configuration
    }

    private static func openDatabase(
        _ path: String, isChecked: Bool, at moment: Moment
    ) throws -> (DatabaseQueue, [TreatmentSummary]) {
        let found = try withReader(of: path) { database in
            if isChecked { try check(database, path) }
            return try inspect(database, path)
        }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try configure(database, path)
            guard found < Schema.version else { return }
            try database.inTransaction(.immediate) {
                try Schema.bringUp(database, from: found)
                return .commit
            }
        }
        let interrupted = try queue.write { database in
            try closeUnfinished(in: database, path, at: moment)
        }
        return (queue, interrupted)
    }

    /// Looks at the file by a connection that cannot write: one that can would fold the write-ahead log into a file that we
    /// may be about to refuse.
    private static func withReader<Value>(of path: String, _ body: (Database) throws -> Value) throws -> Value {
        var reading = configuration
        reading.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: reading)
        let value = try queue.read(body)
        try queue.close()
        return value
    }

    private static func check(_ database: Database, _ path: String) throws {
        let verdict = try String.fetchAll(database, sql: "PRAGMA quick_check(3)")
        guard verdict == ["ok"] else { throw RecordError.corrupt(path: path, detail: verdict.joined(separator: "; ")) }
    }

    /// Which version of the tables it has; 0 for a new file.
    private static func inspect(_ database: Database, _ path: String) throws -> Int64 {
        let owner = try number(database, "PRAGMA application_id")
        let version = try number(database, "PRAGMA user_version")
        if owner != Schema.applicationID {
            let objects = try number(database, "SELECT count(*) FROM sqlite_schema")
            guard owner == 0, version == 0, objects == 0 else {
                throw RecordError.foreign(path: path, applicationID: owner)
            }
        }
        guard version <= Schema.version else {
            throw RecordError.newerSchema(path: path, found: version, known: Schema.version)
        }
        return version
    }

    /// Sets what the promise of the store rests on, and reads it back: SQLite ignores what it does not know.
    private static func configure(_ database: Database, _ path: String) throws {
        let settings: [(name: String, value: String, expected: String)] = [
            ("journal_mode", "WAL", "wal"),
            // FULL: a commit has reached the disk when it returns. With NORMAL, power failure could take the last ones.
            ("synchronous", "FULL", "2"),
            ("foreign_keys", "ON", "1"),
            ("recursive_triggers", "ON", "1"),
            ("trusted_schema", "OFF", "0"),
            ("cell_size_check", "ON", "1"),
        ]
        for setting in settings {
            try database.execute(sql: "PRAGMA \(setting.name) = \(setting.value)")
            let found = try Row.fetchOne(database, sql: "PRAGMA \(setting.name)")?.first?.1.description ?? "unknown"
            guard found.trimmingQuotes == setting.expected else {
                throw RecordError.settingRefused(
                    path: path, setting: setting.name, expected: setting.value, found: found)
            }
        }
    }

    private static func number(_ database: Database, _ sql: String) throws -> Int64 {
        try Int64.fetchOne(database, sql: sql) ?? 0
    }
}

extension String {
    /// GRDB describes a text value with its quotes.
    fileprivate var trimmingQuotes: String {
        count >= 2 && first == "\"" && last == "\"" ? String(dropFirst().dropLast()) : self
    }
}
