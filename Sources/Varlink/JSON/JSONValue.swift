/// One JSON value, as Varlink carries it.
///
/// A number without fraction and exponent that fits 64 bits is an `integer` and stays exact; every other number is a
/// `double` and is never silently taken for an integer again. Quantities of the house travel as integers with the unit
/// in the field's name, so that no float is parsed on their way.
public enum JSONValue: Sendable, Equatable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number, exact over the range of `Int64`.
    case integer(Int64)
    /// Any other number. Infinities and NaN do not exist in JSON and are written as `null`.
    case double(Double)
    /// Text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Named values, in the order in which they were written.
    case object(JSONObject)

    /// The members, when this is an object.
    public var object: JSONObject? {
        guard case .object(let object) = self else { return nil }
        return object
    }

    /// The elements, when this is an array.
    public var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text, when this is a string.
    public var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }

    /// The number, when this is an integer.
    public var integer: Int64? {
        guard case .integer(let integer) = self else { return nil }
        return integer
    }

    /// The truth value, when this is a boolean.
    public var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    /// The member of that name, when this is an object that has it.
    public subscript(key: String) -> JSONValue? { object?[key] }

    /// What kind of value this is, as a message names it.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer: "an integer"
        case .double: "a number with a fraction"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// Makes a boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Makes an integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// Makes a string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Makes an array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Makes an object; a key written twice is a mistake in the program and traps.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements {
            precondition(object[key] == nil, "a JSON object literal names a key twice")
            object[key] = value
        }
        self = .object(object)
    }

    /// Makes `null`.
    public init(nilLiteral: ()) { self = .null }
}
