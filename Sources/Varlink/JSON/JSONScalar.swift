/// A type that is one JSON value with nothing inside: the leaves of what is encoded and decoded.
protocol JSONScalar {
    /// Takes the value when it is of the right kind and in range, else `nil`.
    init?(scalar value: JSONValue)

    /// The value, or `nil` when JSON has no way to write it.
    var scalar: JSONValue? { get }

    /// What a message says was expected.
    static var expectation: String { get }
}

extension Bool: JSONScalar {
    init?(scalar value: JSONValue) {
        guard let bool = value.bool else { return nil }
        self = bool
    }

    var scalar: JSONValue? { .bool(self) }
    static var expectation: String { "a boolean" }
}

extension String: JSONScalar {
    init?(scalar value: JSONValue) {
        guard let string = value.string else { return nil }
        self = string
    }

    var scalar: JSONValue? { .string(self) }
    static var expectation: String { "a string" }
}

extension JSONScalar where Self: FixedWidthInteger {
    // A double never becomes an integer, not even 4.0: whoever means an integer writes one.
    init?(scalar value: JSONValue) {
        guard let integer = value.integer else { return nil }
        self.init(exactly: integer)
    }

    var scalar: JSONValue? { Int64(exactly: self).map { .integer($0) } }
    static var expectation: String { "an integer from \(Self.min) to \(Self.max)" }
}

extension Int: JSONScalar {}
extension Int8: JSONScalar {}
extension Int16: JSONScalar {}
extension Int32: JSONScalar {}
extension Int64: JSONScalar {}
extension UInt: JSONScalar {}
extension UInt8: JSONScalar {}
extension UInt16: JSONScalar {}
extension UInt32: JSONScalar {}
extension UInt64: JSONScalar {}

extension JSONScalar where Self: BinaryFloatingPoint {
    init?(scalar value: JSONValue) {
        switch value {
        case .double(let double): self.init(double)
        case .integer(let integer): self.init(integer)
        case .null, .bool, .string, .array, .object: return nil
        }
    }

    var scalar: JSONValue? { isFinite ? .double(Double(self)) : nil }
    static var expectation: String { "a number" }
}

extension Double: JSONScalar {}
extension Float: JSONScalar {}
