/// The parameters of `ApprovePlan`.
public struct ApprovePlanParameters: Codable, Equatable, Sendable {
    /// The text of the plan file.
    public var text: String
    /// The file's name, for messages.
    public var name: String?
    /// The name of who approves.
    public var prescriber: String
    /// The text of the patient's assessment; without it nothing is approved.
    public var assessment: String?
    /// The text of the prescriber's rules; nil for the project's own.
    public var rules: String?
    /// The warnings that are accepted; nil for none.
    public var accepted: [AcceptedWarning]?

    /// Makes one of its fields.
    public init(
        text: String, name: String?, prescriber: String, assessment: String? = nil, rules: String? = nil,
        accepted: [AcceptedWarning]? = nil
    ) {
        self.text = text
        self.name = name
        self.prescriber = prescriber
        self.assessment = assessment
        self.rules = rules
        self.accepted = accepted
    }
}

/// A warning of the screening that a person accepts by name.
public struct AcceptedWarning: Codable, Equatable, Sendable {
    /// The warning's id, such as `filler/leftCheek`.
    public var warning: String
    /// Who accepts it.
    public var name: String

    /// Makes one of its fields.
    public init(warning: String, name: String) {
        self.warning = warning
        self.name = name
    }
}

/// Something that screening has found, as `ScreeningRefused` lists it.
public struct ScreeningFindingReport: Codable, Equatable, Sendable {
    /// What an acceptance names: the rule and the zone.
    public var id: String
    /// How severe it is: `warn`, `ask` or `block`.
    public var verdict: String
    /// The whole finding in a line.
    public var message: String

    /// Makes one of its fields.
    public init(id: String, verdict: String, message: String) {
        self.id = id
        self.verdict = verdict
        self.message = message
    }
}

/// What `ApprovePlan` replies.
public struct ApprovePlanReply: Codable, Equatable, Sendable {
    /// The document that `LoadPlan` takes with the plan.
    public var approval: String
    /// The SHA-256 of approval and seal, in hex.
    public var approvalHash: String
    /// The SHA-256 of the plan file, in hex.
    public var planHash: String
    /// Whom the plan is for.
    public var patient: String
    /// Who approved it.
    public var prescriber: String
    /// The user number that the socket's other end has.
    public var prescriberUid: Int64
    /// When, to the second, ISO 8601 in UTC.
    public var approvedAt: String

    /// Makes one of its fields.
    public init(
        approval: String, approvalHash: String, planHash: String, patient: String, prescriber: String,
        prescriberUid: Int64, approvedAt: String
    ) {
        self.approval = approval
        self.approvalHash = approvalHash
        self.planHash = planHash
        self.patient = patient
        self.prescriber = prescriber
        self.prescriberUid = prescriberUid
        self.approvedAt = approvedAt
    }
}
