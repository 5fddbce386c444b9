public import Treatment
import Units

/// A plan that was read from a file, with all that can be said of it before it runs.
public struct LoadedPlan: Equatable, Sendable {
    /// The checked plan.
    public let plan: Plan
    /// The plan compiled; its identity is the digest of the plan's canonical bytes.
    public let program: Program
    /// The file's bytes as they were, comments and all, for the record.
    public let sourceText: [UInt8]
    /// The digest of those bytes.
    public let sourceHash: DocumentHash

    /// The digest of the plan's canonical bytes: of what it means, to this version of the program.
    public var programHash: DocumentHash { DocumentHash(of: plan.canonicalBytes) }
}

/// Plan files: YAML with written units, as `docs/plans.md` describes it.
public enum PlanFile {
    /// The largest file that is read, in bytes.
    ///
    /// A plan of four zones with long comments has about 4,000.
    public static let largestSize = TextLimits.plan.bytes

    /// The plan in the file at `path`.
    ///
    /// - Throws: everything that is wrong with the file, or why it cannot be read.
    public static func read(path: String) throws(PlanFileError) -> LoadedPlan {
        try parse(bytes: RegularFile.content(of: path, atMost: largestSize), fileName: path)
    }

    /// The plan that `text` says; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(PlanFileError) -> LoadedPlan {
        try parse(bytes: Array(text.utf8), fileName: fileName)
    }

    /// The plan in the bytes of a file; `fileName` is what messages call it.
    ///
    /// - Throws: everything that is wrong with the bytes.
    public static func parse(bytes: [UInt8], fileName: String) throws(PlanFileError) -> LoadedPlan {
        let root = try PlanText.parse(bytes: bytes, fileName: fileName, within: .plan)
        var reader = PlanReader()
        guard let (plan, program) = plan(in: root, &reader) else {
            throw .refused(Problem.sorted(reader.problems, in: fileName))
        }
        return LoadedPlan(plan: plan, program: program, sourceText: bytes, sourceHash: DocumentHash(of: bytes))
    }

    private static func plan(in root: PlanText, _ reader: inout PlanReader) -> (Plan, Program)? {
        guard let top = reader.top(root) else { return nil }
        let zones = reader.zones(of: top)
        guard reader.problems.isEmpty, let name = top.name, let duration = top.duration else { return nil }
        do throws(TreatmentError) {
            let plan = try Plan(
                name: name, patient: top.patient, duration: duration, zones: zones.map(\.plan))
            let identity = DocumentHash(of: plan.canonicalBytes).fingerprint
            return (plan, try Program(compiling: plan, identity: identity))
        } catch {
            if let zone = zones.first(where: { $0.plan.zone == error.zone }) {
                reader.report(error, of: zone, in: top)
            } else {
                reader.report(.refused(error), error.field.key, line: top.lines[error.field] ?? root.line)
            }
            return nil
        }
    }
}
