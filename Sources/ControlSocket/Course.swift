/// The parameters of `GetCourse`.
public struct GetCourseParameters: Codable, Equatable, Sendable {
    /// The patient's pseudonym.
    public var patient: String
    /// How many sessions are planned, 1 to 12; nil for 4.
    public var sessions: Int64?
    /// What speaks against some days, at most 256.
    public var waits: [CourseWait]?

    /// Makes one of its fields.
    public init(patient: String, sessions: Int64? = nil, waits: [CourseWait]? = nil) {
        self.patient = patient
        self.sessions = sessions
        self.waits = waits
    }
}

/// What `GetCourse` replies.
public struct GetCourseReply: Codable, Equatable, Sendable {
    /// The patient's pseudonym.
    public var patient: String
    /// The workstation's date, such as `2026-11-23`, as every day here.
    public var today: String
    /// Which course of the patient it is, counted from 1.
    public var course: Int64
    /// How many sessions are planned.
    public var planned: Int64
    /// How many of them were completed.
    public var completed: Int64
    /// From when the patient may be treated again, ISO 8601 in UTC; nil for now.
    public var allowedFrom: String?
    /// Until when the last session may be gone on with, ISO 8601 in UTC; nil where it may not.
    public var continuesUntil: String?
    /// The zones that the last session has completed, while it may be gone on with.
    public var completedZones: [String]
    /// The sessions of the course, in order.
    public var sessions: [CourseSessionReport]
    /// What they add up to, zone by zone.
    public var doses: [CourseDoseReport]
    /// The patient's titrations of any time, in order.
    public var titrations: [CourseTitration]
    /// When the remaining ones could be.
    public var dates: [CourseDate]
    /// Why dates are missing.
    public var obstacles: [CourseWait]

    /// Makes one of its fields.
    public init(
        patient: String, today: String, course: Int64, planned: Int64, completed: Int64, allowedFrom: String?,
        continuesUntil: String?, completedZones: [String], sessions: [CourseSessionReport], doses: [CourseDoseReport],
        dates: [CourseDate], obstacles: [CourseWait], titrations: [CourseTitration] = []
    ) {
        self.titrations = titrations
        self.patient = patient
        self.today = today
        self.course = course
        self.planned = planned
        self.completed = completed
        self.allowedFrom = allowedFrom
        self.continuesUntil = continuesUntil
        self.completedZones = completedZones
        self.sessions = sessions
        self.doses = doses
        self.dates = dates
        self.obstacles = obstacles
    }
}

/// A titration that was held.
public struct CourseTitration: Codable, Equatable, Sendable {
    /// The id of its record.
    public var record: Int64
    /// The zone's name.
    public var zone: String
    /// When it began, ISO 8601 in UTC.
    public var began: String
    /// How it ended; nil while it runs, or where that was never written.
    public var outcome: String?
    /// The current that moved the muscle visibly, in µA; nil where no range was found.
    public var thresholdMicroamps: Int64?
    /// The comfortable maximum, in µA.
    public var maximumMicroamps: Int64?
    /// The pulses that the device counted; nil where that was never written.
    public var pulses: Int64?

    /// Makes one of its fields.
    public init(
        record: Int64, zone: String, began: String, outcome: String?, thresholdMicroamps: Int64?,
        maximumMicroamps: Int64?, pulses: Int64?
    ) {
        self.record = record
        self.zone = zone
        self.began = began
        self.outcome = outcome
        self.thresholdMicroamps = thresholdMicroamps
        self.maximumMicroamps = maximumMicroamps
        self.pulses = pulses
    }
}

/// What a zone received.
public struct CourseDoseReport: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// The skin's dose, in thousandths of a CEM43 minute.
    public var skinMilliminutes: Int64
    /// The estimated dose of the hottest layer below, in thousandths of a CEM43 minute.
    public var deepMilliminutes: Int64

    /// Makes one of its fields.
    public init(zone: String, skinMilliminutes: Int64, deepMilliminutes: Int64) {
        self.zone = zone
        self.skinMilliminutes = skinMilliminutes
        self.deepMilliminutes = deepMilliminutes
    }
}

/// Days on which something speaks against a session.
public struct CourseWait: Codable, Equatable, Sendable {
    /// The zone; nil for the whole face.
    public var zone: String?
    /// The first day.
    public var fromDay: String
    /// The day from which nothing speaks against it any more; nil where that is not in sight.
    public var untilDay: String?
    /// Whether nobody may be treated; otherwise it is a warning.
    public var blocks: Bool
    /// Why, in words.
    public var reason: String

    /// Makes one of its fields.
    public init(zone: String?, fromDay: String, untilDay: String?, blocks: Bool, reason: String) {
        self.zone = zone
        self.fromDay = fromDay
        self.untilDay = untilDay
        self.blocks = blocks
        self.reason = reason
    }
}

/// A session that was held.
public struct CourseSessionReport: Codable, Equatable, Sendable {
    /// Its number among the completed ones; nil for one that was cut short.
    public var number: Int64?
    /// The day on which it began.
    public var day: String
    /// When it began, ISO 8601 in UTC.
    public var began: String
    /// When its last treatment ended, ISO 8601 in UTC.
    public var ended: String
    /// Whether every zone that received anything was completed.
    public var isCompleted: Bool
    /// The ids of its records.
    public var records: [Int64]
    /// What it gave, zone by zone.
    public var doses: [CourseDoseReport]

    /// Makes one of its fields.
    public init(
        number: Int64?, day: String, began: String, ended: String, isCompleted: Bool, records: [Int64],
        doses: [CourseDoseReport]
    ) {
        self.number = number
        self.day = day
        self.began = began
        self.ended = ended
        self.isCompleted = isCompleted
        self.records = records
        self.doses = doses
    }
}

/// A session to come.
public struct CourseDate: Codable, Equatable, Sendable {
    /// Its number among the completed ones.
    public var number: Int64
    /// The first day on which it may be.
    public var earliestDay: String
    /// The day that is proposed.
    public var preferredDay: String
    /// The last day in time; nil where none is set, and where it has passed.
    public var latestDay: String?
    /// How many days the proposed day lies behind the last one in time; 0 where it is in time.
    public var daysLate: Int64
    /// What moved it.
    public var moved: [CourseWait]
    /// What has to be thought of on the proposed day.
    public var warnings: [CourseWait]
    /// Zones that have to be left out.
    public var leftOut: [CourseWait]

    /// Makes one of its fields.
    public init(
        number: Int64, earliestDay: String, preferredDay: String, latestDay: String?, daysLate: Int64,
        moved: [CourseWait] = [], warnings: [CourseWait] = [], leftOut: [CourseWait] = []
    ) {
        self.number = number
        self.earliestDay = earliestDay
        self.preferredDay = preferredDay
        self.latestDay = latestDay
        self.daysLate = daysLate
        self.moved = moved
        self.warnings = warnings
        self.leftOut = leftOut
    }
}
