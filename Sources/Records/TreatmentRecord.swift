public import Control

/// One treatment in a list.
public struct TreatmentSummary: Equatable, Sendable {
    /// The number of the treatment in this store; later ones are greater.
    public let id: Int64
    /// Its name in all stores.
    public let uuid: String
    /// SHA-256 of the plan's text, hexadecimal; nil if the treatment began without telling its plan.
    public let planHash: String?
    /// The fingerprint of the program, 32 hexadecimal digits.
    public let program: String
    /// The number by which the control machine knew the device, 16 hexadecimal digits.
    public let device: String
    /// The serial number that the device gave itself, if it was known.
    public let deviceSerial: String?
    /// The serial number of its USB device, if it was known.
    public let usbSerial: String?
    /// The applicator's identity, if it was known.
    public let applicator: String?
    /// Who was treated, by pseudonym; nil for an unnamed treatment.
    public let patient: String?
    /// Who approved its plan, and when; nil if it began without an approval.
    public let approval: ApprovalSummary?
    /// Who had asked on the day what only the day can answer; nil where the assessment was of that day.
    public let askedBy: String?
    /// On whose request it began; nil if that is not known.
    public let actor: RecordActor?
    /// When it began.
    public let began: Moment
    /// When it ended; nil while it runs.
    ///
    /// Of an interrupted treatment, when the last of its entries was written.
    public let ended: Moment?
    /// How it ended; nil while it runs.
    public let result: TreatmentResult?
    /// The name of the first cause, as it was called when the treatment ended; nil if nothing was wrong.
    public let firstCause: String?
    /// The zone whose intensity was titrated; nil for a treatment.
    public let titratedZone: String?
}

/// An approval, as far as a list shows it.
public struct ApprovalSummary: Equatable, Sendable {
    /// SHA-256 of the approval and its seal, 64 hexadecimal digits.
    public let hash: String
    /// The prescriber's user number, as the socket told it.
    public let uid: Int64
    /// The prescriber's name.
    public let name: String
    /// When, as the approval says it.
    public let time: String
}

/// What one zone of a treatment was given.
public struct ZoneRecord: Equatable, Sendable {
    /// The zone's place on the applicator.
    public let place: Int
    /// What the plan calls it.
    public let name: String
    /// What it was given; the energy in whole mJ.
    public let delivery: ZoneDelivery
}

/// What the shadow run expected one zone to be given.
public struct ZoneExpectation: Equatable, Sendable {
    /// What the plan calls it.
    public let name: String
    /// What was expected; energies in whole mJ.
    public let delivery: ExpectedDelivery
}

/// One line of the record.
public struct EventRecord: Equatable, Sendable {
    /// Its number in this store: later lines have greater ones.
    public let id: Int64
    /// The treatment that it belongs to, if any.
    public let treatment: Int64?
    /// When it happened.
    public let moment: Moment
    /// On whose request; nil for the daemon itself.
    public let actor: RecordActor?
    /// What it is: the name of a case of `RecordEvent`, `lost`, or `treatmentInterrupted`.
    public let kind: String
    /// The values, as a flat JSON object.
    public let body: String
}

/// All that is stored about one treatment.
public struct TreatmentRecord: Equatable, Sendable {
    /// What stands in the list.
    public let summary: TreatmentSummary
    /// What each zone was given, by place; empty if the treatment never came to its end.
    public let zones: [ZoneRecord]
    /// What the shadow run expected each heated zone to be given, before it began.
    public let expected: [ZoneExpectation]
    /// What happened, in order, beginning with the intent to arm.
    public let events: [EventRecord]
    /// How many events there are beyond `RecordStore.eventLimit`, which are not in `events`.
    public let eventsOmitted: Int
    /// The plan, as it was written.
    public let planText: String?
    /// The approval, as it was sealed; nil if it began without one.
    public let approvalText: String?
    /// The assessment by which was screened, as it was written; nil without an approval.
    public let assessmentText: String?
    /// The prescriber's rules, as they were written; nil where the project's own held.
    public let rulesText: String?
}
