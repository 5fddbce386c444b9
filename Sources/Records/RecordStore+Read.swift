internal import Control
internal import GRDB
internal import Units

extension RecordStore {
    /// The latest treatments, latest first.
    ///
    /// - Parameters:
    ///   - limit: How many at most, 1 … `listLimit`; others are moved there.
    ///   - before: Only those with a smaller id: the last one of the page before.
    public func treatments(limit: Int, before: Int64? = nil) throws(RecordError) -> [TreatmentSummary] {
        let count = min(max(limit, 1), RecordStore.listLimit)
        return try inspect { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT treatment.*, \(RecordStore.approvalColumns)
                    FROM treatment LEFT JOIN approval ON approval.sha256 = approval_sha256
                    WHERE id < ? ORDER BY id DESC LIMIT ?
                    """,
                arguments: [before ?? .max, count]
            ).map { try RecordStore.summary(Fields($0, path)) }
        }
    }

    /// All that is stored about one treatment; nil if there is none with this id.
    public func treatment(id: Int64) throws(RecordError) -> TreatmentRecord? {
        let path = self.path
        return try inspect { database in try RecordStore.record(id, in: database, path) }
    }

    private static func record(_ id: Int64, in database: Database, _ path: String) throws -> TreatmentRecord? {
        guard let summary = try summary(of: id, in: database, path) else { return nil }
        let zones = try zones(of: id, in: database, path)
        let expected = try expectations(of: id, in: database, path)
        let (events, count) = try events(of: id, in: database, path)
        let plan = try plan(summary.planHash, in: database)
        let approval = try summary.approval.flatMap {
            try String.fetchOne(database, sql: "SELECT text FROM approval WHERE sha256 = ?", arguments: [$0.hash])
        }
        return TreatmentRecord(
            summary: summary, zones: zones, expected: expected, events: events, eventsOmitted: count - events.count,
            planText: plan,
            approvalText: approval,
            assessmentText: try document("assessment_sha256", of: summary.approval, in: database),
            rulesText: try document("rules_sha256", of: summary.approval, in: database))
    }

    private static func document(
        _ column: String, of approval: ApprovalSummary?, in database: Database
    ) throws -> String? {
        guard let approval else { return nil }
        return try String.fetchOne(
            database,
            sql:
                "SELECT document.text FROM approval JOIN document ON document.sha256 = \(column) WHERE approval.sha256 = ?",
            arguments: [approval.hash])
    }

    private static func zones(of id: Int64, in database: Database, _ path: String) throws -> [ZoneRecord] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM zone_delivery WHERE treatment_id = ? ORDER BY zone", arguments: [id]
        ).map { try RecordStore.zone(Fields($0, path)) }
    }

    private static func plan(_ hash: String?, in database: Database) throws -> String? {
        guard let hash else { return nil }
        return try String.fetchOne(database, sql: "SELECT text FROM plan WHERE sha256 = ?", arguments: [hash])
    }

    /// The first events of a treatment, and how many it has in all.
    private static func events(
        of id: Int64, in database: Database, _ path: String
    ) throws -> (events: [EventRecord], count: Int) {
        // Between the intent to arm and the beginning, entries belong to no treatment yet.
        let ofTreatment = """
            FROM event WHERE treatment_id = ?1 OR (treatment_id IS NULL
                AND id >= (SELECT intent_event FROM treatment WHERE id = ?1)
                AND id < (SELECT min(id) FROM event WHERE treatment_id = ?1))
            """
        let events = try Row.fetchAll(
            database, sql: "SELECT * \(ofTreatment) ORDER BY id LIMIT \(RecordStore.eventLimit)",
            arguments: [id]
        ).map { try RecordStore.event(Fields($0, path)) }
        let count = try Int.fetchOne(database, sql: "SELECT count(*) \(ofTreatment)", arguments: [id])
        return (events, count ?? 0)
    }

    /// Events of all treatments and of none, in order.
    ///
    /// - Parameters:
    ///   - after: Only those with a greater id: the last one of the page before; 0 for the first page.
    ///   - limit: How many at most, 1 … `eventLimit`; others are moved there.
    public func events(after: Int64, limit: Int) throws(RecordError) -> [EventRecord] {
        let count = min(max(limit, 1), RecordStore.eventLimit)
        return try inspect { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", arguments: [after, count]
            ).map { try RecordStore.event(Fields($0, path)) }
        }
    }

    static func summary(of id: Int64, in database: Database, _ path: String) throws -> TreatmentSummary? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT treatment.*, \(approvalColumns)
                FROM treatment LEFT JOIN approval ON approval.sha256 = approval_sha256 WHERE id = ?
                """, arguments: [id]
        ).map { try summary(Fields($0, path)) }
    }

