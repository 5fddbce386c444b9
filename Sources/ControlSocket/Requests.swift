/// Parameters and replies of the methods, one pair each where there is anything in them.
public struct LoadPlanParameters: Codable, Equatable, Sendable {
    /// The text of the plan file.
    public var text: String
    /// The file's name, for messages.
    public var name: String?
    /// The pseudonym under which a day's doses are added up; nil for the account that all unnamed loads share.
    public var patient: String?
    /// What `ApprovePlan` gave for this text; nil to look at the plan only.
    public var approval: String?

    /// Makes one of its fields.
    public init(text: String, name: String?, patient: String? = nil, approval: String? = nil) {
        self.patient = patient
        self.approval = approval
        self.text = text
        self.name = name
    }
}

/// What `LoadPlan` replies.
public struct LoadPlanReply: Codable, Equatable, Sendable {
    /// The SHA-256 of the file, in hex.
    public var planHash: String
    /// The program's fingerprint, in hex.
    public var program: String
    /// What each zone will get.
    public var zones: [PlanZoneReport]
    /// What the shadow run expects of each heated zone, in the plan's order.
    public var forecast: [ForecastReport]
    /// Whose doses were carried; nil for the unnamed account.
    public var patient: String?
    /// Who approved it; nil when nobody did, and it cannot be armed.
    public var approvedBy: String?
    /// When.
    public var approvedAt: String?
    /// The SHA-256 of approval and seal, in hex.
    public var approvalHash: String?

    /// Makes one of its fields.
    public init(
        planHash: String, program: String, zones: [PlanZoneReport], forecast: [ForecastReport] = [],
        patient: String? = nil, approvedBy: String? = nil, approvedAt: String? = nil, approvalHash: String? = nil
    ) {
        self.forecast = forecast
        self.patient = patient
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
        self.approvalHash = approvalHash
        self.planHash = planHash
        self.program = program
        self.zones = zones
    }
}

/// One thing that is wrong with a plan, as `InvalidPlan` lists it.
public struct PlanProblem: Codable, Equatable, Sendable {
    /// The line of the plan file, counted from 1.
    public var line: Int64?
    /// The key's place, as `forehead.stimulation.rate`.
    public var key: String?
    /// What is wrong and what is allowed.
    public var message: String

    /// Makes one of its fields.
    public init(line: Int64?, key: String?, message: String) {
        self.line = line
        self.key = key
        self.message = message
    }
}

/// What one zone will get by the plan.
public struct PlanZoneReport: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// Pulses in all.
    public var pulses: Int64
    /// Contractions in all.
    public var contractions: Int64
    /// Charge of the first phases in all, in µC.
    public var chargeMicrocoulombs: Int64
    /// RF energy as the thermal model expects it on this applicator, in mJ.
    public var energyMillijoules: Int64
    /// The greatest current, in µA.
    public var peakMicroamps: Int64
    /// The skin's dose within a day before this plan, in thousandths of a CEM43 minute.
    public var carriedMilliminutes: Int64
    /// The deep dose within a day before this plan, as estimated, in thousandths of a CEM43 minute.
    public var carriedDeepMilliminutes: Int64

    /// Makes one of its fields.
    public init(
        zone: String, pulses: Int64, contractions: Int64, chargeMicrocoulombs: Int64, energyMillijoules: Int64,
        peakMicroamps: Int64, carriedMilliminutes: Int64 = 0, carriedDeepMilliminutes: Int64 = 0
    ) {
        self.carriedMilliminutes = carriedMilliminutes
        self.carriedDeepMilliminutes = carriedDeepMilliminutes
        self.zone = zone
        self.pulses = pulses
        self.contractions = contractions
        self.chargeMicrocoulombs = chargeMicrocoulombs
        self.energyMillijoules = energyMillijoules
        self.peakMicroamps = peakMicroamps
    }
}

