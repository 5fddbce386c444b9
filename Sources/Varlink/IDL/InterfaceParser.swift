/// Reads the text of an interface and refuses what real clients refuse: trailing commas, `any`, `??`, names out of form,
/// names declared twice, types that are used and not declared.
struct InterfaceParser {
    private typealias Token = InterfaceLexer.Token
    private typealias Shape = InterfaceDescription.Shape

    /// Deeper type expressions than this are nobody's interface.
    private static let maximumNesting = 32

    private static let basicShapes: [String: Shape] = [
        "bool": .bool, "int": .int, "float": .float, "string": .string, "object": .object,
    ]

    private let tokens: [Token]
    private var position = 0
    private var interface = InterfaceDescription()
    private var declared: Set<String> = []
    private var uses: [(name: String, at: Token)] = []

    static func parse(_ text: String) throws(VarlinkError) -> InterfaceDescription {
        var parser = InterfaceParser(tokens: try InterfaceLexer.tokens(of: text))
        try parser.parse()
        return parser.interface
    }

    private init(tokens: [Token]) {
        self.tokens = tokens
    }

    // The last token is `.end`, and is never passed.
    private var current: Token { tokens[position] }

    private func fault(_ reason: String, at token: Token? = nil) -> VarlinkError {
        let token = token ?? current
        return .badInterface(line: token.line, column: token.column, reason: reason)
    }

    private mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    private mutating func take(_ mark: String) -> Bool {
        guard current.kind == .mark(mark) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ mark: String) throws(VarlinkError) {
        guard take(mark) else { throw fault("expected '\(mark)'") }
    }

    private mutating func word(_ what: String, _ isValid: (String) -> Bool) throws(VarlinkError) -> String {
        guard case .word(let word) = current.kind else { throw fault("expected \(what)") }
        guard isValid(word) else { throw fault("'\(word)' is not \(what)") }
        advance()
        return word
    }

    private mutating func parse() throws(VarlinkError) {
        _ = try word("the word 'interface'") { $0 == "interface" }
        interface.name = try word("an interface name as 'io.example.Thing'", InterfaceNames.isInterface)
        while current.kind != .end {
            try member()
        }
        for use in uses where !interface.types.contains(where: { $0.name == use.name }) {
            throw fault("the type '\(use.name)' is not declared", at: use.at)
        }
    }

    private mutating func member() throws(VarlinkError) {
        let keyword = try word("'type', 'method' or 'error'") { ["type", "method", "error"].contains($0) }
        let start = current
        let name = try memberName()
        guard declared.insert(name).inserted else { throw fault("'\(name)' is declared twice", at: start) }
        switch keyword {
        case "type":
            let shape = try parenthesized(depth: 0)
            interface.types.append(.init(name: name, shape: shape))
        case "error":
            interface.errors.append(.init(name: name, shape: .fields(try structure())))
        default:
            let parameters = try structure()
            try expect("->")
            interface.methods.append(.init(name: name, parameters: parameters, reply: try structure()))
        }
    }

    private mutating func memberName() throws(VarlinkError) -> String {
        try word("a name that begins with a capital", InterfaceNames.isMember)
    }

    private mutating func structure() throws(VarlinkError) -> [InterfaceDescription.Field] {
        let start = current
        guard case .fields(let fields) = try parenthesized(depth: 0) else {
            throw fault("expected fields with types, found an enumeration", at: start)
        }
        return fields
    }

    /// A structure `(a: int, …)` or an enumeration `(a, …)`; `()` is a structure without fields.
    private mutating func parenthesized(depth: Int) throws(VarlinkError) -> Shape {
        guard depth < Self.maximumNesting else { throw fault("types nested deeper than \(Self.maximumNesting)") }
        try expect("(")
        if take(")") { return .fields([]) }
        var fields: [InterfaceDescription.Field] = []
        var words: [String] = []
        var names: Set<String> = []
        repeat {
            let start = current
            let name = try word("a field name", InterfaceNames.isField)
            guard names.insert(name).inserted else { throw fault("the field '\(name)' comes twice", at: start) }
            if take(":") {
                fields.append(.init(name: name, shape: try shape(depth: depth + 1)))
            } else {
                words.append(name)
            }
            guard fields.isEmpty || words.isEmpty else { throw fault("fields and words of an enumeration mixed") }
        } while take(",")
        try expect(")")
        return fields.isEmpty ? .words(words) : .fields(fields)
    }

    private mutating func shape(depth: Int) throws(VarlinkError) -> Shape {
        guard depth < Self.maximumNesting else { throw fault("types nested deeper than \(Self.maximumNesting)") }
        if take("?") {
            guard current.kind != .mark("?") else { throw fault("'??' says no more than '?'") }
            return .optional(try shape(depth: depth + 1))
        }
        if take("[]") { return .array(try shape(depth: depth + 1)) }
        if take("[string]") { return .dictionary(try shape(depth: depth + 1)) }
        guard case .word(let word) = current.kind else { return try parenthesized(depth: depth) }
        if let basic = Self.basicShapes[word] {
            advance()
            return basic
        }
        guard word != "any" else { throw fault("'any' is refused by most clients: use 'object'") }
        let token = current
        let name = try memberName()
        uses.append((name, token))
        return .named(name)
    }
}

/// The forms of names that the protocol prescribes.
enum InterfaceNames {
    /// Two or more parts joined by dots; letters, digits and inner hyphens, the first part beginning with a letter.
    static func isInterface(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= 2 && name.utf8.count <= 255 && isLetter(name.utf8.first)
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
                    && isLetterOrDigit(part.utf8.first) && isLetterOrDigit(part.utf8.last)
            }
    }

    /// A capital, then letters and digits.
    static func isMember(_ name: String) -> Bool {
        guard let first = name.utf8.first else { return false }
        return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) && name.utf8.allSatisfy(isLetterOrDigit)
    }

    /// A letter, then letters, digits and single inner underscores.
    static func isField(_ name: String) -> Bool {
        isLetter(name.utf8.first)
            && name.split(separator: "_", omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isLetterOrDigit) }
    }

    private static func isLetter(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isLetterOrDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension InterfaceDescription {
    /// Reads the text of an interface.
    ///
    /// - Throws: ``VarlinkError/badInterface(line:column:reason:)``.
    public init(parsing text: String) throws(VarlinkError) {
        self = try InterfaceParser.parse(text)
    }
}