    private static func summary(_ fields: Fields) throws(RecordError) -> TreatmentSummary {
        var ended: Moment?
        if let wall = try fields.optionalInteger("ended_wall_ms") {
            ended = Moment(
                wallMilliseconds: wall, monotonic: .nanoseconds(try fields.integer("ended_monotonic_ns")))
        }
        return TreatmentSummary(
            id: try fields.integer("id"),
            uuid: try fields.text("uuid"),
            planHash: try fields.optionalText("plan_sha256"),
            program: try fields.text("program"),
            device: try fields.text("device"),
            deviceSerial: try fields.optionalText("device_serial"),
            usbSerial: try fields.optionalText("usb_serial"),
            applicator: try fields.optionalText("applicator"),
            patient: try fields.optionalText("patient"),
            approval: try approval(fields),
            askedBy: try fields.optionalText("asked_by"),
            actor: try fields.actor(),
            began: try fields.moment("began_wall_ms", "began_monotonic_ns"),
            ended: ended,
            result: try fields.result(),
            firstCause: try fields.optionalText("first_cause"),
            titratedZone: try fields.optionalText("titrated_zone"))
    }

    /// The approval's columns, under names that no column of a treatment has.
    private static let approvalColumns =
        "prescriber_uid AS approval_uid, prescriber_name AS approval_name, approved_at AS approval_time"

    private static func approval(_ fields: Fields) throws(RecordError) -> ApprovalSummary? {
        guard let hash = try fields.optionalText("approval_sha256") else { return nil }
        return ApprovalSummary(
            hash: hash, uid: try fields.integer("approval_uid"), name: try fields.text("approval_name"),
            time: try fields.text("approval_time"))
    }

    // Not inlined, and its fields read one by one: otherwise the optimiser of Swift 6.3.1 crashes ("Found ownership error").
    @inline(never)
    private static func event(_ fields: Fields) throws(RecordError) -> EventRecord {
        let id = try fields.integer("id")
        let treatment = try fields.optionalInteger("treatment_id")
        let moment = try fields.moment("wall_ms", "monotonic_ns")
        let actor = try fields.actor()
        let kind = try fields.text("kind")
        let body = try fields.text("body")
        return EventRecord(id: id, treatment: treatment, moment: moment, actor: actor, kind: kind, body: body)
    }

    private static func zone(_ fields: Fields) throws(RecordError) -> ZoneRecord {
        var delivery = ZoneDelivery()
        delivery.pulsesPlanned = try fields.integer("pulses_planned")
        delivery.pulsesDelivered = try fields.integer("pulses_delivered")
        delivery.energy = .nanojoules(try fields.nanojoules("energy_millijoules"))
        delivery.peak = .milliCelsius(try fields.narrow("peak_millicelsius"))
        delivery.cem43Milliminutes = try fields.integer("cem43_milliminutes")
        delivery.deepMilliminutes = try fields.integer("deep_milliminutes")
        delivery.carriedMilliminutes = try fields.integer("carried_milliminutes")
        delivery.carriedDeepMilliminutes = try fields.integer("carried_deep_milliminutes")
        return ZoneRecord(place: try fields.narrow("zone"), name: try fields.text("name"), delivery: delivery)
    }
}
