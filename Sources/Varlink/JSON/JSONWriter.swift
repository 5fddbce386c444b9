extension JSONValue {
    /// The value as compact JSON text in UTF-8, members in their order, without a NUL byte anywhere.
    public var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// The value as compact JSON text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Reads one JSON text.
    ///
    /// - Throws: ``VarlinkError/notJSON(reason:offset:)`` when the text is malformed, names a member twice or passes a
    ///   limit of depth or number of values.
    public init(parsing bytes: [UInt8], limits: VarlinkLimits = .standard) throws(VarlinkError) {
        do throws(JSONParser.Fault) {
            self = try JSONParser.parse(bytes, limits: limits)
        } catch {
            throw .notJSON(reason: error.reason, offset: error.offset)
        }
    }

    /// Reads one JSON text.
    ///
    /// - Throws: as ``init(parsing:limits:)-([UInt8],_)``.
    public init(parsing text: String, limits: VarlinkLimits = .standard) throws(VarlinkError) {
        try self.init(parsing: [UInt8](text.utf8), limits: limits)
    }
}

/// Appends JSON text to a buffer.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: append("null")
        case .bool(let bool): append(bool ? "true" : "false")
        case .integer(let integer): append(String(integer))
        // JSON has no infinity and no NaN: `null` says that there is no number.
        case .double(let double): append(double.isFinite ? String(double) : "null")
        case .string(let string): write(string: string)
        case .array(let elements):
            append("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { append(",") }
                write(element)
            }
            append("]")
        case .object(let object):
            append("{")
            for (index, member) in object.members.enumerated() {
                if index > 0 { append(",") }
                write(string: member.key)
                append(":")
                write(member.value)
            }
            append("}")
        }
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func write(string: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append("\\\"")
            case UInt8(ascii: "\\"): append("\\\\")
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\r"): append("\\r")
            case UInt8(ascii: "\t"): append("\\t")
            // Every other control character, NUL first of all: NUL ends a message.
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                append(digits.utf8.count == 1 ? "\\u000" : "\\u00")
                append(digits)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
