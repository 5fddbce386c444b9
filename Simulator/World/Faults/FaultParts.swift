import Units

/// The parts of a fault's text, each at most once.
struct FaultParts {
    private(set) var begins: TimedFault.Beginning?
    private(set) var lasts: Duration?
    private(set) var zone: ZoneIndex?
    private(set) var way: LineDirection?
    private(set) var fault: (key: FaultKey, value: String)?

    /// Takes one part, `key` or `key=value`.
    mutating func take(_ part: Substring) throws(FaultTextError) {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(halves.first ?? "")
        let value = halves.count > 1 ? String(halves[1]) : ""
        switch key {
        case "at": try FaultParts.set(&begins, key, try FaultParts.beginning(value))
        case "for":
            let span = try FaultParts.duration(value, of: key)
            guard span > .zero else { throw .wrongValue(key: key, value: value, expected: "more than 0 ms") }
            try FaultParts.set(&lasts, key, span)
        case "zone": try FaultParts.set(&zone, key, try FaultParts.zone(value, of: key))
        case "way":
            switch value {
            case "device": try FaultParts.set(&way, key, .toDevice)
            case "host": try FaultParts.set(&way, key, .toHost)
            default: throw .wrongValue(key: key, value: value, expected: "device or host, whom the bytes go to")
            }
        default:
            guard let known = FaultKey(rawValue: key) else { throw .unknownKey(key) }
            if let fault { throw .twoFaults(fault.key.rawValue, key) }
            fault = (known, value)
        }
    }

    private static func set<Value>(_ slot: inout Value?, _ key: String, _ value: Value) throws(FaultTextError) {
        guard slot == nil else { throw .repeated(key: key) }
        slot = value
    }

    private static func beginning(_ value: String) throws(FaultTextError) -> TimedFault.Beginning {
        guard value.hasPrefix("run+") else { return .afterStart(try duration(value, of: "at")) }
        return .afterRun(try duration(String(value.dropFirst(4)), of: "at"))
    }

    static func zone(_ value: String, of key: String) throws(FaultTextError) -> ZoneIndex {
        guard let number = Int(value), let index = ZoneIndex(number) else {
            throw .wrongValue(key: key, value: value, expected: "0 to \(ZoneIndex.limit - 1)")
        }
        return index
    }

    /// The longest time, in ms.
    private static let day: Int64 = 86_400_000

    /// A time with its unit, from nothing to a day.
    static func duration(_ value: String, of key: String) throws(FaultTextError) -> Duration {
        let digits = value.prefix { $0.isASCII && $0.isNumber }
        let units = ["us": 1, "ms": 1000, "s": 1_000_000, "min": 60_000_000] as [String: Int64]
        let name = String(value.dropFirst(digits.count))
        if let number = Int64(digits), let unit = units[name], number <= day * 1000 / unit {
            return .microseconds(number * unit)
        }
        let form = key == "at" ? "250ms, 2min or run+20s" : "250ms or 2min"
        throw .wrongValue(key: key, value: value, expected: "a time of up to a day such as \(form)")
    }
}
