/// Splits the text of an interface into words and marks; comments run from `#` to the end of the line.
struct InterfaceLexer {
    struct Token: Equatable {
        enum Kind: Equatable {
            /// Letters, digits and what names are joined with: `_`, `-`, `.`.
            case word(String)
            /// `(`, `)`, `,`, `:`, `?`, `->`, `[]` or `[string]`.
            case mark(String)
            case end
        }

        let kind: Kind
        let line: Int
        let column: Int
    }

    private static let marks = ["[string]", "[]", "->", "(", ")", ",", ":", "?"]

    private let text: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    static func tokens(of text: String) throws(VarlinkError) -> [Token] {
        var lexer = InterfaceLexer(text: [UInt8](text.utf8))
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func skipSpaceAndComments() {
        var inComment = false
        while position < text.count {
            let byte = text[position]
            if byte == UInt8(ascii: "\n") {
                inComment = false
                line += 1
                lineStart = position + 1
            } else if byte == UInt8(ascii: "#") {
                inComment = true
            } else if !inComment && byte != 0x20 && byte != 0x09 && byte != 0x0D {
                return
            }
            position += 1
        }
    }

    private mutating func next() throws(VarlinkError) -> Token {
        skipSpaceAndComments()
        let column = position - lineStart + 1
        guard position < text.count else { return Token(kind: .end, line: line, column: column) }
        for mark in Self.marks where text[position...].starts(with: mark.utf8) {
            position += mark.utf8.count
            return Token(kind: .mark(mark), line: line, column: column)
        }
        let start = position
        while position < text.count, Self.isWordByte(text[position]), !startsArrow { position += 1 }
        guard position > start else {
            let character = String(decoding: text[position...].prefix(1), as: UTF8.self)
            throw .badInterface(line: line, column: column, reason: "'\(character)' has no meaning here")
        }
        let word = String(decoding: text[start..<position], as: UTF8.self)
        return Token(kind: .word(word), line: line, column: column)
    }

    private var startsArrow: Bool { text[position...].starts(with: "->".utf8) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
