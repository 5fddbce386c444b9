internal import Control
internal import GRDB
public import Treatment
internal import Units

extension RecordStore {
    /// The most treatments of one person that are looked through: decades of them.
    public static let givenLimit = 1_000

    /// What `patient` was given at any time, in order; of more than `givenLimit` treatments the latest.
    ///
    /// - Parameters:
    ///   - patient: A pseudonym. Treatments without one belong to nobody.
    ///   - moment: Now.
    /// - Throws: `clockBehind` if anything was recorded later than `moment`: nobody would know how long ago it was.
    public func treatmentsGiven(to patient: String, at moment: Moment) throws(RecordError) -> [GivenTreatment] {
        let (path, now) = (self.path, moment.wallMilliseconds)
        return try inspect { database in
            try RecordStore.requireClock(now, in: database, path)
            var zones = try RecordStore.deliveries(to: patient, in: database, path)
            try RecordStore.addDoses(of: patient, to: &zones, in: database, path)
            return try RecordStore.rows(RecordStore.treatmentsOf, of: patient, in: database).map { row in
                let fields = Fields(row, path)
                return try RecordStore.given(fields, zones[try fields.integer("id")])
            }
        }
    }

    /// The titrations of `patient`, in order; of more than `givenLimit` the latest.
    ///
    /// They are no sessions: a titration heats nothing, and is limited by the plan that its treatment is limited by.
    /// - Parameters:
    ///   - patient: A pseudonym.
    ///   - moment: Now.
    /// - Throws: `clockBehind` if anything was recorded later than `moment`.
    public func titrationsGiven(to patient: String, at moment: Moment) throws(RecordError) -> [GivenTitration] {
        let (path, now) = (self.path, moment.wallMilliseconds)
        return try inspect { database in
            try RecordStore.requireClock(now, in: database, path)
            return try Row.fetchAll(database, sql: RecordStore.titrationsOf, arguments: [patient]).reversed().map {
                row in
                try RecordStore.titration(Fields(row, path), path)
            }
        }
    }

    private static func titration(_ fields: Fields, _ path: String) throws(RecordError) -> GivenTitration {
        var range: IntensityRange?
        if let threshold = try fields.optionalInteger("threshold"), let most = try fields.optionalInteger("maximum") {
            range = IntensityRange(
                threshold: .microamps(Int32(clamping: threshold)), maximum: .microamps(Int32(clamping: most)))
        }
        return GivenTitration(
            record: try fields.integer("id"), zone: try zone("titrated_zone", fields, path),
            began: WallTime(millisecondsSince1970: try fields.integer("began_wall_ms")),
            outcome: try fields.optionalText("outcome"), range: range,
            pulses: try fields.optionalInteger("pulses"))
    }

    private static let titrationsOf = """
        SELECT treatment.id, treatment.titrated_zone, treatment.began_wall_ms, ended.body ->> 'outcome' AS outcome,
            ended.body ->> 'thresholdMicroamps' AS threshold, ended.body ->> 'maximumMicroamps' AS maximum,
            (SELECT sum(pulses_delivered) FROM zone_delivery WHERE treatment_id = treatment.id) AS pulses
        FROM treatment LEFT JOIN event AS ended
            ON ended.treatment_id = treatment.id AND ended.kind = 'titrationEnded'
        WHERE treatment.patient = ? AND treatment.titrated_zone IS NOT NULL
        ORDER BY treatment.id DESC LIMIT \(givenLimit)
        """

    /// What is known of the places of one treatment.
    private struct Places {
        var hasDeliveries = false
        var doses: [Zone: CourseDose] = [:]
        var energised: Set<Zone> = []

        mutating func add(_ dose: CourseDose, to zone: Zone) {
            let known = doses[zone] ?? CourseDose()
            doses[zone] = CourseDose(
                skinMilliminutes: max(known.skinMilliminutes, dose.skinMilliminutes),
                deepMilliminutes: max(known.deepMilliminutes, dose.deepMilliminutes))
            if dose != CourseDose() { energised.insert(zone) }
        }
    }

