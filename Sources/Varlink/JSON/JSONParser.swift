/// Reads one JSON text (RFC 8259) out of bytes that nobody vouches for.
///
/// It is written by hand for what a library's decoder does not promise: a bound on depth and on the number of values
/// that holds while reading, integers that stay exact, members in order, and a key that comes twice refused rather than
/// one of the two chosen. The recursion is as deep as the limit and no deeper.
struct JSONParser {
    /// Why a text was refused, and at which byte.
    struct Fault: Error, Equatable {
        let reason: String
        let offset: Int
        /// True when the text may well be JSON, and only passed a limit.
        var isLimit = false
    }

    private let bytes: [UInt8]
    private let limits: VarlinkLimits
    private var position = 0
    private var valuesLeft: Int

    /// Reads the whole of `bytes` as one value.
    static func parse(_ bytes: [UInt8], limits: VarlinkLimits) throws(Fault) -> JSONValue {
        var parser = JSONParser(bytes: bytes, limits: limits)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault("text after the value") }
        return value
    }

    private init(bytes: [UInt8], limits: VarlinkLimits) {
        self.bytes = bytes
        self.limits = limits
        self.valuesLeft = limits.values
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func fault(_ reason: String, isLimit: Bool = false) -> Fault {
        Fault(reason: reason, offset: position, isLimit: isLimit)
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        skipSpace()
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw fault("more than \(limits.values) values", isLimit: true) }
        guard let first = current else { throw fault("the text ends where a value should be") }
        switch first {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
        for byte in "\(word)".utf8 {
            guard take(byte) else { throw fault("expected \(word)") }
        }
        return value
    }

    private func check(depth: Int) throws(Fault) {
        guard depth <= limits.depth else { throw fault("nested deeper than \(limits.depth)", isLimit: true) }
    }

    private mutating func array(depth: Int) throws(Fault) -> [JSONValue] {
        try check(depth: depth)
        position += 1
        skipSpace()
        var elements: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else { throw fault("expected ',' or ']'") }
        }
    }

    private mutating func object(depth: Int) throws(Fault) -> JSONObject {
        try check(depth: depth)
        position += 1
        skipSpace()
        var members: [JSONObject.Member] = []
        // A set, as comparing each key with all before it would let one message cost the square of its length.
        var keys: Set<String> = []
        if take(UInt8(ascii: "}")) { return JSONObject() }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw fault("expected a member's name") }
            let key = try string()
            guard keys.insert(key).inserted else { throw fault("the member '\(key)' comes twice") }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw fault("expected ':'") }
            members.append(JSONObject.Member(key: key, value: try value(depth: depth)))
            skipSpace()
            if take(UInt8(ascii: "}")) { return JSONObject(distinct: members) }
            guard take(UInt8(ascii: ",")) else { throw fault("expected ',' or '}'") }
        }
    }
}

// MARK: - Numbers

extension JSONParser {
    private mutating func digits() -> Int {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func number() throws(Fault) -> JSONValue {
        let start = position
        _ = take(UInt8(ascii: "-"))
        let leadingZero = current == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !(leadingZero && whole > 1) else { throw fault("expected a value") }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            guard digits() > 0 else { throw fault("expected digits after the point") }
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard digits() > 0 else { throw fault("expected digits in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else { throw fault("a number out of range") }
        return .double(double)
    }
}

// MARK: - Strings

extension JSONParser {
    private mutating func string() throws(Fault) -> String {
        position += 1
        var decoded: [UInt8] = []
        var runStart = position
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                decoded.append(contentsOf: bytes[runStart..<position])
                guard let text = String(validating: decoded, as: UTF8.self) else {
                    throw fault("a string that is not UTF-8")
                }
                position += 1
                return text
            case UInt8(ascii: "\\"):
                decoded.append(contentsOf: bytes[runStart..<position])
                position += 1
                decoded.append(contentsOf: String(try escape()).utf8)
                runStart = position
            case 0..<0x20:
                throw fault("a control character in a string")
            default:
                position += 1
            }
        }
        throw fault("a string without end")
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        guard let byte = current else { throw fault("a string without end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw fault("an unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(Fault) -> Unicode.Scalar {
        let unit = try hexUnit()
        var code = UInt32(unit)
        if UTF16.isLeadSurrogate(unit) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw fault("half a surrogate pair") }
            let trail = try hexUnit()
            guard UTF16.isTrailSurrogate(trail) else { throw fault("half a surrogate pair") }
            code = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
        return scalar
    }

    private mutating func hexUnit() throws(Fault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw fault("expected four hexadecimal digits")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
