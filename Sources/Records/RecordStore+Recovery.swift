internal import Control
internal import GRDB
public import Safety

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

    /// What a person has still to acknowledge: that a treatment was cut off, or the cause of a trip; nil where nothing is.
    ///
    /// It is asked of the records, so that no start of the daemon forgets what happened before it. What lies behind the
    /// beginning of a later treatment was settled by then.
    public func unacknowledgedCause() throws(RecordError) -> Cause? {
        try inspect { database in
            let last = try Int64.fetchOne(database, sql: "SELECT max(id) FROM event") ?? 0
            let seen = try Int64.fetchOne(database, sql: "SELECT max(id) FROM event WHERE kind = 'acknowledged'") ?? 0
            let oldest = max(seen, last - RecordStore.recentEvents)
            // What was before the newest treatment, that one forgets: it is found without reading a body, because a start waits.
            let began = try Int64.fetchOne(
                database,
                sql:
                    "SELECT id FROM event WHERE id > ? AND kind IN ('treatmentBegan', 'titrationBegan') ORDER BY id DESC LIMIT 1",
                arguments: [oldest])
            let events = try Row.fetchAll(
                database,
                sql: """
                    SELECT kind, body ->> 'state' AS state, body ->> 'cause' AS cause, body ->> 'reaction' AS reaction
                    FROM event WHERE id >= ? AND kind IN ('treatmentBegan', 'titrationBegan', 'treatmentInterrupted',
                            'entered', 'finding')
                    ORDER BY id
                    """,
                arguments: [began ?? oldest + 1])
            return RecordStore.unacknowledgedCause(in: events)
        }
    }

    /// How far back a trip is looked for: more than a treatment writes.
    private static let recentEvents: Int64 = 5_000

    private static func unacknowledgedCause(in events: [Row]) -> Cause? {
        var (first, open): (Cause?, Cause?) = (nil, nil)
        for event in events {
            switch event["kind"] as String? {
            case "treatmentBegan", "titrationBegan": (first, open) = (nil, nil)
            case "treatmentInterrupted": open = .treatmentInterrupted
            case "finding":
                guard first == nil, event["reaction"] == "trip", let name = event["cause"] as String? else { continue }
                first = Cause.allCases.first { String(describing: $0) == name }
            default:
                guard event["state"] == "tripped" || event["state"] == "outputUncertain" else { continue }
                open = open ?? first ?? .outputUncertain
            }
        }
        return open
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
