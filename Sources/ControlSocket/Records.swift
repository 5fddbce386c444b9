public import Varlink

/// The parameters of `ListRecords`.
public struct ListRecordsParameters: Codable, Equatable, Sendable {
    /// How many at most, 1 to 500.
    public var limit: Int64?
    /// Only records with a smaller id.
    public var before: Int64?

    /// Makes one of its fields.
    public init(limit: Int64?, before: Int64?) {
        self.limit = limit
        self.before = before
    }
}

/// What `ListRecords` replies.
public struct ListRecordsReply: Codable, Equatable, Sendable {
    /// Newest first.
    public var records: [RecordSummary]

    /// Makes one of its fields.
    public init(records: [RecordSummary]) { self.records = records }
}

/// The parameters of `GetRecord`.
public struct GetRecordParameters: Codable, Equatable, Sendable {
    /// The record's id.
    public var id: Int64

    /// Makes one of its fields.
    public init(id: Int64) { self.id = id }
}

/// One treatment in a list.
public struct RecordSummary: Codable, Equatable, Sendable {
    /// The record's id.
    public var id: Int64
    /// When it began, ISO 8601 in UTC.
    public var began: String
    /// When it ended; nil while it runs.
    public var ended: String?
    /// How it ended.
    public var result: String?
    /// What stopped it first.
    public var firstCause: String?
    /// The SHA-256 of the plan file, in hex.
    public var planHash: String
    /// Who started it.
    public var actor: String?
    /// Who was treated, by pseudonym; nil for an unnamed treatment.
    public var patient: String?
    /// Who approved the plan; nil where nobody did.
    public var approvedBy: String?
    /// The prescriber's user number.
    public var approvedByUid: Int64?
    /// When it was approved, ISO 8601 in UTC.
    public var approvedAt: String?
    /// The SHA-256 of approval and seal, in hex.
    public var approvalHash: String?
    /// Who had asked on the day what only the day can answer; nil where the assessment was of that day.
    public var askedBy: String?
    /// The serial number that the device gave itself.
    public var deviceSerial: String?
    /// The serial number of the USB device that it hung on.
    public var usbSerial: String?
    /// The zone whose intensity was titrated; nil for a treatment.
    public var titratedZone: String?

    /// Makes one of its fields.
    public init(
        id: Int64, began: String, ended: String?, result: String?, firstCause: String?, planHash: String,
        actor: String?, patient: String? = nil, approvedBy: String? = nil, approvedByUid: Int64? = nil,
        approvedAt: String? = nil, approvalHash: String? = nil, askedBy: String? = nil, deviceSerial: String? = nil,
        usbSerial: String? = nil, titratedZone: String? = nil
    ) {
        self.askedBy = askedBy
        self.titratedZone = titratedZone
        self.approvedBy = approvedBy
        self.approvedByUid = approvedByUid
        self.approvedAt = approvedAt
        self.approvalHash = approvalHash
        self.patient = patient
        self.deviceSerial = deviceSerial
        self.usbSerial = usbSerial
        self.id = id
        self.began = began
        self.ended = ended
        self.result = result
        self.firstCause = firstCause
        self.planHash = planHash
        self.actor = actor
    }
}

/// What `GetRecord` replies.
public struct GetRecordReply: Codable, Sendable {
    /// The treatment.
    public var record: RecordSummary
    /// What each zone was given.
    public var zones: [RecordZone]
    /// What the shadow run had expected of each heated zone.
    public var forecast: [ForecastReport]
    /// What happened, in order.
    public var events: [RecordedEvent]
    /// The text of the plan file.
    public var plan: String
    /// The approval, as it was sealed; nil where there was none.
    public var approval: String?
    /// The text of the assessment by which was screened; nil without an approval.
    public var assessment: String?
    /// The text of the prescriber's rules; nil where the project's own held.
    public var rules: String?

    /// Makes one of its fields.
    public init(
        record: RecordSummary, zones: [RecordZone], forecast: [ForecastReport] = [], events: [RecordedEvent],
        plan: String, approval: String? = nil, assessment: String? = nil, rules: String? = nil
    ) {
        self.forecast = forecast
        self.approval = approval
        self.assessment = assessment
        self.rules = rules
        self.record = record
        self.zones = zones
        self.events = events
        self.plan = plan
    }
}

/// What one zone was given.
public struct RecordZone: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// The pulses in the program.
    public var pulsesPlanned: Int64
    /// The pulses that the device counted.
    public var pulsesDelivered: Int64
    /// The RF energy, in mJ.
    public var energyMillijoules: Int64
    /// The greatest reading of a sensor, in m°C.
    public var peakMilliCelsius: Int64
    /// The skin's dose by this treatment, in thousandths of a CEM43 minute.
    public var cem43Milliminutes: Int64
    /// The estimated dose of the hottest layer below by this treatment, in thousandths of a CEM43 minute.
    public var deepMilliminutes: Int64
    /// The skin's dose of the day before it.
    public var carriedMilliminutes: Int64
    /// The deep dose of the day before it.
    public var carriedDeepMilliminutes: Int64

    /// Makes one of its fields.
    public init(
        zone: String, pulsesPlanned: Int64, pulsesDelivered: Int64, energyMillijoules: Int64, peakMilliCelsius: Int64,
        cem43Milliminutes: Int64,
        deepMilliminutes: Int64 = 0, carriedMilliminutes: Int64 = 0, carriedDeepMilliminutes: Int64 = 0
    ) {
        self.zone = zone
        self.pulsesPlanned = pulsesPlanned
        self.pulsesDelivered = pulsesDelivered
        self.energyMillijoules = energyMillijoules
        self.peakMilliCelsius = peakMilliCelsius
        self.cem43Milliminutes = cem43Milliminutes
        self.deepMilliminutes = deepMilliminutes
        self.carriedMilliminutes = carriedMilliminutes
        self.carriedDeepMilliminutes = carriedDeepMilliminutes
    }
}

/// One event of a record.
public struct RecordedEvent: Codable, Sendable {
    /// The event's number in the store.
    public var id: Int64
    /// When, ISO 8601 in UTC.
    public var at: String
    /// What kind of event.
    public var kind: String
    /// Who caused it.
    public var actor: String?
    /// Its values.
    public var detail: JSONValue

    /// Makes one of its fields.
    public init(id: Int64, at: String, kind: String, actor: String?, detail: JSONValue) {
        self.id = id
        self.at = at
        self.kind = kind
        self.actor = actor
        self.detail = detail
    }
}
