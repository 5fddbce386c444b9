import Units

/// The value of one fault's part, with its key for the message when it is wrong.
struct FaultValue {
    let key: FaultKey
    let text: String

    init(_ key: FaultKey, _ text: String) {
        self.key = key
        self.text = text
    }

    func refused(_ expected: String) -> FaultTextError {
        .wrongValue(key: key.rawValue, value: text, expected: expected)
    }

    /// The number that the whole value is, or what stands behind `prefix`.
    func number(_ range: ClosedRange<Int32>, after prefix: String = "", _ expected: String) throws(FaultTextError)
        -> Int32
    {
        guard text.hasPrefix(prefix), let number = Int32(text.dropFirst(prefix.count)), range.contains(number) else {
            throw refused(expected)
        }
        return number
    }

    func share(_ range: ClosedRange<Int32>, after prefix: String = "", _ expected: String) throws(FaultTextError)
        -> PerMille
    {
        PerMille(rawValue: try number(range, after: prefix, expected))
    }

    /// What stands before and behind the colon; nil without one.
    var halves: (first: String, second: String)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}

extension FaultValue {
    /// The fault of one zone that the value describes.
    func zoneEffect(in zone: ZoneIndex) throws(FaultTextError) -> TimedFault.Effect {
        switch key {
        case .contact: return .contact(try contact(), zone)
        case .centre: return .centre(try sensor(), zone)
        case .edge: return .edge(try sensor(), zone)
        case .heat:
            let expected = "a temperature from 10000 to 55000 m°C"
            return .heat(.milliCelsius(try number(10_000...55_000, expected)), zone)
        case .weld: return try weld(in: zone)
        case .power: return .power(try share(0...5000, "0 to 5000 ‰ of the commanded power"), zone)
        case .ripple: return .ripple(try share(1000...5000, "1000 to 5000 ‰ of the mean power"), zone)
        case .detector: return .detector(try share(0...5000, "0 to 5000 ‰ of the power that flows"), zone)
        case .meter:
            guard text == "frozen" else { throw refused("frozen") }
            return .meter(zone)
        case .button, .stuck, .pulses, .imbalance, .missing, .reference, .pickup, .returnElectrode, .clock, .reset,
            .hang,
            .unplug, .lease,
            .drop, .flip, .duplicate, .insert, .burst, .split:
            throw .zoneNotExpected(key: key.rawValue)
        }
    }

    private func weld(in zone: ZoneIndex) throws(FaultTextError) -> TimedFault.Effect {
        let expected = "a power from 1 to 20000 mW, then :first, :second or :either where a shut-off still cuts it"
        guard let (power, name) = halves else {
            return .weld(.milliwatts(try number(1...20_000, expected)), zone)
        }
        let cuts = ["first": WeldCut.firstAlone, "second": .secondAlone, "either": .either]
        guard let cut = cuts[name], let milliwatts = Int32(power), (1...20_000).contains(milliwatts) else {
            throw refused(expected)
        }
        return .weld(.milliwatts(milliwatts), cutBy: cut, zone)
    }

    private func contact() throws(FaultTextError) -> ContactFault {
        let expected = """
            open, short, lead, a share of the area from 1 to 1000 ‰, lifting:N (1 to 1000 ‰ a minute), drying:N \
            (1001 to 5000 ‰ a minute) or bridged:N (100 to 1000000 mΩ)
            """
        switch halves?.first ?? text {
        case "open" where halves == nil: return .open
        case "short" where halves == nil: return .short
        case "lead" where halves == nil: return .brokenLead
        case "lifting": return .lifting(try share(1...1000, after: "lifting:", expected))
        case "drying": return .drying(try share(1001...5000, after: "drying:", expected))
        case "bridged": return .bridged(.milliohms(try number(100...1_000_000, after: "bridged:", expected)))
        default: return .partial(try share(1...1000, expected))
        }
    }

    private func sensor() throws(FaultTextError) -> SensorFault {
        let expected = """
            open, short, stuck, detached, offset:N (-20000 to 20000 mK), frozen:N (-10000 to 55000 m°C), drift:N (-20000 \
            to 20000 mK a minute), noise:N (1 to 20000 mK) or swapped:N (a zone, 0 to 3)
            """
        switch halves?.first ?? text {
        case "open" where halves == nil: return .open
        case "short" where halves == nil: return .short
        case "stuck" where halves == nil: return .stuck
        case "detached" where halves == nil: return .detached
        case "offset": return .offset(.millikelvin(try number(-20_000...20_000, after: "offset:", expected)))
        case "frozen": return .frozen(.milliCelsius(try number(-10_000...55_000, after: "frozen:", expected)))
        case "drift": return .drifting(.millikelvin(try number(-20_000...20_000, after: "drift:", expected)))
        case "noise": return .noisy(.millikelvin(try number(1...20_000, after: "noise:", expected)))
        case "swapped":
            guard let zone = ZoneIndex(Int(try number(0...3, after: "swapped:", expected))) else {
                throw refused(expected)
            }
            return .swapped(zone)
        default: throw refused(expected)
        }
    }
}
