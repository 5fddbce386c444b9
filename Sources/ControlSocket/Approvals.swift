/// The parameters of `ApprovePlan`.
public struct ApprovePlanParameters: Codable, Equatable, Sendable {
    /// The text of the plan file.
    public var text: String
    /// The file's name, for messages.
    public var name: String?
    /// The name of who approves.
    public var prescriber: String

    /// Makes one of its fields.
    public init(text: String, name: String?, prescriber: String) {
        self.text = text
        self.name = name
        self.prescriber = prescriber
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
