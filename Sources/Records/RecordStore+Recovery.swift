internal import Control
internal import GRDB
internal import Safety

/// What is done about a treatment whose end was never written: the daemon was killed, or the power failed.
extension RecordStore {
    /// Closes every treatment that has not ended, and returns them as they stand then.
    static func closeUnfinished(
        in database: Database, _ path: String, at moment: Moment
    ) throws -> [TreatmentSummary] {
        let ids = try Int64.fetchAll(database, sql: "SELECT id FROM treatment WHERE result IS NULL ORDER BY id")
        return try ids.compactMap { id in
            try interrupt(id, at: moment, in: database)
            return try summary(of: id, in: database, path)
        }
    }

    /// Whether a treatment was cut off, and no person has acknowledged that since.
    ///
    /// It is asked of the records, so that a second start of the daemon does not forget what the first one found.
    public func awaitsAcknowledgement() throws(RecordError) -> Bool {
        try inspect { database in
            try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM event WHERE kind = 'treatmentInterrupted' AND id > coalesce(
                        (SELECT max(id) FROM event WHERE kind = 'acknowledged' AND body ->> 'cause' = :cause), 0))
                    """,
                arguments: ["cause": String(describing: Cause.treatmentInterrupted)]) ?? false
        }
    }

    /// Ends a treatment at its last sign of life, with the cause of the trip if one had been found by then.
    static func interrupt(_ treatment: Int64, at moment: Moment, in database: Database) throws {
        try database.execute(
            sql: """
                UPDATE treatment SET
                    ended_wall_ms = coalesce(
                        (SELECT wall_ms FROM event WHERE treatment_id = :id ORDER BY id DESC LIMIT 1), began_wall_ms),
                    ended_monotonic_ns = coalesce(
                        (SELECT monotonic_ns FROM event WHERE treatment_id = :id ORDER BY id DESC LIMIT 1),
                        began_monotonic_ns),
                    result = :result,
                    first_cause = (SELECT body ->> 'cause' FROM event WHERE treatment_id = :id AND kind = 'finding'
                        AND body ->> 'reaction' = 'trip' ORDER BY id LIMIT 1)
                WHERE id = :id
                """,
            arguments: ["id": treatment, "result": String(describing: TreatmentResult.interrupted)])
        _ = try insert(EventText("treatmentInterrupted", []), of: treatment, at: moment, actor: nil, in: database)
    }
}
