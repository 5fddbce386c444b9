internal import Control
internal import GRDB
internal import Units

/// The columns of one row, read without trust: a value of the wrong kind is an error that names its column.
///
/// GRDB's own typed access ends the process instead.
struct Fields {
    private let row: Row
    private let path: String

    init(_ row: Row, _ path: String) {
        self.row = row
        self.path = path
    }

    func optionalInteger(_ column: String) throws(RecordError) -> Int64? {
        switch storage(column) {
        case .null: nil
        case .int64(let value): value
        case .double, .string, .blob: throw wrong(column)
        }
    }

    func integer(_ column: String) throws(RecordError) -> Int64 {
        guard let value = try optionalInteger(column) else { throw wrong(column) }
        return value
    }

    func narrow<Value: FixedWidthInteger>(_ column: String) throws(RecordError) -> Value {
        guard let value = Value(exactly: try integer(column)) else { throw wrong(column) }
        return value
    }

    func optionalText(_ column: String) throws(RecordError) -> String? {
        switch storage(column) {
        case .null: nil
        case .string(let value): value
        case .int64, .double, .blob: throw wrong(column)
        }
    }

    func text(_ column: String) throws(RecordError) -> String {
        guard let value = try optionalText(column) else { throw wrong(column) }
        return value
    }

    func moment(_ wall: String, _ monotonic: String) throws(RecordError) -> Moment {
        Moment(wallMilliseconds: try integer(wall), monotonic: .nanoseconds(try integer(monotonic)))
    }

    func actor() throws(RecordError) -> RecordActor? {
        guard let name = try optionalText("actor_name") else { return nil }
        var uid: UInt32?
        if try optionalInteger("actor_uid") != nil { uid = try narrow("actor_uid") }
        return RecordActor(uid: uid, name: name)
    }

    func result() throws(RecordError) -> TreatmentResult? {
        guard let name = try optionalText("result") else { return nil }
        for result in TreatmentResult.allCases where String(describing: result) == name { return result }
        throw wrong("result")
    }

    func nanojoules(_ column: String) throws(RecordError) -> Int64 {
        let (value, overflow) = try integer(column).multipliedReportingOverflow(by: 1_000_000)
        if overflow { throw wrong(column) }
        return value
    }

    private func storage(_ column: String) -> DatabaseValue.Storage {
        (row[column] as DatabaseValue? ?? .null).storage
    }

    private func wrong(_ column: String) -> RecordError {
        .corrupt(path: path, detail: "column \(column) does not hold what it should")
    }
}
