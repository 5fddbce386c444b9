internal import GRDB

/// The tables, in plain SQL, and the way from one version of them to the next.
///
/// The version is SQLite's `user_version`, and the file is ours by its `application_id`: both stand in the header, so
/// that a message can name the version found, and no library's table is needed to tell.
/// A step once released never changes; a new version is a new step at the end.
enum Schema {
    /// "MYOT".
    static let applicationID: Int64 = 0x4D59_4F54

    /// The version that this program writes.
    static var version: Int64 { Int64(steps.count) }

    private static let steps = [tables + rules, dayDoses, whoseDevice, approvals, titrations]

    /// Brings an empty or older database to `version`, all or nothing.
    static func bringUp(_ database: Database, from found: Int64) throws {
        for (index, step) in steps.enumerated() where Int64(index) >= found {
            try database.execute(sql: step)
        }
        try database.execute(sql: "PRAGMA user_version = \(version); PRAGMA application_id = \(applicationID)")
    }

    /// The tables, STRICT: a column holds what it says.
    ///
    /// Times are UTC in ms, and the host's monotonic clock in ns. No table checks `json_valid(body)`: with `trusted_schema` off, SQLite takes no such function in a schema.
    private static let tables = """
        CREATE TABLE plan (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            text TEXT NOT NULL
        ) STRICT;

        CREATE TABLE treatment (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            plan_sha256 TEXT REFERENCES plan (sha256),
            program TEXT NOT NULL,
            device TEXT NOT NULL,
            device_serial TEXT,
            applicator TEXT,
            intent_event INTEGER REFERENCES event (id),
            actor_uid INTEGER,
            actor_name TEXT,
            began_wall_ms INTEGER NOT NULL,
            began_monotonic_ns INTEGER NOT NULL,
            ended_wall_ms INTEGER,
            ended_monotonic_ns INTEGER,
            result TEXT CHECK (result IN ('completed', 'stopped', 'tripped', 'interrupted')),
            first_cause TEXT,
            CHECK ((result IS NULL) = (ended_wall_ms IS NULL) AND (result IS NULL) = (ended_monotonic_ns IS NULL))
        ) STRICT;

        CREATE TABLE event (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            treatment_id INTEGER REFERENCES treatment (id),
            wall_ms INTEGER NOT NULL,
            monotonic_ns INTEGER NOT NULL,
            actor_uid INTEGER,
            actor_name TEXT,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            CHECK (actor_uid IS NULL OR actor_name IS NOT NULL)
        ) STRICT;
        CREATE INDEX event_of_treatment ON event (treatment_id, id);

        CREATE TABLE zone_delivery (
            treatment_id INTEGER NOT NULL REFERENCES treatment (id),
            zone INTEGER NOT NULL,
            name TEXT NOT NULL,
            pulses_planned INTEGER NOT NULL,
            pulses_delivered INTEGER NOT NULL,
            energy_millijoules INTEGER NOT NULL,
            peak_millicelsius INTEGER NOT NULL,
            cem43_milliminutes INTEGER NOT NULL,
            PRIMARY KEY (treatment_id, zone)
        ) STRICT;

        """

    /// Version 2: whose treatment it was, and the doses that a day adds up.
    ///
    /// Of records of version 1 no deep dose is known; they hold none.
    private static let dayDoses = """
        ALTER TABLE treatment ADD COLUMN patient TEXT
            CHECK (patient IS NULL OR (length(patient) BETWEEN 1 AND 64 AND patient NOT GLOB '*[^A-Za-z0-9_-]*'));
        ALTER TABLE zone_delivery ADD COLUMN deep_milliminutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE zone_delivery ADD COLUMN carried_milliminutes INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE zone_delivery ADD COLUMN carried_deep_milliminutes INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX event_dose ON event (wall_ms) WHERE kind = 'dose';
        CREATE TRIGGER treatment_patient_keeps BEFORE UPDATE OF patient ON treatment
        BEGIN SELECT RAISE(ABORT, 'how a treatment began is not changed'); END;
        """

    /// Version 3: the USB device beside what the device says of itself, and a quick look at what was acknowledged.
    private static let whoseDevice = """
        ALTER TABLE treatment ADD COLUMN usb_serial TEXT;
        CREATE TRIGGER treatment_usb_keeps BEFORE UPDATE OF usb_serial ON treatment
        BEGIN SELECT RAISE(ABORT, 'how a treatment began is not changed'); END;
        CREATE INDEX event_acknowledged ON event (id) WHERE kind = 'acknowledged';
        """

