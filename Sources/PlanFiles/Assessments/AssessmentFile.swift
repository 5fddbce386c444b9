public import Treatment

/// An assessment that was read from a file.
public struct LoadedAssessment: Equatable, Sendable {
    /// The checked assessment.
    public let assessment: Assessment
    /// The file's bytes as they were, for the record.
    public let sourceText: [UInt8]
    /// The digest of those bytes.
    public let sourceHash: DocumentHash
}

/// Assessment files: YAML with written units, as `docs/assessment.md` describes it.
public enum AssessmentFile {
    /// The assessment in the file at `path`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(path: String) throws(PlanFileError) -> LoadedAssessment {
        try parse(bytes: RegularFile.content(of: path, atMost: TextLimits.plan.bytes), fileName: path)
    }

    /// The assessment that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(PlanFileError) -> LoadedAssessment {
        try parse(bytes: Array(text.utf8), fileName: fileName)
    }

    /// The assessment in the bytes of a file; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the bytes.
    public static func parse(bytes: [UInt8], fileName: String) throws(PlanFileError) -> LoadedAssessment {
        let root = try PlanText.parse(bytes: bytes, fileName: fileName, within: .assessment)
        var reader = TreeReader(style: .decimal)
        let draft = reader.assessment(root)
        if let draft {
            let lines = TreeReader.lines(of: root)
            for finding in Assessment.findings(draft) {
                reader.report(finding.problem, key: finding.key, in: lines)
            }
        }
        guard let draft, reader.problems.isEmpty, let assessment = try? Assessment(draft) else {
            throw .refused(Problem.sorted(reader.problems, in: fileName))
        }
        return LoadedAssessment(assessment: assessment, sourceText: bytes, sourceHash: DocumentHash(of: bytes))
    }
}

extension TextLimits {
    /// For assessments, which have more lists than plans.
    static let assessment = TextLimits(bytes: 65_536, lineLength: 200, brackets: 512)
}
