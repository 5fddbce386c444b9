import Device
import Units

/// A fault as a person writes it on a command line: parts `key=value` between commas, in any order.
///
/// | part | meaning |
/// |---|---|
/// | `at=20s`, `at=run+20s` | begins so long after the device started, or after it first ran a program; else at once |
/// | `for=500ms` | lasts so long; else for ever |
/// | `zone=1` | the zone, from 0; with the five faults that follow |
/// | `contact=open`, `=short`, `=400` | the electrodes touch nothing, each other, or with so many ‰ of their area |
/// | `centre=open`, `=short`, `=offset:-1500`, `=frozen:36000` | the sensor's circuit, or what it reads, in m°C |
/// | `edge=…` | the same of the other sensor |
/// | `heat=43500` | skin and sensors are held there, in m°C |
/// | `weld=3000` | so many mW of RF flow whatever is commanded |
/// | `button`, `button=held` | the stop button is pressed: for 200 ms unless `for` says else, or for ever |
/// | `stuck=first`, `=second` | that shut-off element does not open |
/// | `pulses=700` | pulses have so many ‰ of the current that is commanded |
/// | `imbalance=100` | the balancing phase misses so many ‰ of the charge |
///
/// Times are whole numbers with the unit `ms`, `s` or `min`, up to a day.
extension TimedFault {
    /// The fault that `text` describes, exactly one.
    ///
    /// - Throws: `FaultTextError` for the first part that is wrong, and what was expected there.
    public init(text: String) throws(FaultTextError) {
        var parts = FaultParts()
        for part in text.split(separator: ",", omittingEmptySubsequences: false) { try parts.take(part) }
        try self.init(parts)
    }

    private init(_ parts: FaultParts) throws(FaultTextError) {
        guard let (key, value) = parts.fault else { throw .noFault }
        let effect: Effect
        if key.needsZone {
            guard let zone = parts.zone else { throw .zoneMissing(key: key.rawValue) }
            effect = try Effect(key, value, in: zone)
        } else {
            guard parts.zone == nil else { throw .zoneNotExpected(key: key.rawValue) }
            effect = try Effect(key, value)
        }
        let press: Duration? = key == .button && value.isEmpty ? .milliseconds(200) : nil
        self.init(effect, begins: parts.begins ?? .afterStart(.zero), lasts: parts.lasts ?? press)
    }
}

/// The keys of the faults themselves.
private enum FaultKey: String {
    case contact, centre, edge, heat, weld, button, stuck, pulses, imbalance

    var needsZone: Bool {
        switch self {
        case .contact, .centre, .edge, .heat, .weld: true
        case .button, .stuck, .pulses, .imbalance: false
        }
    }
}

/// The parts of a fault's text, each at most once.
private struct FaultParts {
    private(set) var begins: TimedFault.Beginning?
    private(set) var lasts: Duration?
    private(set) var zone: ZoneIndex?
    private(set) var fault: (key: FaultKey, value: String)?

    mutating func take(_ part: Substring) throws(FaultTextError) {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = String(halves.first ?? "")
        let value = halves.count > 1 ? String(halves[1]) : ""
        switch key {
        case "at":
            guard begins == nil else { throw .repeated(key: key) }
            begins = try FaultParts.beginning(value)
        case "for":
            guard lasts == nil else { throw .repeated(key: key) }
            let span = try FaultParts.duration(value, of: key)
            guard span > .zero else { throw .wrongValue(key: key, value: value, expected: "more than 0 ms") }
            lasts = span
        case "zone":
            guard zone == nil else { throw .repeated(key: key) }
            guard let number = Int(value), let index = ZoneIndex(number) else {
                throw .wrongValue(key: key, value: value, expected: "0 to \(ZoneIndex.limit - 1)")
            }
            zone = index
        default:
            guard let known = FaultKey(rawValue: key) else { throw .unknownKey(key) }
            if let fault { throw .twoFaults(fault.key.rawValue, key) }
            fault = (known, value)
        }
    }

