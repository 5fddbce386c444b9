public import Control
internal import Foundation
internal import GRDB
internal import Synchronization
internal import Treatment
internal import Units

extension RecordStore {
    /// Keeps the text of a plan, so that a treatment can point to it.
    ///
    /// A text that is there already is not stored twice.
    ///
    /// - Parameters:
    ///   - text: The plan, as it was written.
    ///   - hash: SHA-256 of the text, 64 lower-case hexadecimal digits.
    /// - Throws: `forbidden` if another text is stored under this hash, or the hash is none.
    public func storePlan(text: String, hash: String) throws(RecordError) -> StoredPlan {
        try transact { database in
            let known = try String.fetchOne(database, sql: "SELECT text FROM plan WHERE sha256 = ?", arguments: [hash])
            if let known {
                guard known == text else {
                    throw RecordError.forbidden(path: path, rule: "another plan has the hash \(hash)")
                }
            } else {
                try database.execute(sql: "INSERT INTO plan (sha256, text) VALUES (?, ?)", arguments: [hash, text])
            }
        }
        return StoredPlan(hash: hash)
    }

    /// Stores one event; it is on the disk when this returns.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - moment: When.
    ///   - actor: On whose request; nil for the daemon itself.
    ///   - setting: With `treatmentBegan`, what belongs to the treatment.
    public func append(
        _ event: RecordEvent, at moment: Moment, actor: RecordActor?, setting: TreatmentSetting? = nil
    ) throws(RecordError) {
        try append([RecordEntry(event, at: moment, actor: actor, setting: setting)])
    }

    /// Stores all of the entries, in order, or none; they are on the disk when this returns.
    public func append(_ entries: [RecordEntry]) throws(RecordError) {
        try course.withLock { (course: inout Course) throws(RecordError) in
            // A copy goes through the transaction: if that fails, what follows belongs where it did before.
            course = try transact { [course] database in
                var next = course
                for entry in entries { try RecordStore.write(entry, next: &next, in: database) }
                return next
            }
        }
    }

    private static func write(_ entry: RecordEntry, next course: inout Course, in database: Database) throws {
        guard case .event(let event) = entry.content else {
            _ = try insert(entry, of: course.treatment, in: database)
            return
        }
        switch event {
        case .intent(let intent, _):
            let id = try insert(entry, of: course.treatment, in: database)
            if intent == .arm || intent == .titrate { course.armIntent = id }
        case .treatmentBegan(let program, _, let device, _):
            try begin(program, on: device, titrating: nil, entry, next: &course, in: database)
        case .titrationBegan(let zone, let program, let device, _):
            try begin(program, on: device, titrating: zone, entry, next: &course, in: database)
        case .entered(let state):
            course.enter(state)
            _ = try insert(entry, of: course.treatment, in: database)
        case .delivered(let zone, let delivery):
            _ = try insert(entry, of: course.treatment, in: database)
            guard let treatment = course.treatment, course.isOpen else { return }
            try insert(delivery, zone.place, course.zoneName(zone.place), of: treatment, in: database)
        case .treatmentEnded(let result, let cause), .titrationEnded(_, _, let result, let cause):
            _ = try insert(entry, of: course.treatment, in: database)
            guard let treatment = course.treatment, course.isOpen else { return }
            try end(
                treatment, String(describing: result), cause.map { String(describing: $0) }, at: entry.moment,
                in: database)
            course.isOpen = false
        case .finding, .deviceCause, .acknowledged, .silenced, .stopAsked, .deviceIdentified, .expected, .dose,
            .hostGranted,
            .hazardToZero, .timing, .presented, .marked, .intensitySet:
            _ = try insert(entry, of: course.treatment, in: database)
        }
    }

    /// Opens the record of a treatment, or of the titration of a zone: what follows belongs to it until it has ended.
    private static func begin(
        _ program: Fingerprint, on device: UInt64, titrating zone: Zone?, _ entry: RecordEntry,
        next course: inout Course, in database: Database
    ) throws {
        try interruptOpenTreatment(course, at: entry.moment, in: database)
        course.treatment = try insertTreatment(
            program.hexadecimal, device.hexadecimal, course.armIntent, zone, entry, in: database)
        course.isOpen = true
        course.zoneNames = zone.map { [$0.name] } ?? entry.setting?.zoneNames ?? []
        course.armIntent = nil
        _ = try insert(entry, of: course.treatment, in: database)
    }

    /// The machine closes every treatment that it begins; one left open lost its end on the way here.
    private static func interruptOpenTreatment(_ course: Course, at moment: Moment, in database: Database) throws {
        guard let treatment = course.treatment, course.isOpen else { return }
        try interrupt(treatment, at: moment, in: database)
    }

    private static func insert(_ entry: RecordEntry, of treatment: Int64?, in database: Database) throws -> Int64 {
        try insert(EventText(entry), of: treatment, at: entry.moment, actor: entry.actor, in: database)
    }

    static func insert(
        _ text: EventText, of treatment: Int64?, at moment: Moment, actor: RecordActor?, in database: Database
    ) throws -> Int64 {
        try database.cachedStatement(
            sql: """
                INSERT INTO event (treatment_id, wall_ms, monotonic_ns, actor_uid, actor_name, kind, body)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            treatment, moment.wallMilliseconds, moment.monotonic.nanoseconds, actor?.uid, actor?.name, text.kind,
            text.body,
        ])
        return database.lastInsertedRowID
    }

    private static func insertTreatment(
        _ program: String, _ device: String, _ intent: Int64?, _ titrated: Zone?, _ entry: RecordEntry,
        in database: Database
    ) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO treatment (uuid, plan_sha256, program, device, device_serial, applicator, intent_event,
                    actor_uid, actor_name, began_wall_ms, began_monotonic_ns, patient, usb_serial,
                    approval_sha256, asked_by, titrated_zone)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                UUID().uuidString.lowercased(), entry.setting?.plan.hash, program, device, entry.setting?.deviceSerial,
                entry.setting?.applicator, intent, entry.actor?.uid, entry.actor?.name,
                entry.moment.wallMilliseconds, entry.moment.monotonic.nanoseconds, entry.setting?.patient,
                entry.setting?.usbSerial, entry.setting?.approval?.hash, entry.setting?.askedBy, titrated?.name,
            ])
        return database.lastInsertedRowID
    }

    private static func insert(
        _ delivery: ZoneDelivery, _ place: Int, _ name: String, of treatment: Int64, in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO zone_delivery (treatment_id, zone, name, pulses_planned, pulses_delivered,
                    energy_millijoules, peak_millicelsius, cem43_milliminutes, deep_milliminutes,
                    carried_milliminutes, carried_deep_milliminutes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                treatment, place, name, delivery.pulsesPlanned, delivery.pulsesDelivered, delivery.energy.millijoules,
                delivery.peak.milliCelsius, delivery.cem43Milliminutes, delivery.deepMilliminutes,
                delivery.carriedMilliminutes, delivery.carriedDeepMilliminutes,
            ])
    }

    static func end(
        _ treatment: Int64, _ result: String, _ cause: String?, at moment: Moment, in database: Database
    ) throws {
        try database.execute(
            sql: """
                UPDATE treatment SET ended_wall_ms = ?, ended_monotonic_ns = ?, result = ?, first_cause = ?
                WHERE id = ?
                """,
            arguments: [moment.wallMilliseconds, moment.monotonic.nanoseconds, result, cause, treatment])
    }
}
