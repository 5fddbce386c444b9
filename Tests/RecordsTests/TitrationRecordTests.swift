import Control
import Safety
import Testing
import Units

@testable import Records
@testable import Treatment

/// A titration has a record of its own, and is no session.
struct TitrationRecordTests {
    private let scratch: Scratch
    private let store: RecordStore
    private let range = IntensityRange(threshold: .microamps(5_800), maximum: .microamps(15_200))

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
    }

    /// Arms for the titration of a cheek and begins it; the last entry is at second 3 after `second`.
    private func begin(_ patient: String?, at second: Int64 = 0) throws {
        let plan = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        let setting = TreatmentSetting(
            plan: plan, zoneNames: ["forehead", "leftCheek"], patient: patient, deviceSerial: nil, applicator: nil)
        try store.append(.intent(.titrate, request: Sample.arm), at: Sample.moment(second + 1), actor: Sample.anna)
        try store.append(.entered(.armed), at: Sample.moment(second + 1), actor: nil)
        try store.append(
            .titrationBegan(.leftCheek, program: Sample.program, device: 3, request: Sample.start),
            at: Sample.moment(second + 2), actor: Sample.anna, setting: setting)
        try store.append(.entered(.titrating), at: Sample.moment(second + 3), actor: nil)
    }

    private func end(
        _ outcome: TitrationOutcome, _ result: TreatmentResult, cause: Cause? = nil, at second: Int64 = 40
    ) throws {
        let place = try #require(ZoneIndex(0))
        var delivery = ZoneDelivery()
        delivery.pulsesDelivered = 1_300
        try store.append(.delivered(zone: place, delivery), at: Sample.moment(second), actor: nil)
        try store.append(
            .titrationEnded(.leftCheek, outcome, result, cause: cause), at: Sample.moment(second), actor: nil)
    }

    @Test func `is read back with its zone, its pulses, its marks and its range`() throws {
        let range = try #require(range)
        try begin("P-0001")
        let shown = TitrationPresentation(number: 1, level: 2, current: .microamps(800), search: .threshold)
        try store.append(.presented(.leftCheek, shown), at: Sample.moment(5), actor: nil)
        try store.append(
            .marked(
                .leftCheek, .contraction, presentation: 1, milliseconds: 900, counts: true,
                request: RequestID(rawValue: 12)),
            at: Sample.moment(6), actor: Sample.anna)
        try end(.found(range), .completed)
        try store.append(.entered(.loaded), at: Sample.moment(41), actor: nil)
        let record = try #require(try store.treatment(id: 1))
        #expect(record.summary.titratedZone == "leftCheek" && record.summary.patient == "P-0001")
        #expect(record.summary.result == .completed && record.summary.ended == Sample.moment(40))
        #expect(record.zones.map(\.name) == ["leftCheek"])
        #expect(record.zones.map(\.delivery.pulsesDelivered) == [1_300])
        #expect(
            record.events.map(\.kind) == [
                "intent", "entered", "titrationBegan", "entered", "presented", "marked", "delivered", "titrationEnded",
            ])
        #expect(record.events[5].actor == Sample.anna)
        let given = try store.titrationsGiven(to: "P-0001", at: Sample.moment(50))
        #expect(given.map(\.record) == [1] && given.map(\.zone) == [.leftCheek] && given.map(\.pulses) == [1_300])
        #expect(given.map(\.outcome) == ["found"] && given.map(\.range) == [range])
        #expect(try store.titrationsGiven(to: "P-0002", at: Sample.moment(50)).isEmpty)
    }

    /// Hazard: HAZ-C1.
    @Test func `keeps nobody from the treatment that it is made for`() throws {
        try begin("P-0001")
        try end(.aboveCap(.milliamps(20)), .completed)
        try begin("P-0001", at: 50)
        try end(.stopped, .tripped, cause: .patientButton, at: 90)
        #expect(try store.treatmentsGiven(to: "P-0001", at: Sample.moment(100)).isEmpty)
        let given = try store.titrationsGiven(to: "P-0001", at: Sample.moment(100))
        #expect(given.map(\.outcome) == ["aboveCap", "stopped"] && given.map(\.range) == [nil, nil])
        #expect(try store.treatments(limit: 5).map(\.firstCause) == ["patientButton", nil])
    }

    /// Hazard: HAZ-L15.
    @Test func `that a crash cut off is closed as interrupted, and a person has to acknowledge it`() throws {
        try begin("P-0001")
        let crashed = "\(scratch.path)/crashed"
        try scratch.copyAsAfterACrash(to: crashed)
        let after = try RecordStore.open(directory: crashed, at: Sample.moment(60))
        #expect(try after.treatments(limit: 1).map(\.result) == [.interrupted])
        #expect(try after.unacknowledgedCause() == .treatmentInterrupted)
        #expect(try after.titrationsGiven(to: "P-0001", at: Sample.moment(70)).map(\.outcome) == [nil])
        try after.close()
    }
}