/// The parameters of `Arm`.
public struct ArmParameters: Codable, Equatable, Sendable {
    /// What `LoadPlan` gave as `approvalHash`: only that approval is armed.
    public var approval: String?
    /// Who has asked today what only the day of treatment can answer; needed where the assessment is not of today.
    public var askedBy: String?

    /// Makes one of its fields.
    public init(approval: String?, askedBy: String? = nil) {
        self.approval = approval
        self.askedBy = askedBy
    }
}

/// What `Arm` replies.
public struct ArmReply: Codable, Equatable, Sendable {
    /// What `Start` must show.
    public var token: String
    /// For how long, in ms.
    public var validMs: Int64

    /// Makes one of its fields.
    public init(token: String, validMs: Int64) {
        self.token = token
        self.validMs = validMs
    }
}

/// The parameters of `Start`.
public struct StartParameters: Codable, Equatable, Sendable {
    /// What `Arm` gave.
    public var token: String

    /// Makes one of its fields.
    public init(token: String) { self.token = token }
}

/// The parameters of `Resume`.
public struct ResumeParameters: Codable, Equatable, Sendable {
    /// What `Resume` without a token gave.
    public var token: String?

    /// Makes one of its fields.
    public init(token: String?) { self.token = token }
}

/// What `Resume` replies: a token to the call without one, nothing to the call with it.
public struct ResumeReply: Codable, Equatable, Sendable {
    /// What the next call must show.
    public var token: String?
    /// For how long, in ms.
    public var validMs: Int64?

    /// Makes one of its fields.
    public init(token: String?, validMs: Int64?) {
        self.token = token
        self.validMs = validMs
    }
}

/// The parameters of `WatchStatus`.
public struct WatchParameters: Codable, Equatable, Sendable {
    /// The shortest time between two replies, 50 to 1000 ms.
    public var intervalMs: Int64?

    /// Makes one of its fields.
    public init(intervalMs: Int64?) { self.intervalMs = intervalMs }
}

/// The parameters of `Stop`.
public struct StopParameters: Codable, Equatable, Sendable {
    /// Why, in words; accepted from clients, and not stored yet.
    public var reason: String?

    /// Makes one of its fields.
    public init(reason: String?) { self.reason = reason }
}

/// What `Stop` replies.
public struct StopReply: Codable, Equatable, Sendable {
    /// The state after the bytes went out.
    public var state: String

    /// Makes one of its fields.
    public init(state: String) { self.state = state }
}

/// The parameters of `AcknowledgeTrip`.
public struct AcknowledgeParameters: Codable, Equatable, Sendable {
    /// Who acknowledges, for the record.
    public var name: String?

    /// Makes one of its fields.
    public init(name: String?) { self.name = name }
}

/// What `Reload` replies.
public struct ReloadReply: Codable, Equatable, Sendable {
    /// The keys of the configuration file whose change is in force now.
    public var applied: [String]

    /// Makes one of its fields.
    public init(applied: [String]) { self.applied = applied }
}

/// The parameters of `Titrate`.
public struct TitrateParameters: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// What `LoadPlan` gave as `approvalHash`, as for `Arm`.
    public var approval: String?
    /// Who has asked today what only today can answer, as for `Arm`.
    public var askedBy: String?

    /// Makes one of its fields.
    public init(zone: String, approval: String?, askedBy: String? = nil) {
        self.zone = zone
        self.approval = approval
        self.askedBy = askedBy
    }
}

/// The parameters of `MarkTitration`.
public struct MarkParameters: Codable, Equatable, Sendable {
    /// `contraction` or `maximum`.
    public var mark: String

    /// Makes one of its fields.
    public init(mark: String) { self.mark = mark }
}

/// The parameters of `SetIntensity`.
public struct IntensityParameters: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// The share of the titrated range, 0 to 1000.
    public var perMille: Int64

    /// Makes one of its fields.
    public init(zone: String, perMille: Int64) {
        self.zone = zone
        self.perMille = perMille
    }
}
