public import Treatment

/// One thing that is wrong with a plan file, or with another that is written like one, and where.
public struct Problem: Equatable, Sendable {
    /// The file's name, as it was given.
    public let file: String
    /// The line, counted from 1.
    public let line: Int
    /// The key's place in the file, such as `leftCheek.stimulation.rate`, or nil where the text itself is at fault.
    public let key: String?
    /// What is wrong.
    public let kind: Kind

    /// What can be wrong.
    public enum Kind: Error, Equatable, Sendable {
        /// No file has such a key there.
        case unknownKey(allowed: [String])
        /// A key that must be written is not.
        case missingKey(example: String)
        /// A key stands twice in one section.
        case duplicateKey
        /// A key is not a plain word.
        case keyNotAWord
        /// The value is of another shape: one value, a section or a list.
        case wrongShape(found: String, expected: String)
        /// The value does not begin with a plain decimal number.
        case notANumber(value: String, example: String)
        /// The value has no unit.
        case noUnit(value: String, allowed: [String], example: String)
        /// The unit is not one of the key's.
        case wrongUnit(value: String, allowed: [String], example: String)
        /// The value has more digits than the device can tell apart.
        case tooFine(value: String, step: String)
        /// The value lies outside the key's range.
        case outOfRange(value: String, allowed: String, reason: String)
        /// There is no such zone.
        case unknownZone(value: String, allowed: [String])
        /// The plan, as a whole or in one zone, contradicts itself or the limits.
        case refused(TreatmentError)
        /// What is written can be read, and cannot be; the sentence of the rule that it breaks.
        case meaning(String)
        /// A character that does not print, or that changes the order in which text is shown.
        case forbiddenCharacter(code: UInt32)
        /// A line is too long.
        case lineTooLong(limit: Int)
        /// There are too many opening brackets.
        case tooManyBrackets(limit: Int)
        /// The text nests too deep.
        case tooDeep(limit: Int)
        /// An anchor or an alias.
        case anchor(text: String)
        /// A tag.
        case tag(text: String)
        /// A directive for the YAML parser.
        case directive
        /// A second document follows.
        case secondDocument
        /// There is nothing in the file.
        case empty
        /// The text is not YAML.
        case syntax(String)
    }

    /// The problem in one line: file, line, key, value, what is allowed.
    public var message: String {
        let place = key.map { "key '\(Problem.printable($0))': " } ?? ""
        return "\(file):\(line): \(place)\(kind.text)"
    }

    /// `text` cut to what a message can hold, each character that does not print as its code.
    package static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(60).map { scalar in
            TextGate.isAllowed(scalar) ? String(scalar) : "U+" + String(scalar.value, radix: 16, uppercase: true)
        }
        return scalars.joined() + (text.unicodeScalars.count > 60 ? "…" : "")
    }
}

extension Problem.Kind {
    /// What is wrong, without saying where.
    public var text: String {
        switch self {
        case .unknownKey(let allowed): "is not known here, allowed \(allowed.joined(separator: ", "))"
        case .missingKey(let example): "is missing (write it as '\(example)')"
        case .duplicateKey: "is written twice in one section, allowed once"
        case .keyNotAWord: "a key is not a plain word"
        case .wrongShape(let found, let expected): "value is \(found), allowed \(expected)"
        case .notANumber(let value, let example):
            "value '\(Problem.printable(value))' does not begin with a plain decimal number (write it as '\(example)')"
        case .noUnit(let value, let allowed, let example):
            "value '\(Problem.printable(value))' has no unit, allowed \(allowed.joined(separator: ", ")) "
                + "(write it as '\(example)')"
        case .wrongUnit(let value, let allowed, let example):
            "value '\(Problem.printable(value))' has another unit, allowed \(allowed.joined(separator: ", ")) "
                + "(write it as '\(example)')"
        case .tooFine(let value, let step): "value '\(Problem.printable(value))' is finer than \(step)"
        case .outOfRange(let value, let allowed, let reason):
            "value '\(Problem.printable(value))' is out of range, allowed \(allowed) (\(reason))"
        case .unknownZone(let value, let allowed):
            "value '\(Problem.printable(value))' is no zone, allowed \(allowed.joined(separator: ", "))"
        case .refused(let error): error.problem
        case .meaning(let sentence): sentence
        case .forbiddenCharacter, .lineTooLong, .tooManyBrackets, .tooDeep, .anchor, .tag, .directive, .secondDocument,
            .empty,
            .syntax:
            textOfSyntax
        }
    }

    private var textOfSyntax: String {
        switch self {
        case .forbiddenCharacter(let code):
            "the character U+\(String(code, radix: 16, uppercase: true)) does not print (remove it)"
        case .lineTooLong(let limit): "the line is longer than \(limit) characters"
        case .tooManyBrackets(let limit): "more than \(limit) opening brackets (write sections on lines of their own)"
        case .tooDeep(let limit): "the text nests deeper here than any file needs, allowed \(limit) levels"
        case .anchor(let text): "'\(text)' is an anchor or an alias, and every value is said where it stands"
        case .tag(let text): "'\(text)' is a tag, and none is needed"
        case .directive: "there are no directives here (remove the line that begins with '%')"
        case .secondDocument: "a second document begins, allowed one in a file"
        case .empty: "there is nothing in the file"
        case .syntax(let problem): "the text is not YAML: \(problem)"
        case .unknownKey, .missingKey, .duplicateKey, .keyNotAWord, .wrongShape, .notANumber, .noUnit, .wrongUnit,
            .tooFine, .outOfRange, .unknownZone, .refused, .meaning:
            ""
        }
    }
}

extension Problem: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
