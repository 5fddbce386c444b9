internal import GRDB
public import Safety
internal import Treatment

extension RecordStore {
    /// How far a day reaches back, in ms.
    static let dayMilliseconds: Int64 = 86_400_000

    /// What the face of `patient` has received in the 24 h before `moment`, place by place.
    ///
    /// Of each treatment counts the last that was written of its doses, and wholly if that lies within the 24 h: one that
    /// was cut off by a crash has its last known doses. All treatments without a patient are one account.
    /// - Parameters:
    ///   - patient: A pseudonym; nil for the unnamed account.
    ///   - moment: Now.
    /// - Throws: `clockBehind` if anything was recorded later than `moment`.
    public func dayDose(of patient: String?, at moment: Moment) throws(RecordError) -> DayDose {
        let (path, now) = (self.path, moment.wallMilliseconds)
        return try inspect { database in
            try RecordStore.requireClock(now, in: database, path)
            var day = DayDose()
            for row in try RecordStore.doses(of: patient, since: now - RecordStore.dayMilliseconds, in: database) {
                let fields = Fields(row, path)
                guard let zone = Zone(name: try fields.text("zone")) else {
                    throw RecordError.corrupt(path: path, detail: "a dose belongs to no zone that is known")
                }
                day[zone].skin = RecordStore.sum(day[zone].skin, try fields.integer("skin"))
                day[zone].deep = RecordStore.sum(day[zone].deep, try fields.integer("deep"))
            }
            return day
        }
    }

    /// Checks that `moment` is not before the last record.
    ///
    /// - Throws: `clockBehind` if it is.
    public func requireClock(at moment: Moment) throws(RecordError) {
        let path = self.path
        try inspect { database in
            try RecordStore.requireClock(moment.wallMilliseconds, in: database, path)
        }
    }

    static func requireClock(_ now: Int64, in database: Database, _ path: String) throws {
        let last = try Int64.fetchOne(database, sql: "SELECT wall_ms FROM event ORDER BY id DESC LIMIT 1") ?? now
        guard last <= now else { throw RecordError.clockBehind(path: path, last: last, now: now) }
    }

    /// One row for each treatment and zone: the greatest doses that were written of it, in thousandths.
    private static func doses(of patient: String?, since: Int64, in database: Database) throws -> [Row] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT event.body ->> 'zone' AS zone, max(event.body ->> 'skinMilliminutes') AS skin,
                    max(event.body ->> 'deepMilliminutes') AS deep
                FROM event JOIN treatment ON treatment.id = event.treatment_id
                WHERE event.kind = 'dose' AND event.wall_ms >= :since AND treatment.patient IS :patient
                GROUP BY event.treatment_id, event.body ->> 'zone'
                """,
            arguments: ["since": since, "patient": patient])
    }

    /// Nano-minutes with as many thousandths of a minute added, and full rather than wrong.
    private static func sum(_ nanominutes: Int64, _ thousandths: Int64) -> Int64 {
        let (product, isGreat) = max(thousandths, 0).multipliedReportingOverflow(by: 1_000_000)
        let (sum, isFull) = nanominutes.addingReportingOverflow(product)
        return isGreat || isFull ? .max : sum
    }
}
