import Control
import GRDB
import Safety
import Testing
import Units

@testable import Records

/// What the store promises about what was written.
struct RecordStoreDurabilityTests {
    private let scratch: Scratch
    private let store: RecordStore

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
    }

    @Test func `an intent is in the file when append returns`() throws {
        try store.append(.intent(.start, request: Sample.arm), at: Sample.moment(1), actor: Sample.anna)

        var configuration = Configuration()
        configuration.readonly = true
        let other = try DatabaseQueue(path: scratch.database, configuration: configuration)
        let found = try other.read { try Row.fetchOne($0, sql: "SELECT kind, actor_uid, actor_name, body FROM event") }
        #expect(found?["kind"] == "intent")
        #expect(found?["actor_uid"] == 1001)
        #expect(found?["actor_name"] == "anna")
        #expect(found?["body"] == #"{"intent":"start","request":7}"#)
        try other.close()
    }

    @Test func `a treatment that was cut off is closed as interrupted, with its trip`() throws {
        try Sample.begin(in: store)
        try store.append(.finding(Finding(.impedanceOpen, .pause)), at: Sample.moment(4), actor: nil)
        try store.append(.finding(Sample.overTemperature), at: Sample.moment(5), actor: nil)
        let crashed = scratch.path + "/crashed"
        try scratch.copyAsAfterACrash(to: crashed)

        let again = try RecordStore.open(directory: crashed, at: Sample.moment(500))
        let found = try #require(again.interrupted.first)
        #expect(again.interrupted.count == 1)
        #expect(found.result == .interrupted)
        #expect(found.firstCause == "overTemperature")
        #expect(found.ended == Sample.moment(5))
        #expect(found.actor == Sample.anna)
        let record = try #require(try again.treatment(id: found.id))
        #expect(record.summary == found)
        #expect(record.events.last?.kind == "treatmentInterrupted")
        #expect(record.events.last?.moment == Sample.moment(500))
        #expect(record.events.count == 7)

        try again.append(.entered(.disconnected), at: Sample.moment(501), actor: nil)
        #expect(try again.events(after: 0, limit: 99).last?.treatment == nil)
    }

    /// Hazard: HAZ-L15.
    @Test func `an interruption waits for its acknowledgement through further starts, and a silenced alarm is none`()
        throws
    {
        #expect(try store.unacknowledgedCause() == nil)
        try Sample.begin(in: store)
        let crashed = scratch.path + "/crashed"
        try scratch.copyAsAfterACrash(to: crashed)
        let again = try RecordStore.open(directory: crashed, at: Sample.moment(500))
        #expect(try again.unacknowledgedCause() == .treatmentInterrupted)
        try again.append(.silenced(.linkLost, request: Sample.arm), at: Sample.moment(501), actor: Sample.anna)
        // In another place, because the lock of this one lives as long as its owner.
        let moved = scratch.path + "/moved"
        try scratch.copyAsAfterACrash(of: crashed, to: moved)
        let third = try RecordStore.open(directory: moved, at: Sample.moment(502))
        #expect(third.interrupted.isEmpty)
        #expect(try third.unacknowledgedCause() == .treatmentInterrupted)
        try third.append(
            .acknowledged(.treatmentInterrupted, request: Sample.arm), at: Sample.moment(503), actor: Sample.anna)
        #expect(try third.unacknowledgedCause() == nil)
    }

    /// Hazard: HAZ-L15.
    @Test
    func `a trip waits for its acknowledgement by its first cause, until a later treatment shows that it was seen`()
        throws
    {
        try Sample.begin(in: store)
        try store.append(.finding(Finding(.impedanceOpen, .pause)), at: Sample.moment(4), actor: nil)
        try store.append(.finding(Sample.overTemperature), at: Sample.moment(5), actor: nil)
        try store.append(.finding(Finding(.linkLost, .trip)), at: Sample.moment(5), actor: nil)
        try store.append(.entered(.stopping), at: Sample.moment(5), actor: nil)
        #expect(try store.unacknowledgedCause() == nil)
        try store.append(.entered(.tripped), at: Sample.moment(6), actor: nil)
        #expect(try store.unacknowledgedCause() == .overTemperature)
        try store.append(Sample.began, at: Sample.moment(100), actor: nil)
        #expect(try store.unacknowledgedCause() == nil)
    }

    @Test func `a treatment that ended is not interrupted by opening the store again`() throws {
        try Sample.begin(in: store)
        try Sample.finish(.stopped, cause: .operatorStop, in: store)
        let crashed = scratch.path + "/crashed"
        try scratch.copyAsAfterACrash(to: crashed)

        let again = try RecordStore.open(directory: crashed, at: Sample.moment(500))
        #expect(again.interrupted.isEmpty)
        #expect(try again.treatments(limit: 9) == store.treatments(limit: 9))
    }

    @Test(
        arguments: [
            ("UPDATE event SET body = '{}'", "an event is not changed"),
            ("DELETE FROM event", "an event is not deleted"),
            (
                "INSERT OR REPLACE INTO event (id, wall_ms, monotonic_ns, kind, body) VALUES (1, 0, 0, 'x', '{}')",
                "an event is not deleted"
            ),
            ("UPDATE treatment SET result = 'completed'", "a treatment that ended is not changed"),
            ("UPDATE treatment SET first_cause = NULL", "a treatment that ended is not changed"),
            ("DELETE FROM treatment", "a treatment is not deleted"),
            ("UPDATE zone_delivery SET pulses_delivered = 0", "a delivery is not changed"),
            ("DELETE FROM zone_delivery", "a delivery is not deleted"),
            (
                "INSERT INTO zone_delivery VALUES (1, 3, 'x', 0, 0, 0, 0, 0, 0, 0, 0)",
                "a treatment that ended takes no more deliveries"
            ),
            ("UPDATE plan SET text = ''", "a plan that was stored is not changed"),
            ("DELETE FROM plan", "a plan that was stored is not deleted"),
        ])
    func `what is written stays`(_ sql: String, _ rule: String) throws {
        try Sample.begin(in: store)
        try Sample.finish(.tripped, cause: .patientButton, in: store)
        let before = try store.treatment(id: 1)
        #expect(throws: RecordError.forbidden(path: store.path, rule: rule)) {
            try store.transact { try $0.execute(sql: sql) }
        }
        #expect(try store.treatment(id: 1) == before)
    }

    @Test func `how a treatment began does not change while it runs`() throws {
        try Sample.begin(in: store)
        #expect(throws: RecordError.forbidden(path: store.path, rule: "how a treatment began is not changed")) {
            try store.transact { try $0.execute(sql: "UPDATE treatment SET actor_name = 'bo'") }
        }
    }

    @Test func `a full disk is named, and leaves what was stored before`() throws {
        try Sample.begin(in: store)
        try store.transact { database in
            let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
        }
        let before = try store.treatment(id: 1)
        let name = String(repeating: "n", count: 50_000)
        #expect(throws: RecordError.diskFull(path: scratch.database)) {
            try store.append([
                RecordEntry(.finding(Sample.overTemperature), at: Sample.moment(4), actor: nil),
                RecordEntry(
                    .stopAsked(request: Sample.arm), at: Sample.moment(5), actor: RecordActor(uid: nil, name: name)),
            ])
        }
        #expect(try store.treatment(id: 1) == before)

        try store.transact { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        try store.append(.finding(Sample.overTemperature), at: Sample.moment(6), actor: nil)
        #expect(try store.treatment(id: 1)?.events.last?.moment == Sample.moment(6))
    }

    @Test func `entries that fail together do not move the record on`() throws {
        let entries = [
            RecordEntry(Sample.began, at: Sample.moment(1), actor: nil),
            RecordEntry(.treatmentEnded(.completed, cause: nil), at: Sample.moment(2), actor: nil),
            RecordEntry(Sample.began, at: Sample.moment(3), actor: nil, setting: .unstored),
        ]
        #expect(throws: RecordError.self) { try store.append(entries) }
        try store.append(.finding(Sample.overTemperature), at: Sample.moment(4), actor: nil)
        #expect(try store.treatments(limit: 9).isEmpty)
        #expect(try store.events(after: 0, limit: 9).map(\.treatment) == [nil])
    }

    @Test func `room for a treatment is checked before it begins`() throws {
        try store.reserve(bytes: 1)
        let error = try #require(throws: RecordError.self) { try store.reserve(bytes: .max) }
        guard case .tooLittleSpace(scratch.store, let free, .max) = error else {
            Issue.record("refused as \(error)")
            return
        }
        #expect(free >= RecordStore.leastFreeSpace)
    }
}

extension TreatmentSetting {
    /// Refers to a plan that is not there, which only a test can make.
    fileprivate static var unstored: TreatmentSetting {
        TreatmentSetting(
            plan: StoredPlan(hash: String(repeating: "f", count: 64)), zoneNames: [], deviceSerial: nil,
            applicator: nil)
    }
}
