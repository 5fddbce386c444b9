import Control
import GRDB
import Safety
import Testing
import Treatment
import Units

@testable import Records

struct GivenTreatmentTests {
    private let scratch: Scratch
    private let store: RecordStore

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
    }

    private func begin(_ patient: String?, at second: Int64) throws {
        let plan = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        let setting = TreatmentSetting(
            plan: plan, zoneNames: ["forehead", "leftCheek"], patient: patient, deviceSerial: nil, applicator: nil)
        try store.append(Sample.began, at: Sample.moment(second), actor: nil, setting: setting)
    }

    private func end(
        _ result: TreatmentResult, at second: Int64, pulses: [Int64] = [], millijoules: Int64 = 0, dose: Int64 = 0
    ) throws {
        for (place, count) in pulses.enumerated() {
            var delivery = ZoneDelivery()
            delivery.pulsesDelivered = count
            delivery.energy = .millijoules(millijoules)
            delivery.cem43Milliminutes = dose
            let zone = try #require(ZoneIndex(place))
            try store.append(.delivered(zone: zone, delivery), at: Sample.moment(second), actor: nil)
        }
        try store.append(.treatmentEnded(result, cause: nil), at: Sample.moment(second), actor: nil)
    }

    private func given(_ patient: String = "P-0001", at second: Int64 = 10_000) throws -> [GivenTreatment] {
        try store.treatmentsGiven(to: patient, at: Sample.moment(second))
    }

    private func wall(_ second: Int64) -> WallTime {
        WallTime(millisecondsSince1970: Sample.moment(second).wallMilliseconds)
    }

    /// Hazard: HAZ-C1.
    @Test func `what a person was given is told treatment by treatment, and of nobody else`() throws {
        try begin("P-0001", at: 10)
        try store.append(
            .dose(.leftCheek, skinMilliminutes: 7, deepMilliminutes: 90), at: Sample.moment(20), actor: nil)
        try end(.completed, at: 30, pulses: [500, 400], dose: 5)
        try begin("P-0002", at: 40)
        try end(.completed, at: 50, pulses: [1, 1])
        try begin(nil, at: 60)
        try end(.completed, at: 70, pulses: [1, 1])
        try begin("P-0001", at: 80)
        try end(.stopped, at: 90, pulses: [3, 0])
        let found = try given()
        #expect(found.map(\.record) == [1, 4])
        #expect(found.map(\.isCompleted) == [true, false])
        #expect(found.map(\.began) == [wall(10), wall(80)])
        #expect(found.map(\.ended) == [wall(30), wall(90)])
        #expect(
            found[0].shares == [
                ZoneShare(.forehead, dose: CourseDose(skinMilliminutes: 5), hadEnergy: true),
                ZoneShare(
                    .leftCheek, dose: CourseDose(skinMilliminutes: 7, deepMilliminutes: 90), hadEnergy: true),
            ])
        #expect(found[1].shares.map(\.hadEnergy) == [true, false])
        #expect(try given("P-0003").isEmpty)
    }

    /// Hazard: HAZ-C1.
    @Test func `only what was seen through to zero is known to have given nothing`() throws {
        let endings: [(result: TreatmentResult, second: Int64)] = [(.stopped, 10), (.completed, 20), (.tripped, 30)]
        for (result, second) in endings {
            try begin("P-0001", at: second)
            try end(result, at: second + 1, pulses: [0, 0])
        }
        #expect(try given().map(\.mayHaveHadEnergy) == [false, false, true])
        try begin("P-0001", at: 40)
        try end(.stopped, at: 41, pulses: [0, 0], millijoules: 1)
        try begin("P-0001", at: 50)
        try store.append(.dose(.forehead, skinMilliminutes: 0, deepMilliminutes: 1), at: Sample.moment(51), actor: nil)
        try end(.stopped, at: 52, pulses: [0, 0])
        #expect(try given().map(\.mayHaveHadEnergy) == [false, false, true, true, true])
    }

    /// Hazard: HAZ-C1.
    @Test func `a treatment whose deliveries were lost has had energy, and everywhere if it was completed`() throws {
        try begin("P-0001", at: 10)
        try end(.stopped, at: 11)
        try begin("P-0001", at: 20)
        try end(.completed, at: 21)
        let found = try given()
        #expect(found.map(\.mayHaveHadEnergy) == [true, true])
        #expect(found.map { $0.shares.filter(\.hadEnergy).map(\.zone) } == [[], Zone.allInOrder])
    }

    /// Hazard: HAZ-C1.
    @Test func `one that runs, and one that a crash cut off, last until their last sign of life`() throws {
        try begin("P-0001", at: 10)
        try store.append(.entered(.running), at: Sample.moment(25), actor: nil)
        let running = try given()
        #expect(running.map(\.ended) == [wall(25)])
        #expect(running.map(\.mayHaveHadEnergy) == [true] && running.map(\.isCompleted) == [false])
        let crashed = "\(scratch.path)/crashed"
        try scratch.copyAsAfterACrash(to: crashed)
        let after = try RecordStore.open(directory: crashed, at: Sample.moment(60))
        let cut = try after.treatmentsGiven(to: "P-0001", at: Sample.moment(70))
        #expect(cut.map(\.ended) == [wall(25)])
        #expect(cut.map(\.mayHaveHadEnergy) == [true] && cut.map(\.isCompleted) == [false])
        try after.close()
    }

    /// Hazard: HAZ-C1.
    @Test func `a clock that stands before the last record knows of no days`() throws {
        try begin("P-0001", at: 100)
        #expect(throws: RecordError.self) { try given(at: 99) }
        #expect(throws: RecordError.self) { try given("P-0002", at: 99) }
        #expect(throws: RecordError.self) { try store.requireClock(at: Sample.moment(99)) }
        #expect(throws: Never.self) { try store.requireClock(at: Sample.moment(100)) }
        #expect(throws: Never.self) { try given(at: 100) }
    }

    @Test func `doses after the end belong to the treatment`() throws {
        try begin("P-0001", at: 10)
        try end(.tripped, at: 20, pulses: [9, 9], dose: 4)
        try store.append(.entered(.tripped), at: Sample.moment(20), actor: nil)
        try store.append(
            .dose(.forehead, skinMilliminutes: 6, deepMilliminutes: 60), at: Sample.moment(40), actor: nil)
        let found = try given()
        #expect(found.first?.shares.first?.dose == CourseDose(skinMilliminutes: 6, deepMilliminutes: 60))
        #expect(found.first?.ended == wall(20))
    }

    @Test func `of more treatments than are looked through the latest count`() throws {
        let plan = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        let count = Int64(RecordStore.givenLimit) + 3
        try store.transact { database in
            for number in 0..<count {
                try database.execute(
                    sql: """
                        INSERT INTO treatment (uuid, plan_sha256, program, device, began_wall_ms, began_monotonic_ns,
                            patient) VALUES (?, ?, 'p', 'd', ?, 0, 'P-0001')
                        """,
                    arguments: ["\(number)", plan.hash, number])
            }
        }
        let found = try given()
        #expect(found.count == RecordStore.givenLimit)
        #expect(found.first?.record == 4 && found.last?.record == count)
    }
}