    private static func given(_ fields: Fields, _ places: Places?) throws(RecordError) -> GivenTreatment {
        let result = try fields.result()
        var places = places ?? Places()
        // Played to its end, and nothing is known of what it gave: it gave what any plan could.
        if result == .completed && !places.hasDeliveries { places.energised = Set(Zone.allInOrder) }
        return GivenTreatment(
            record: try fields.integer("id"),
            began: WallTime(millisecondsSince1970: try fields.integer("began_wall_ms")),
            ended: WallTime(millisecondsSince1970: try fields.integer("last_wall_ms")),
            isCompleted: result == .completed,
            mayHaveHadEnergy: !places.energised.isEmpty || !isSettled(result) || !places.hasDeliveries,
            shares: Zone.allInOrder.compactMap { zone in
                let isEnergised = places.energised.contains(zone)
                guard let dose = places.doses[zone] ?? (isEnergised ? CourseDose() : nil) else { return nil }
                return ZoneShare(zone, dose: dose, hadEnergy: isEnergised)
            })
    }

    /// Whether the device's counters were read after everything had come to rest.
    ///
    /// A trip may be the loss of the line, behind which output goes on for as long as the lease.
    private static func isSettled(_ result: TreatmentResult?) -> Bool {
        switch result {
        case .completed, .stopped: true
        case .tripped, .interrupted, nil: false
        }
    }

    private static let treatmentsOf = """
        SELECT id, began_wall_ms, result, coalesce(ended_wall_ms,
            (SELECT wall_ms FROM event WHERE treatment_id = treatment.id ORDER BY id DESC LIMIT 1),
            began_wall_ms) AS last_wall_ms
        FROM treatment WHERE id IN those ORDER BY id
        """

    private static func rows(_ select: String, of patient: String, in database: Database) throws -> [Row] {
        try Row.fetchAll(
            database,
            sql: """
                WITH those AS (SELECT id FROM treatment WHERE patient = ? AND titrated_zone IS NULL
                    ORDER BY id DESC LIMIT \(givenLimit))
                \(select)
                """,
            arguments: [patient])
    }

    private static func deliveries(
        to patient: String, in database: Database, _ path: String
    ) throws -> [Int64: Places] {
        var found: [Int64: Places] = [:]
        for row in try rows("SELECT * FROM zone_delivery WHERE treatment_id IN those", of: patient, in: database) {
            let fields = Fields(row, path)
            let (id, zone) = (try fields.integer("treatment_id"), try zone("name", fields, path))
            found[id, default: Places()].hasDeliveries = true
            found[id, default: Places()].add(
                CourseDose(
                    skinMilliminutes: try fields.integer("cem43_milliminutes"),
                    deepMilliminutes: try fields.integer("deep_milliminutes")),
                to: zone)
            if try fields.integer("pulses_delivered") > 0 || fields.integer("energy_millijoules") > 0 {
                found[id, default: Places()].energised.insert(zone)
            }
        }
        return found
    }

    /// Doses are written while a treatment runs and until the tissue is cool: they know more than its end does.
    private static func addDoses(
        of patient: String, to found: inout [Int64: Places], in database: Database, _ path: String
    ) throws {
        let select = """
            SELECT treatment_id, body ->> 'zone' AS zone, max(body ->> 'skinMilliminutes') AS skin,
                max(body ->> 'deepMilliminutes') AS deep
            FROM event WHERE treatment_id IN those AND kind = 'dose' GROUP BY treatment_id, body ->> 'zone'
            """
        for row in try rows(select, of: patient, in: database) {
            let fields = Fields(row, path)
            found[try fields.integer("treatment_id"), default: Places()].add(
                CourseDose(
                    skinMilliminutes: try fields.integer("skin"), deepMilliminutes: try fields.integer("deep")),
                to: try zone("zone", fields, path))
        }
    }

    private static func zone(_ column: String, _ fields: Fields, _ path: String) throws(RecordError) -> Zone {
        guard let zone = Zone(name: try fields.text(column)) else {
            throw .corrupt(path: path, detail: "a treatment has given something to no zone that is known")
        }
        return zone
    }
}