    private static func beginning(_ value: String) throws(FaultTextError) -> TimedFault.Beginning {
        guard value.hasPrefix("run+") else { return .afterStart(try duration(value, of: "at")) }
        return .afterRun(try duration(String(value.dropFirst(4)), of: "at"))
    }

    /// The longest time, in ms.
    private static let day: Int64 = 86_400_000

    private static func duration(_ value: String, of key: String) throws(FaultTextError) -> Duration {
        let digits = value.prefix { $0.isASCII && $0.isNumber }
        let units = ["ms": 1, "s": 1000, "min": 60_000] as [String: Int64]
        if let number = Int64(digits), let unit = units[String(value.dropFirst(digits.count))], number <= day / unit {
            return .milliseconds(number * unit)
        }
        let form = key == "at" ? "250ms, 2min or run+20s" : "250ms or 2min"
        throw .wrongValue(key: key, value: value, expected: "a time of up to a day such as \(form)")
    }
}

extension TimedFault.Effect {
    fileprivate init(_ key: FaultKey, _ value: String, in zone: ZoneIndex) throws(FaultTextError) {
        switch key {
        case .contact: self = .contact(try ContactFault(value, of: key), zone)
        case .centre: self = .centre(try SensorFault(value, of: key), zone)
        case .edge: self = .edge(try SensorFault(value, of: key), zone)
        case .heat:
            let expected = "a temperature from 10000 to 55000 m°C"
            self = .heat(.milliCelsius(try number(value, 10_000...55_000, of: key, expected)), zone)
        case .weld:
            self = .weld(.milliwatts(try number(value, 1...20_000, of: key, "a power from 1 to 20000 mW")), zone)
        case .button, .stuck, .pulses, .imbalance: throw .zoneNotExpected(key: key.rawValue)
        }
    }

    fileprivate init(_ key: FaultKey, _ value: String) throws(FaultTextError) {
        switch key {
        case .button:
            guard value.isEmpty || value == "held" else {
                throw .wrongValue(key: key.rawValue, value: value, expected: "no value, or held")
            }
            self = .button
        case .stuck:
            switch value {
            case "first": self = .stuck(.first)
            case "second": self = .stuck(.second)
            default: throw .wrongValue(key: key.rawValue, value: value, expected: "first or second")
            }
        case .pulses: self = .pulses(PerMille(rawValue: try number(value, 0...2000, of: key, "0 to 2000 ‰")))
        case .imbalance: self = .imbalance(PerMille(rawValue: try number(value, 0...1000, of: key, "0 to 1000 ‰")))
        case .contact, .centre, .edge, .heat, .weld: throw .zoneMissing(key: key.rawValue)
        }
    }
}

extension ContactFault {
    fileprivate init(_ value: String, of key: FaultKey) throws(FaultTextError) {
        switch value {
        case "open": self = .open
        case "short": self = .short
        default:
            let share = try number(value, 1...1000, of: key, "open, short, or a share of the area from 1 to 1000 ‰")
            self = .partial(PerMille(rawValue: share))
        }
    }
}

extension SensorFault {
    fileprivate init(_ value: String, of key: FaultKey) throws(FaultTextError) {
        let expected = "open, short, offset:N (-20000 to 20000 mK) or frozen:N (-10000 to 55000 m°C)"
        if value == "open" {
            self = .open
        } else if value == "short" {
            self = .short
        } else if value.hasPrefix("offset:") {
            let offset = try number(String(value.dropFirst(7)), -20_000...20_000, of: key, expected)
            self = .offset(.millikelvin(offset))
        } else if value.hasPrefix("frozen:") {
            let reading = try number(String(value.dropFirst(7)), -10_000...55_000, of: key, expected)
            self = .frozen(.milliCelsius(reading))
        } else {
            throw .wrongValue(key: key.rawValue, value: value, expected: expected)
        }
    }
}

private func number(
    _ text: String, _ range: ClosedRange<Int32>, of key: FaultKey, _ expected: String
) throws(FaultTextError) -> Int32 {
    guard let number = Int32(text), range.contains(number) else {
        throw .wrongValue(key: key.rawValue, value: text, expected: expected)
    }
    return number
}
