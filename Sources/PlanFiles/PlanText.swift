import Yams

/// A file's text as a tree of sections, lists and words, each with its line.
///
/// The only place that knows the YAML library. Every scalar is taken as the text it is: YAML's own guesses, by which
/// `on` could be a truth value and `1:30` a number in base 60, are switched off.
package indirect enum PlanText {
    /// One value.
    case word(String, line: Int)
    /// Keys and values in the order of the file.
    case section([(key: PlanText, value: PlanText)], line: Int)
    /// A list.
    case list([PlanText], line: Int)

    /// Where it starts, counted from 1.
    package var line: Int {
        switch self {
        case .word(_, let line), .section(_, let line), .list(_, let line): line
        }
    }

    /// What it is, for messages.
    package var shape: String {
        switch self {
        case .word: "one value"
        case .section: "a section"
        case .list: "a list"
        }
    }

    /// The tree of `text`, which `TextGate` has let through.
    static func parse(_ text: String) throws(LocatedKind) -> PlanText {
        do {
            // The parser is told the encoding and then takes a byte order mark for text.
            let content = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            let parser = try Parser(yaml: content, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else { throw LocatedKind(line: 1, key: nil, kind: .empty) }
            return PlanText(root, under: 1)
        } catch let error as LocatedKind {
            throw error
        } catch let error as YamlError {
            throw LocatedKind(error, in: text)
        } catch {
            throw LocatedKind(line: 1, key: nil, kind: .syntax("it cannot be parsed"))
        }
    }

    private init(_ node: Node, under line: Int) {
        let line = node.mark?.line ?? line
        switch node {
        case .scalar(let scalar): self = .word(scalar.string, line: line)
        case .mapping(let mapping):
            self = .section(
                mapping.map { (PlanText($0.key, under: line), PlanText($0.value, under: line)) }, line: line
            )
        case .sequence(let sequence): self = .list(sequence.map { PlanText($0, under: line) }, line: line)
        case .alias(let alias): self = .word("*" + alias.anchor.rawValue, line: line)
        }
    }
}

/// A problem on its way to the file's name.
package struct LocatedKind: Error {
    /// The line, counted from 1.
    package let line: Int
    /// The key's place in the file, or nil where the text itself is at fault.
    package let key: String?
    /// What is wrong.
    package let kind: Problem.Kind

    /// A problem at this place.
    package init(line: Int, key: String?, kind: Problem.Kind) { (self.line, self.key, self.kind) = (line, key, kind) }

    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            self.init(line: mark.line, key: nil, kind: .syntax(problem))
        case .composer(_, let problem, let mark, _):
            let isSecond = problem == "but found another document"
            self.init(line: mark.line, key: nil, kind: isSecond ? .secondDocument : .syntax(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(line: context.mark.line, key: duplicates.first, kind: .duplicateKey)
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            self.init(line: 1 + before.count { $0.isNewline }, key: nil, kind: .syntax(problem))
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            self.init(line: 1, key: nil, kind: .syntax("it cannot be parsed"))
        }
    }
}
