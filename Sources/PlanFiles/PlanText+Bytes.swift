/// How large and how nested a text may be.
package struct TextLimits: Equatable, Sendable {
    /// The most bytes.
    package let bytes: Int
    /// The longest line, in characters.
    package let lineLength: Int
    /// The most opening brackets.
    package let brackets: Int

    /// The most levels, by brackets and by indicators at a line's start each; no kind of file needs more.
    package static let depth = 100

    /// Limits of a kind of file.
    package init(bytes: Int, lineLength: Int, brackets: Int) {
        self.bytes = bytes
        self.lineLength = lineLength
        self.brackets = brackets
    }

    /// For files that people write by hand.
    ///
    /// A plan of four zones with long comments has about 4,000 bytes.
    package static let plan = TextLimits(bytes: 65_536, lineLength: 200, brackets: 64)
}

extension PlanText {
    /// The tree of a file's bytes, which are checked before a parser sees them; `fileName` is what messages call the file.
    ///
    /// - Throws: `tooLarge`, `notUTF8`, or `refused` with everything that is wrong with the text as text.
    package static func parse(
        bytes: [UInt8], fileName: String, within limits: TextLimits
    ) throws(PlanFileError) -> PlanText {
        guard bytes.count <= limits.bytes else { throw .tooLarge(file: fileName) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .notUTF8(file: fileName, line: lineOfBadByte(in: bytes))
        }
        let findings = TextGate.findings(in: text, limits)
        guard findings.isEmpty else {
            let problems = findings.map { LocatedKind(line: $0.line, key: nil, kind: $0.kind) }
            throw .refused(Problem.sorted(problems, in: fileName))
        }
        do throws(LocatedKind) {
            return try parse(text)
        } catch {
            throw .refused(Problem.sorted([error], in: fileName))
        }
    }

    /// The line of the first byte that is no part of a character.
    private static func lineOfBadByte(in bytes: [UInt8]) -> Int {
        var lines = 1
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard String(validating: line, as: UTF8.self) != nil else { return lines }
            lines += 1
        }
        return lines
    }
}

extension Problem {
    /// The problems of `file` in the order of its lines; those of one line in the order in which they were found.
    package static func sorted(_ problems: [LocatedKind], in file: String) -> [Problem] {
        let sorted = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        return sorted.map {
            Problem(file: file, line: $0.element.line, key: $0.element.key, kind: $0.element.kind)
        }
    }
}
