/// What a file's text must be before a YAML parser sees it.
///
/// YAML is far larger than such files need, and the parser recurses and hashes as deep as the text nests: a text of aliases
/// within aliases would keep it busy for years. So whatever could do that is refused here by rules that a person can
/// check by eye, and that err on the side of refusing. Characters that do not print are refused too: those that turn
/// the direction of text could make a comment look like a value.
enum TextGate {
    /// Everything in `text` that the gate refuses; empty for a text that may be parsed.
    static func findings(in text: String, _ limits: TextLimits) -> [(line: Int, kind: Problem.Kind)] {
        var findings: [(line: Int, kind: Problem.Kind)] = []
        var (brackets, open) = (0, 0)
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            let scalars = content(of: line, isFirst: number == 1)
            if let kind = shape(of: scalars, limits) { findings.append((number, kind)) }
            let code = withoutComment(scalars)
            if let kind = token(in: code) { findings.append((number, kind)) }
            if isTooDeep(code, &open) {
                findings.append((number, .tooDeep(limit: TextLimits.depth)))
                return findings
            }
            brackets += code.count { $0 == "[" || $0 == "{" }
            if brackets > limits.brackets {
                findings.append((number, .tooManyBrackets(limit: limits.brackets)))
                return findings
            }
        }
        return findings
    }

    /// Whether `scalar` may appear in a file: anything that prints, and the tabulator.
    static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || !unprintable.contains(scalar.properties.generalCategory)
    }

    private static let unprintable: [Unicode.GeneralCategory] = [
        .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
    ]

    /// The line without the byte order mark that some editors put first, and the carriage return that some put last.
    private static func content(of line: String.UnicodeScalarView.SubSequence, isFirst: Bool) -> [Unicode.Scalar] {
        var scalars = Array(line)
        if isFirst, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        if scalars.last == "\r" { scalars.removeLast() }
        return scalars
    }

    private static func shape(of line: [Unicode.Scalar], _ limits: TextLimits) -> Problem.Kind? {
        if line.count > limits.lineLength { return .lineTooLong(limit: limits.lineLength) }
        if let scalar = line.first(where: { !isAllowed($0) }) { return .forbiddenCharacter(code: scalar.value) }
        return line.first == "%" ? .directive : nil
    }

    /// The line up to its comment.
    ///
    /// Where there are quotation marks, a `#` may be text: then the whole line counts.
    private static func withoutComment(_ line: [Unicode.Scalar]) -> ArraySlice<Unicode.Scalar> {
        guard !line.contains("\""), !line.contains("'") else { return line[...] }
        let start = line.indices.first { place in
            line[place] == "#" && (place == 0 || line[place - 1] == " " || line[place - 1] == "\t")
        }
        return line[..<(start ?? line.endIndex)]
    }

    /// An anchor, alias or tag, or what might be one: the sign where a word could begin.
    private static func token(in code: ArraySlice<Unicode.Scalar>) -> Problem.Kind? {
        for place in code.indices where place == code.startIndex || !isWord(code[place - 1]) {
            let rest = code[place...].dropFirst().prefix { isWord($0) || $0 == "-" || $0 == "!" }
            let text = String(String.UnicodeScalarView(code[place...place] + rest))
            switch code[place] {
            case "&" where !rest.isEmpty, "*" where !rest.isEmpty: return .anchor(text: Problem.printable(text))
            case "!": return .tag(text: Problem.printable(text))
            default: continue
            }
        }
        return nil
    }

    /// Whether more sections and lists are open in `code` than may be, `open` of them since lines before.
    ///
    /// A level takes an indicator and a space at a line's start, or a bracket. Keys that are sections themselves would
    /// cost the parser the square of their depth. A bracket in quotation marks counts too: it can only hide others as far
    /// as the number of all brackets allows.
    private static func isTooDeep(_ code: ArraySlice<Unicode.Scalar>, _ open: inout Int) -> Bool {
        let start = code.prefix { $0 == " " || $0 == "-" || $0 == "?" || $0 == ":" || $0 == "\t" }
        if start.count > 2 * TextLimits.depth { return true }
        for scalar in code {
            if scalar == "[" || scalar == "{" { open += 1 }
            if scalar == "]" || scalar == "}" { open = max(open - 1, 0) }
            if open > TextLimits.depth { return true }
        }
        return false
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
    }
}
