import Control
import GRDB
import Safety
import Testing
import Treatment
import Units

@testable import Records

struct DayDoseTests {
    private let scratch: Scratch
    private let store: RecordStore

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
    }

    /// Begins a treatment of `patient` at `second`, and writes these doses of the left cheek, a second apart.
    private func treat(
        _ patient: String?, at second: Int64, doses: [(skin: Int64, deep: Int64)], in store: RecordStore? = nil
    ) throws {
        let store = store ?? self.store
        let plan = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        let setting = TreatmentSetting(
            plan: plan, zoneNames: ["leftCheek"], patient: patient, deviceSerial: nil, applicator: nil)
        try store.append(Sample.began, at: Sample.moment(second), actor: nil, setting: setting)
        for (index, dose) in doses.enumerated() {
            try store.append(
                .dose(.leftCheek, skinMilliminutes: dose.skin, deepMilliminutes: dose.deep),
                at: Sample.moment(second + Int64(index)), actor: nil)
        }
    }

    /// Hazard: HAZ-T10, HAZ-T11.
    @Test func `of each treatment of a day the last known doses count, place by place`() throws {
        try treat(nil, at: 10, doses: [(1, 2), (100, 900), (150, 1200)])
        try treat(nil, at: 100, doses: [(10, 30)])
        let day = try store.dayDose(of: nil, at: Sample.moment(200))
        #expect(day[.leftCheek] == ZoneDose(skin: 160_000_000, deep: 1_230_000_000))
        #expect(day[.rightCheek] == ZoneDose() && day[.forehead] == ZoneDose() && day[.submentum] == ZoneDose())
    }

    /// Hazard: HAZ-T11.
    @Test func `people are told apart by their pseudonyms, and those without share one account`() throws {
        try treat("p-1", at: 10, doses: [(1, 10)])
        try treat("p-2", at: 20, doses: [(2, 20)])
        try treat(nil, at: 30, doses: [(4, 40)])
        try treat(nil, at: 40, doses: [(8, 80)])
        let now = Sample.moment(50)
        #expect(try store.dayDose(of: "p-1", at: now)[.leftCheek] == ZoneDose(skin: 1_000_000, deep: 10_000_000))
        #expect(try store.dayDose(of: "p-2", at: now)[.leftCheek] == ZoneDose(skin: 2_000_000, deep: 20_000_000))
        #expect(try store.dayDose(of: nil, at: now)[.leftCheek] == ZoneDose(skin: 12_000_000, deep: 120_000_000))
        #expect(try store.dayDose(of: "p-3", at: now) == DayDose())
    }

    /// Hazard: HAZ-T11.
    @Test func `a dose counts for 24 hours and not longer`() throws {
        try treat(nil, at: 10, doses: [(1, 10)])
        #expect(try store.dayDose(of: nil, at: Sample.moment(10 + 86_400))[.leftCheek].deep == 10_000_000)
        #expect(try store.dayDose(of: nil, at: Sample.moment(11 + 86_400)) == DayDose())
    }

    /// Hazard: HAZ-T11.
    @Test func `a crash keeps what was last written of a dose`() throws {
        try treat("p-1", at: 10, doses: [(1, 10), (3, 31)])
        let crashed = "\(scratch.path)/crashed"
        try scratch.copyAsAfterACrash(to: crashed)
        let after = try RecordStore.open(directory: crashed, at: Sample.moment(60))
        #expect(after.interrupted.map(\.patient) == ["p-1"])
        #expect(after.interrupted.map(\.result) == [.interrupted])
        let day = try after.dayDose(of: "p-1", at: Sample.moment(61))
        #expect(day[.leftCheek] == ZoneDose(skin: 3_000_000, deep: 31_000_000))
        try treat("p-1", at: 70, doses: [(1, 1)], in: after)
        #expect(try after.dayDose(of: "p-1", at: Sample.moment(80))[.leftCheek].deep == 32_000_000)
        try after.close()
    }

    /// Hazard: HAZ-T11.
    @Test func `a dose after the treatment's end belongs to it`() throws {
        try treat(nil, at: 10, doses: [(1, 10)])
        try store.append(.treatmentEnded(.tripped, cause: .linkLost), at: Sample.moment(20), actor: nil)
        try store.append(.entered(.tripped), at: Sample.moment(20), actor: nil)
        try store.append(
            .dose(.leftCheek, skinMilliminutes: 2, deepMilliminutes: 25), at: Sample.moment(30), actor: nil)
        #expect(try store.dayDose(of: nil, at: Sample.moment(40))[.leftCheek].deep == 25_000_000)
    }

    /// Hazard: HAZ-T11.
    @Test func `a clock that stands before the last record is refused`() throws {
        try treat(nil, at: 100, doses: [(1, 10)])
        #expect(throws: Never.self) { try store.dayDose(of: nil, at: Sample.moment(100)) }
        let error = try #require(throws: RecordError.self) { try store.dayDose(of: nil, at: Sample.moment(99)) }
        let last = Sample.moment(100).wallMilliseconds
        #expect(error == .clockBehind(path: store.path, last: last, now: last - 1000))
        #expect(error.description.contains("1 s later than this computer's clock"))
    }

    @Test func `a pseudonym of other characters is not stored, and none is changed`() throws {
        #expect(throws: RecordError.self) { try treat("Anna Muster", at: 10, doses: []) }
        #expect(throws: RecordError.self) { try treat("", at: 10, doses: []) }
        #expect(throws: RecordError.self) { try treat(String(repeating: "a", count: 65), at: 10, doses: []) }
        try treat(String(repeating: "a", count: 64), at: 10, doses: [])
        #expect(throws: RecordError.self) {
            try store.transact { try $0.execute(sql: "UPDATE treatment SET patient = 'x'") }
        }
    }

    @Test func `records of version 1 are brought up, and what they hold stays`() throws {
        try treat(nil, at: 10, doses: [])
        try store.close()
        let other = try DatabaseQueue(path: scratch.database)
        // What the later versions added, taken away again.
        try other.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    DROP TRIGGER treatment_titration_keeps; DROP INDEX event_titration_ended;
                    ALTER TABLE treatment DROP COLUMN titrated_zone;
                    DROP TRIGGER treatment_approval_keeps; ALTER TABLE treatment DROP COLUMN approval_sha256;
                    ALTER TABLE treatment DROP COLUMN asked_by; DROP TABLE approval; DROP TABLE assessed;
                    DROP TABLE document;
                    DROP TRIGGER treatment_usb_keeps; DROP INDEX event_acknowledged;
                    ALTER TABLE treatment DROP COLUMN usb_serial;
                    DROP TRIGGER treatment_patient_keeps; DROP INDEX event_dose;
                    ALTER TABLE treatment DROP COLUMN patient;
                    ALTER TABLE zone_delivery DROP COLUMN deep_milliminutes;
                    ALTER TABLE zone_delivery DROP COLUMN carried_milliminutes;
                    ALTER TABLE zone_delivery DROP COLUMN carried_deep_milliminutes;
                    PRAGMA user_version = 1
                    """)
        }
        try other.close()
        // In another place, because the lock of this one lives as long as its owner.
        let moved = scratch.path + "/moved"
        try scratch.copyAsAfterACrash(to: moved)
        let again = try RecordStore.open(directory: moved, at: Sample.moment(60))
        #expect(try again.treatments(limit: 9).map(\.patient) == [nil])
        try treat("p", at: 70, doses: [(1, 2)], in: again)
        #expect(try again.dayDose(of: "p", at: Sample.moment(80))[.leftCheek].deep == 2_000_000)
    }
}
