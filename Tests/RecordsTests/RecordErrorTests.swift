import Records
import Testing

struct RecordErrorTests {
    private static let path = "/var/lib/myotherm/records.sqlite"

    @Test(
        arguments: [
            (.notADirectory(path: path), "is not a directory"),
            (.openToAll(path: path, mode: 0o777), "mode 777"),
            (.noPermission(path: path), "`chown`"),
            (.readOnly(path: path), "Mount it writable"),
            (.inUse(path: path, by: 4711), "process 4711"),
            (.inUse(path: path, by: nil), "another process"),
            (.busy(path: path), "Close that program"),
            (.newerSchema(path: path, found: 9, known: 1), "version 9, and this program knows versions up to 1"),
            (.foreign(path: path, applicationID: 77), "application id 77"),
            (.corrupt(path: path, detail: "page 3"), "is damaged: page 3. Nothing was deleted"),
            (.diskFull(path: path), "Free some space"),
            (.tooLittleSpace(path: path, free: 3 << 20, needed: 16 << 20), "3 MiB free, and 16 MiB are needed"),
            (
                .settingRefused(path: path, setting: "journal_mode", expected: "WAL", found: "delete"),
                "journal_mode=WAL, it stays delete"
            ),
            (.forbidden(path: path, rule: "an event is not changed"), "an event is not changed"),
            (.io(path: path, operation: .lock, errno: 9), "lock \(path): Bad file descriptor (error 9)"),
            (.database(path: path, code: 266, detail: "disk I/O error"), "disk I/O error (SQLite code 266)"),
            (.closed(path: path), "Start the service again"),
        ] as [(RecordError, String)])
    func `a message says where, what is wrong and what to do`(_ error: RecordError, _ part: String) {
        #expect(error.description.contains(Self.path))
        #expect(error.description.contains(part))
    }
}
