internal import GRDB

/// What a patient was last assessed by, as a prescriber handed it in.
public struct AssessedBy: Equatable, Sendable {
    /// SHA-256 of the assessment, which is in the store.
    public let assessment: String
    /// SHA-256 of the prescriber's rules that came with it; nil where the project's own held.
    public let rules: String?
}

extension RecordStore {
    /// Notes that a prescriber handed in an assessment of `patient`, whether a plan was approved by it or refused.
    ///
    /// - Parameters:
    ///   - patient: The pseudonym.
    ///   - day: The day of the assessment, `2026-11-23`.
    ///   - assessment: The assessment, stored.
    ///   - rules: The rules that came with it, stored.
    public func noteAssessed(
        _ patient: String, on day: String, by assessment: StoredDocument, rules: StoredDocument?
    ) throws(RecordError) {
        try transact { database in
            try database.execute(
                sql: """
                    INSERT INTO assessed (patient, assessed_on, assessment_sha256, rules_sha256) VALUES (?, ?, ?, ?)
                    """,
                arguments: [patient, day, assessment.hash, rules?.hash])
        }
    }

    /// The newest assessment of `patient` that was handed in, by its own day, and of two of one day the later one.
    ///
    /// Nil when there is none.
    public func newestAssessed(_ patient: String) throws(RecordError) -> AssessedBy? {
        let path = self.path
        return try inspect { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT assessment_sha256, rules_sha256 FROM assessed WHERE patient = ?
                    ORDER BY assessed_on DESC, id DESC LIMIT 1
                    """, arguments: [patient]
            ).map { row in
                let fields = Fields(row, path)
                return AssessedBy(
                    assessment: try fields.text("assessment_sha256"), rules: try fields.optionalText("rules_sha256"))
            }
        }
    }
}
