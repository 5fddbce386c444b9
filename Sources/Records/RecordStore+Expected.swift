internal import Control
internal import GRDB
internal import Units

extension RecordStore {
    /// What the shadow run expected of a treatment's zones, in the plan's order.
    static func expectations(of id: Int64, in database: Database, _ path: String) throws -> [ZoneExpectation] {
        let columns = [
            "zone", "energyMillijoules", "leastEnergyMillijoules", "mostEnergyMillijoules", "peakMilliCelsius",
            "deepPeakMilliCelsius", "cem43Milliminutes", "deepMilliminutes",
        ].map { "body ->> '\($0)' AS \($0)" }.joined(separator: ", ")
        return try Row.fetchAll(
            database, sql: "SELECT \(columns) FROM event WHERE treatment_id = ? AND kind = 'expected' ORDER BY id",
            arguments: [id]
        ).map { try expectation(Fields($0, path)) }
    }

    private static func expectation(_ fields: Fields) throws(RecordError) -> ZoneExpectation {
        var delivery = ExpectedDelivery()
        delivery.energy = .millijoules(try fields.integer("energyMillijoules"))
        delivery.leastEnergy = .millijoules(try fields.integer("leastEnergyMillijoules"))
        delivery.mostEnergy = .millijoules(try fields.integer("mostEnergyMillijoules"))
        delivery.peak = .milliCelsius(Int32(clamping: try fields.integer("peakMilliCelsius")))
        delivery.deepPeak = .milliCelsius(Int32(clamping: try fields.integer("deepPeakMilliCelsius")))
        delivery.cem43Milliminutes = try fields.integer("cem43Milliminutes")
        delivery.deepMilliminutes = try fields.integer("deepMilliminutes")
        return ZoneExpectation(name: try fields.text("zone"), delivery: delivery)
    }
}
