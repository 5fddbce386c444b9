import Units

/// Values of the faults of the whole device and of the line.
extension FaultValue {
    /// The fault of the whole device that the value describes.
    func deviceEffect() throws(FaultTextError) -> TimedFault.Effect {
        switch key {
        case .button:
            guard text.isEmpty || text == "held" else { throw refused("no value, or held") }
            return .button
        case .stuck:
            let elements = ["first": StuckShutOffs.first, "second": .second, "both": .both]
            guard let stuck = elements[text] else { throw refused("first, second or both") }
            return .stuck(stuck)
        case .pulses: return .pulses(try share(0...2000, "0 to 2000 ‰"))
        case .imbalance: return .imbalance(try share(0...1000, "0 to 1000 ‰"))
        case .missing: return .missing(try missing())
        case .reference: return .reference(.millikelvin(try number(-20_000...20_000, "-20000 to 20000 mK a minute")))
        case .pickup: return .pickup(.millikelvin(try number(-5000...5000, "-5000 to 5000 mK for each W")))
        case .returnElectrode: return try returnElectrode()
        case .clock: return .clock(try step())
        case .reset: return try bare(.reset)
        case .hang: return try bare(.hang)
        case .lease: return try bare(.lease)
        case .unplug: return .unplug(as: try name())
        case .contact, .centre, .edge, .heat, .weld, .power, .ripple, .detector, .meter, .drop, .flip, .duplicate,
            .insert,
            .burst,
            .split:
            throw .zoneMissing(key: key.rawValue)
        }
    }

    /// The fault of the line that the value describes.
    func byteFault() throws(FaultTextError) -> ByteFault {
        switch key {
        case .drop: return .dropped(try rate(text))
        case .flip: return .flipped(try rate(text))
        case .duplicate: return .duplicated(try rate(text))
        case .insert: return .inserted(try rate(text))
        case .burst:
            let (length, rate) = try lengthAndRate()
            return .burst(length, rate)
        case .split:
            let (length, rate) = try lengthAndRate()
            return .split(length, rate)
        case .contact, .centre, .edge, .heat, .weld, .power, .ripple, .detector, .meter, .button, .stuck, .pulses,
            .imbalance,
            .missing,
            .reference, .pickup, .returnElectrode, .clock, .reset, .hang, .unplug, .lease:
            throw .wayNotExpected(key: key.rawValue)
        }
    }

    private func bare(_ effect: TimedFault.Effect) throws(FaultTextError) -> TimedFault.Effect {
        guard text.isEmpty else { throw refused("no value") }
        return effect
    }

    private func missing() throws(FaultTextError) -> MissingPulses {
        let expected = "0 to 1000 ‰ of the pulses, or every:N (each N-th, 1 to 1000000)"
        guard halves != nil else { return .share(try share(0...1000, expected)) }
        return .every(try number(1...1_000_000, after: "every:", expected))
    }

    private func returnElectrode() throws(FaultTextError) -> TimedFault.Effect {
        let expected = "first:N or second:N, with 0 to 1000 ‰ of that half"
        guard let half = halves?.first else { throw refused(expected) }
        switch half {
        case "first": return .returnElectrode(.first, try share(0...1000, after: "first:", expected))
        case "second": return .returnElectrode(.second, try share(0...1000, after: "second:", expected))
        default: throw refused(expected)
        }
    }

    /// The longest jump of a clock.
    private static let greatestStep = Duration.seconds(60)

    private func step() throws(FaultTextError) -> Duration {
        let isBack = text.hasPrefix("-")
        let span = try FaultParts.duration(String(text.dropFirst(isBack ? 1 : 0)), of: key.rawValue)
        guard span > .zero, span <= FaultValue.greatestStep else {
            throw refused("a jump of up to 60s, such as -250ms")
        }
        return isBack ? .zero - span : span
    }

    /// A name that is safe as the last part of a path.
    private func name() throws(FaultTextError) -> String? {
        guard !text.isEmpty else { return nil }
        let isPlain = text.utf8.allSatisfy { unit in
            switch unit {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, text.utf8.count <= 32 else { throw refused("up to 32 letters, digits, - and _") }
        return text
    }

    private func rate(_ text: String) throws(FaultTextError) -> PerMillion {
        guard let rate = Int32(text), (0...1_000_000).contains(rate) else {
            throw refused("0 to 1000000 millionths of the bytes" + (halves == nil ? "" : " behind the colon"))
        }
        return PerMillion(rawValue: rate)
    }

    private func lengthAndRate() throws(FaultTextError) -> (Duration, PerMillion) {
        guard let (length, rate) = halves else {
            throw refused("a time and a rate in millionths of the bytes, such as 30ms:200")
        }
        return (try FaultParts.duration(length, of: key.rawValue), try self.rate(rate))
    }
}
