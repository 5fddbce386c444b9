internal import GRDB

/// An approval, as it is handed to the store: the document, and what one looks for in it.
public struct ApprovalEntry: Equatable, Sendable {
    /// SHA-256 of the approval and its seal, 64 lower-case hexadecimal digits.
    public let hash: String
    /// The plan that it is for, which is in the store.
    public let plan: StoredPlan
    /// Whom the plan is for, by pseudonym.
    public let patient: String
    /// The prescriber's user number, as the socket told it.
    public let prescriberID: UInt32
    /// The prescriber's name.
    public let prescriberName: String
    /// When, as the document says it.
    public let time: String
    /// The assessment by which was screened.
    public let assessment: StoredDocument
    /// The prescriber's rules; nil where the project's own held.
    public let rules: StoredDocument?
    /// The document.
    public let text: String

    /// An approval.
    public init(
        hash: String, plan: StoredPlan, patient: String, prescriberID: UInt32, prescriberName: String, time: String,
        assessment: StoredDocument, rules: StoredDocument? = nil, text: String
    ) {
        self.assessment = assessment
        self.rules = rules
        self.hash = hash
        self.plan = plan
        self.patient = patient
        self.prescriberID = prescriberID
        self.prescriberName = prescriberName
        self.time = time
        self.text = text
    }
}

extension RecordStore {
    /// Keeps the text of an assessment or of a prescriber's rules, so that an approval can point to it.
    ///
    /// A text that is there already is not stored twice.
    ///
    /// - Parameters:
    ///   - text: The document, as it was written.
    ///   - hash: SHA-256 of the text, 64 lower-case hexadecimal digits.
    /// - Throws: `forbidden` if another text is stored under this hash, or the hash is none.
    public func storeDocument(text: String, hash: String) throws(RecordError) -> StoredDocument {
        try transact { database in
            let known = try String.fetchOne(
                database, sql: "SELECT text FROM document WHERE sha256 = ?", arguments: [hash])
            guard let known else {
                try database.execute(sql: "INSERT INTO document (sha256, text) VALUES (?, ?)", arguments: [hash, text])
                return
            }
            guard known == text else {
                throw RecordError.forbidden(path: path, rule: "another document has the hash \(hash)")
            }
        }
        return StoredDocument(hash: hash)
    }

    /// The text of the document that is stored under `hash`; nil when there is none.
    public func document(hash: String) throws(RecordError) -> String? {
        try inspect { database in
            try String.fetchOne(database, sql: "SELECT text FROM document WHERE sha256 = ?", arguments: [hash])
        }
    }

    /// Keeps an approval, so that a treatment can point to it.
    ///
    /// One that is there already is not stored twice. It may come from before the store was made anew: whether it is one
    /// is for its seal to tell, and not for the store.
    ///
    /// - Parameters:
    ///   - approval: The approval.
    ///   - moment: With `actor`, when it was given: it is an event then. Nil when it only came with a plan.
    ///   - actor: Who gave it, as the system knows them.
    /// - Throws: `forbidden` if another document is stored under this hash, or a field is not what the tables take.
    public func storeApproval(
        _ approval: ApprovalEntry, given moment: Moment? = nil, by actor: RecordActor? = nil
    ) throws(RecordError) -> StoredApproval {
        try transact { database in
            let known = try String.fetchOne(
                database, sql: "SELECT text FROM approval WHERE sha256 = ?", arguments: [approval.hash])
            if let known, known != approval.text {
                throw RecordError.forbidden(path: path, rule: "another approval has the hash \(approval.hash)")
            }
            if known == nil {
                try database.execute(
                    sql: """
                        INSERT INTO approval (sha256, plan_sha256, patient, prescriber_uid, prescriber_name, approved_at,
                            assessment_sha256, rules_sha256, text)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        approval.hash, approval.plan.hash, approval.patient, approval.prescriberID,
                        approval.prescriberName, approval.time, approval.assessment.hash, approval.rules?.hash,
                        approval.text,
                    ])
            }
            guard let moment else { return }
            let text = EventText(
                "planApproved", [("approval", .text(approval.hash)), ("plan", .text(approval.plan.hash))])
            _ = try RecordStore.insert(text, of: nil, at: moment, actor: actor, in: database)
        }
        return StoredApproval(hash: approval.hash)
    }
}
