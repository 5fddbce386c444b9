import Treatment
public import Units

/// An approval with its seal: what stands in the file beside the plan.
public struct SealedApproval: Equatable, Sendable {
    /// What was approved, by whom and when.
    public let approval: Approval
    /// HMAC-SHA256 of the approval's canonical bytes by the daemon's key.
    public let seal: [UInt8]

    /// An approval and a seal, whoever made it.
    public init(approval: Approval, seal: [UInt8]) { (self.approval, self.seal) = (approval, seal) }

    /// What the file beside a plan is called, behind the plan file's own name.
    public static let suffix = ".approval"

    /// The digest of approval and seal.
    public var hash: DocumentHash { DocumentHash(of: approval.canonicalBytes + seal) }

    /// The first half of ``hash``: what the device and the records know the approval by.
    public var fingerprint: Fingerprint { hash.fingerprint }

    /// The document, as the file holds it.
    public var text: String {
        var lines = [
            "# Sealed by myothermd. Any change of this file's values or of the plan's file voids it.",
            "approval: \(Approval.encodingVersion)", "plan: \(approval.plan.hex)", "program: \(approval.program.hex)",
            "patient: \(approval.patient.text)", "prescriber:", "  uid: \(approval.prescriber.uid)",
            "  name: \"\(approval.prescriber.name)\"", "time: \(approval.time)",
            "assessment: \(approval.assessment.hex)",
        ]
        if let rules = approval.rules { lines.append("rules: \(rules.hex)") }
        if !approval.acceptances.isEmpty {
            lines.append("accepted:")
            for acceptance in approval.acceptances {
                lines += ["  - warning: \(acceptance.warning)", "    name: \"\(acceptance.name)\""]
            }
        }
        lines.append("seal: \(DocumentHash.hex(seal))")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The document that `text` is; `fileName` is what messages call it.
    ///
    /// Only its form is looked at: whether the seal is the daemon's, `SealKey` tells.
    ///
    /// - Throws: everything that is wrong with the text.
    public static func parse(text: String, fileName: String) throws(PlanFileError) -> SealedApproval {
        let root = try PlanText.parse(bytes: Array(text.utf8), fileName: fileName, within: .approval)
        var reader = ApprovalReader()
        guard let document = reader.document(root), reader.problems.isEmpty else {
            throw .refused(Problem.sorted(reader.problems, in: fileName))
        }
        return document
    }

    /// The text of the file at `path`, as it is.
    ///
    /// - Throws: why it cannot be read.
    public static func read(path: String) throws(PlanFileError) -> String {
        let bytes = try RegularFile.content(of: path, atMost: TextLimits.approval.bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(file: path, line: 1) }
        return text
    }
}

extension TextLimits {
    /// For approvals: all warnings accepted, and every name at its longest.
    static let approval = TextLimits(bytes: 65_536, lineLength: 200, brackets: 0)
}

/// Reads an approval out of a tree of text, and gathers all that is wrong on the way.
///
/// A value is taken only as the daemon writes it, so that one meaning has one spelling.
private struct ApprovalReader {
    private(set) var problems: [LocatedKind] = []

    private static let keys = [
        "approval", "plan", "program", "patient", "prescriber", "time", "assessment", "rules", "accepted", "seal",
    ]

    mutating func document(_ root: PlanText) -> SealedApproval? {
        let entries = section(root, nil, ApprovalReader.keys, optional: ["rules", "accepted"])
        let version = value(entries["approval"], "approval") { $0 == "\(Approval.encodingVersion)" ? $0 : nil }
        let plan = value(entries["plan"], "plan", DocumentHash.init(hex:))
        let program = value(entries["program"], "program", DocumentHash.init(hex:))
        let patient = value(entries["patient"], "patient") { PatientID($0) }
        let prescriber = prescriber(entries["prescriber"])
        let time = value(entries["time"], "time") { $0.utf8.count == 20 ? $0 : nil }
        let assessment = value(entries["assessment"], "assessment", DocumentHash.init(hex:))
        let rules = entries["rules"].flatMap { value($0, "rules", DocumentHash.init(hex:)) }
        let acceptances = entries["accepted"].map { accepted($0) } ?? []
        let seal = value(entries["seal"], "seal", DocumentHash.init(hex:))
        guard version != nil, let plan, let program, let patient, let prescriber, let time, let assessment, let seal
        else { return nil }
        return SealedApproval(
            approval: Approval(
                plan: plan, program: program, patient: patient, prescriber: prescriber, time: time,
                assessment: assessment, rules: rules, acceptances: acceptances), seal: seal.bytes)
    }

    private mutating func prescriber(_ text: PlanText?) -> Approval.Prescriber? {
        guard let text else { return nil }
        let entries = section(text, "prescriber", ["uid", "name"], optional: [])
        let uid = value(entries["uid"], "prescriber.uid") { word in UInt32(word).flatMap { "\($0)" == word ? $0 : nil }
        }
        let name = value(entries["name"], "prescriber.name") { Approval.isName($0) ? $0 : nil }
        guard let uid, let name else { return nil }
        return Approval.Prescriber(uid: uid, name: name)
    }

    private mutating func accepted(_ text: PlanText) -> [Approval.Acceptance] {
        guard case .list(let items, _) = text, (1...Approval.mostAcceptances).contains(items.count) else {
            report(.wrongShape(found: text.shape, expected: "a list of warnings"), "accepted", text.line)
            return []
        }
        return items.enumerated().compactMap { place, item in
            let path = "accepted[\(place + 1)]"
            let entries = section(item, path, ["warning", "name"], optional: [])
            let warning = value(entries["warning"], "\(path).warning") { Approval.isWarning($0) ? $0 : nil }
            let name = value(entries["name"], "\(path).name") { Approval.isName($0) ? $0 : nil }
            guard let warning, let name else { return nil }
            return Approval.Acceptance(warning: warning, name: name)
        }
    }

    private mutating func value<Value>(_ text: PlanText?, _ path: String, _ make: (String) -> Value?) -> Value? {
        guard let text else { return nil }
        guard case .word(let word, _) = text else {
            report(.wrongShape(found: text.shape, expected: "one value"), path, text.line)
            return nil
        }
        if let value = make(word) { return value }
        let sentence =
            "value '\(Problem.printable(word))' is none that the daemon writes there, so the signature does not match "
            + "(have the plan approved again)"
        report(.meaning(sentence), path, text.line)
        return nil
    }

    private mutating func section(
        _ text: PlanText, _ path: String?, _ keys: [String], optional: [String]
    ) -> [String: PlanText] {
        guard case .section(let pairs, _) = text else {
            let expected = "a section of \(keys.joined(separator: ", "))"
            report(.wrongShape(found: text.shape, expected: expected), path, text.line)
            return [:]
        }
        var entries: [String: PlanText] = [:]
        for (key, value) in pairs {
            guard case .word(let word, let line) = key else {
                report(.keyNotAWord, path, key.line)
                continue
            }
            if keys.contains(word) {
                entries[word] = value
            } else {
                report(.unknownKey(allowed: keys), path.map { "\($0).\(word)" } ?? word, line)
            }
        }
        for key in keys where entries[key] == nil && !optional.contains(key) {
            report(
                .meaning("is missing, so the signature does not match (have the plan approved again)"),
                path.map { "\($0).\(key)" } ?? key, text.line)
        }
        return entries
    }

    private mutating func report(_ kind: Problem.Kind, _ key: String?, _ line: Int) {
        problems.append(LocatedKind(line: line, key: key, kind: kind))
    }
}
