/// Why a text describes no fault.
public enum FaultTextError: Error, Equatable, Sendable {
    /// A part has a key that does not exist.
    case unknownKey(String)
    /// A key stands twice.
    case repeated(key: String)
    /// A key has a value that it cannot have, or none although it needs one.
    case wrongValue(key: String, value: String, expected: String)
    /// No part says what breaks.
    case noFault
    /// Two parts say what breaks.
    case twoFaults(String, String)
    /// The fault happens in a zone, and none is named.
    case zoneMissing(key: String)
    /// The fault happens in the whole device, and a zone is named.
    case zoneNotExpected(key: String)
    /// The fault is none of the line, and a way on it is named.
    case wayNotExpected(key: String)
}

extension FaultTextError: CustomStringConvertible {
    /// What is wrong, what was expected, and what to do.
    public var description: String {
        switch self {
        case .unknownKey(let key):
            "'\(key)' is no part of a fault. Parts are at, for, zone, way, and one of \(FaultKey.list), such as "
                + "at=20s,zone=1,contact=open."
        case .repeated(let key):
            "'\(key)' stands twice. Give a second fault of its own."
        case .wrongValue(let key, let value, let expected):
            "'\(key)' has the value '\(value)', but \(expected) was expected."
        case .noFault:
            "Nothing breaks. Add one of \(FaultKey.list)."
        case .twoFaults(let first, let second):
            "'\(first)' and '\(second)' are two faults. Give each one of its own, with its own time."
        case .zoneMissing(let key):
            "'\(key)' happens in one zone. Add zone=0, 1, 2 or 3."
        case .zoneNotExpected(let key):
            "'\(key)' happens in no zone. Leave zone out."
        case .wayNotExpected(let key):
            "'\(key)' does not happen to bytes on the line. Leave way out."
        }
    }
}
