public import Control
public import Units

/// When something happened, on both clocks.
///
/// The monotonic one orders and measures; the wall clock says when it was to a reader, and may jump. A jump shows as a
/// difference between the two.
public struct Moment: Equatable, Sendable, BitwiseCopyable {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public let wallMilliseconds: Int64
    /// The host's monotonic clock.
    ///
    /// Comparable between entries of one start of the machine only.
    public let monotonic: Instant

    /// A moment on both clocks.
    public init(wallMilliseconds: Int64, monotonic: Instant) {
        self.wallMilliseconds = wallMilliseconds
        self.monotonic = monotonic
    }
}

/// The person on whose request something happened; where there is none, the daemon acted by itself.
public struct RecordActor: Equatable, Sendable {
    /// The user number that the kernel gave for the socket's peer; nil if it gave none.
    public let uid: UInt32?
    /// The user's name, as the system or the person said it.
    public let name: String

    /// A person.
    public init(uid: UInt32?, name: String) {
        self.uid = uid
        self.name = name
    }
}

/// A plan whose text is in the store.
///
/// Only `RecordStore.storePlan` makes one, so that no treatment can point to a plan that is not there.
public struct StoredPlan: Equatable, Sendable {
    /// SHA-256 of the text, 64 lower-case hexadecimal digits.
    public let hash: String
}

/// An assessment, or a prescriber's rules, whose text is in the store.
///
/// Only `RecordStore.storeDocument` makes one, so that no approval can point to a document that is not there.
public struct StoredDocument: Equatable, Sendable {
    /// SHA-256 of the text, 64 lower-case hexadecimal digits.
    public let hash: String
}

/// An approval that is in the store.
///
/// Only `RecordStore.storeApproval` makes one, so that no treatment can point to an approval that is not there.
public struct StoredApproval: Equatable, Sendable {
    /// SHA-256 of the approval and its seal, 64 lower-case hexadecimal digits.
    public let hash: String
}

/// What belongs to a treatment and is no event: given with `RecordEvent.treatmentBegan`.
public struct TreatmentSetting: Equatable, Sendable {
    /// The plan that the program was made from.
    public let plan: StoredPlan
    /// The approval that stands behind it; nil if it began without one, as before there were approvals.
    public let approval: StoredApproval?
    /// Who has asked on the day what only the day can answer; nil where the assessment is of that day.
    public let askedBy: String?
    /// What the plan calls its zones, by their place on the device.
    public let zoneNames: [String]
    /// Who is treated, by a pseudonym of letters, digits, - and _; nil for the day's unnamed account.
    public let patient: String?
    /// The serial number that the device gives itself; nil if it gives none.
    public let deviceSerial: String?
    /// The serial number of the USB device that it hangs on; nil if that has none, or none was looked for.
    public let usbSerial: String?
    /// The applicator's identity; nil if it has none.
    public let applicator: String?

    /// The setting of one treatment.
    public init(
        plan: StoredPlan, approval: StoredApproval? = nil, askedBy: String? = nil, zoneNames: [String],
        patient: String? = nil, deviceSerial: String?, usbSerial: String? = nil, applicator: String?
    ) {
        self.plan = plan
        self.approval = approval
        self.askedBy = askedBy
        self.patient = patient
        self.zoneNames = zoneNames
        self.deviceSerial = deviceSerial
        self.usbSerial = usbSerial
        self.applicator = applicator
    }
}

/// Entries that were not stored, told by an entry of their own in the place where they are missing.
public struct Loss: Equatable, Sendable, BitwiseCopyable {
    /// Where they were lost.
    public enum Reason: UInt8, Equatable, Sendable, BitwiseCopyable, CaseIterable {
        /// The hand-off to the writing thread was full.
        case queueFull
        /// The store refused them: a full or failing disk.
        case storeFailed
    }

    /// Where they were lost.
    ///
    /// Of losses added up, the first one's.
    public let reason: Reason
    /// How many.
    public private(set) var count: Int64
    /// When the first one was lost.
    public let first: Moment
    /// When the last one was lost.
    public private(set) var last: Moment

    /// One entry lost.
    public init(_ reason: Reason, at moment: Moment) {
        self.reason = reason
        count = 1
        first = moment
        last = moment
    }

    /// One more.
    public mutating func add(at moment: Moment) {
        count += 1
        last = moment
    }

    /// All of `other`, which came later.
    public mutating func add(_ other: Loss) {
        count += other.count
        last = other.last
    }
}

/// One line of the record, as it is handed to the store.
public struct RecordEntry: Equatable, Sendable {
    /// What a line can be about.
    public enum Content: Equatable, Sendable {
        /// Something that the control machine did or found.
        case event(RecordEvent)
        /// Lines that are missing here.
        case lost(Loss)
    }

    /// What it is about.
    public let content: Content
    /// When it happened.
    public let moment: Moment
    /// On whose request; nil for the daemon itself.
    public let actor: RecordActor?
    /// Given with `treatmentBegan`, and not looked at otherwise.
    public let setting: TreatmentSetting?
    /// Given with `timing`, one element, and not looked at otherwise.
    ///
    /// An array, because every place of the ring would hold the histograms otherwise.
    public let timing: [Timing]

    /// An event.
    public init(
        _ event: RecordEvent, at moment: Moment, actor: RecordActor?, setting: TreatmentSetting? = nil,
        timing: [Timing] = []
    ) {
        content = .event(event)
        self.moment = moment
        self.actor = actor
        self.setting = setting
        self.timing = timing
    }

    /// A gap, placed at the time of its last loss.
    public init(lost loss: Loss) {
        content = .lost(loss)
        moment = loss.last
        actor = nil
        setting = nil
        timing = []
    }
}

/// Where entries go to be stored.
public protocol RecordSink: Sendable {
    /// Stores all of the entries, in order, or none; they are on the disk when this returns.
    ///
    /// May block for as long as the disk takes: never on the control queue.
    func append(_ entries: [RecordEntry]) throws(RecordError)
}