    /// Version 4: who stands behind a plan, by which assessment and rules, and with which approval a treatment began.
    ///
    /// Documents are kept as they are, beside the columns that one looks for.
    private static let approvals = """
        CREATE TABLE document (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            text TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER document_keeps BEFORE UPDATE ON document
        BEGIN SELECT RAISE(ABORT, 'a document that was stored is not changed'); END;
        CREATE TRIGGER document_stays BEFORE DELETE ON document
        BEGIN SELECT RAISE(ABORT, 'a document that was stored is not deleted'); END;

        CREATE TABLE approval (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            plan_sha256 TEXT NOT NULL REFERENCES plan (sha256),
            patient TEXT NOT NULL CHECK (length(patient) BETWEEN 4 AND 32 AND patient NOT GLOB '*[^A-Za-z0-9-]*'),
            prescriber_uid INTEGER NOT NULL,
            prescriber_name TEXT NOT NULL,
            approved_at TEXT NOT NULL,
            assessment_sha256 TEXT NOT NULL REFERENCES document (sha256),
            rules_sha256 TEXT REFERENCES document (sha256),
            text TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER approval_keeps BEFORE UPDATE ON approval
        BEGIN SELECT RAISE(ABORT, 'an approval is not changed'); END;
        CREATE TRIGGER approval_stays BEFORE DELETE ON approval
        BEGIN SELECT RAISE(ABORT, 'an approval is not deleted'); END;

        CREATE TABLE assessed (
            id INTEGER PRIMARY KEY,
            patient TEXT NOT NULL,
            assessed_on TEXT NOT NULL,
            assessment_sha256 TEXT NOT NULL REFERENCES document (sha256),
            rules_sha256 TEXT REFERENCES document (sha256)
        ) STRICT;
        CREATE INDEX assessed_patient ON assessed (patient, assessed_on, id);
        CREATE TRIGGER assessed_keeps BEFORE UPDATE ON assessed
        BEGIN SELECT RAISE(ABORT, 'what was found on a patient is not changed'); END;
        CREATE TRIGGER assessed_stays BEFORE DELETE ON assessed
        BEGIN SELECT RAISE(ABORT, 'what was found on a patient is not deleted'); END;

        ALTER TABLE treatment ADD COLUMN approval_sha256 TEXT REFERENCES approval (sha256);
        ALTER TABLE treatment ADD COLUMN asked_by TEXT;
        CREATE TRIGGER treatment_approval_keeps BEFORE UPDATE OF approval_sha256, asked_by ON treatment
        BEGIN SELECT RAISE(ABORT, 'how a treatment began is not changed'); END;
        """

    /// Version 5: a titration has a row as a treatment has, with the zone that was titrated; of a treatment it is NULL.
    private static let titrations = """
        ALTER TABLE treatment ADD COLUMN titrated_zone TEXT;
        CREATE TRIGGER treatment_titration_keeps BEFORE UPDATE OF titrated_zone ON treatment
        BEGIN SELECT RAISE(ABORT, 'how a treatment began is not changed'); END;
        CREATE INDEX event_titration_ended ON event (treatment_id) WHERE kind = 'titrationEnded';
        """

    /// What is written stays.
    ///
    /// With `recursive_triggers` on, this also refuses an INSERT OR REPLACE.
    private static let rules = """
        CREATE TRIGGER plan_keeps BEFORE UPDATE ON plan
        BEGIN SELECT RAISE(ABORT, 'a plan that was stored is not changed'); END;
        CREATE TRIGGER plan_stays BEFORE DELETE ON plan
        BEGIN SELECT RAISE(ABORT, 'a plan that was stored is not deleted'); END;

        CREATE TRIGGER event_keeps BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is not changed'); END;
        CREATE TRIGGER event_stays BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is not deleted'); END;

        CREATE TRIGGER treatment_keeps BEFORE UPDATE ON treatment WHEN OLD.result IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a treatment that ended is not changed'); END;
        CREATE TRIGGER treatment_began BEFORE UPDATE OF id, uuid, plan_sha256, program, device, device_serial,
            applicator, intent_event, actor_uid, actor_name, began_wall_ms, began_monotonic_ns ON treatment
        BEGIN SELECT RAISE(ABORT, 'how a treatment began is not changed'); END;
        CREATE TRIGGER treatment_stays BEFORE DELETE ON treatment
        BEGIN SELECT RAISE(ABORT, 'a treatment is not deleted'); END;

        CREATE TRIGGER zone_delivery_closed BEFORE INSERT ON zone_delivery
        WHEN (SELECT result FROM treatment WHERE id = NEW.treatment_id) IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a treatment that ended takes no more deliveries'); END;
        CREATE TRIGGER zone_delivery_keeps BEFORE UPDATE ON zone_delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is not changed'); END;
        CREATE TRIGGER zone_delivery_stays BEFORE DELETE ON zone_delivery
        BEGIN SELECT RAISE(ABORT, 'a delivery is not deleted'); END;
        """
}
