public import Units

/// Scripts by chance, of every kind of fault, for campaigns.
extension FaultScript {
    /// `count` faults that `seed` determines: of any kind, each beginning within `span` of the first run.
    ///
    /// One in four lasts for ever, the others for a while of up to a fifth of `span`. Rates and sizes are drawn from
    /// where they matter: from what must pass unharmed to what must stop the treatment.
    ///
    /// - Parameters:
    ///   - count: 0 or more.
    ///   - span: more than 10 ms.
    public init(seed: UInt64, count: Int, within span: Duration) {
        var chance = RandomStream(seed: seed, purpose: FaultScript.purpose)
        var faults: [TimedFault] = []
        for _ in 0..<max(count, 0) { faults.append(.drawn(within: span, from: &chance)) }
        self.init(faults)
    }

    private static let purpose: UInt64 = 0x4641_554C
}

extension TimedFault {
    fileprivate static func drawn(within span: Duration, from chance: inout RandomStream) -> TimedFault {
        // Whole milliseconds, so that the fault can be written down.
        let longest = max(span.milliseconds, 10)
        let begins = Duration.milliseconds(chance.next(in: 0...longest))
        let lasts = Duration.milliseconds(chance.next(in: 1...max(longest / 5, 1)))
        let isForEver = chance.next(below: 4) == 0
        let all = FaultKey.allCases
        let key = all[Int(chance.next(below: UInt64(all.count)))]
        let effect = Effect.drawn(key, from: &chance)
        return TimedFault(effect, begins: .afterRun(begins), lasts: isForEver ? nil : lasts)
    }
}

extension TimedFault.Effect {
    /// A fault of this key, in `zone` where it is one of a zone.
    static func drawn(_ key: FaultKey, in zone: ZoneIndex, from chance: inout RandomStream) -> TimedFault.Effect {
        key.place == .zone ? zoneFault(key, in: zone, from: &chance) : drawn(key, from: &chance)
    }

    fileprivate static func drawn(_ key: FaultKey, from chance: inout RandomStream) -> TimedFault.Effect {
        switch key.place {
        case .zone: zoneFault(key, in: chance.zone(), from: &chance)
        case .device: deviceFault(key, from: &chance)
        case .line: .line(.drawn(key, from: &chance), chance.pick([nil, .toDevice, .toHost]))
        }
    }

    private static func zoneFault(
        _ key: FaultKey, in zone: ZoneIndex, from chance: inout RandomStream
    ) -> TimedFault.Effect {
        switch key {
        case .centre: .centre(.drawn(from: &chance), zone)
        case .edge: .edge(.drawn(from: &chance), zone)
        case .heat: .heat(.milliCelsius(chance.number(41_000...45_000)), zone)
        case .weld:
            .weld(
                .milliwatts(chance.number(200...4000)), cutBy: chance.pick(Array(WeldCut.allCases)), zone)
        case .power: .power(chance.share(0...2000), zone)
        case .ripple: .ripple(chance.share(1000...2000), zone)
        // Half of them within the tolerance, where only what adds up over a treatment tells.
        case .detector: .detector(chance.share(chance.next(below: 2) == 0 ? 1050...1149 : 200...1500), zone)
        case .meter: .meter(zone)
        case .contact, .button, .stuck, .pulses, .imbalance, .missing, .reference, .pickup, .returnElectrode, .clock,
            .reset,
            .hang, .unplug, .lease, .drop, .flip, .duplicate, .insert, .burst, .split:
            .contact(.drawn(from: &chance), zone)
        }
    }

    private static func deviceFault(_ key: FaultKey, from chance: inout RandomStream) -> TimedFault.Effect {
        switch key {
        case .stuck: .stuck(chance.pick([.first, .second, .both]))
        case .pulses: .pulses(chance.share(0...2000))
        case .imbalance: .imbalance(chance.share(10...1000))
        case .missing:
            chance.next(below: 2) == 0
                ? .missing(.every(chance.number(1...20))) : .missing(.share(chance.share(10...500)))
        case .reference: .reference(.millikelvin(chance.number(-2000...2000)))
        case .pickup: .pickup(.millikelvin(chance.number(-1500...1500)))
        case .returnElectrode: .returnElectrode(chance.pick([.first, .second]), chance.share(0...900))
        case .clock: .clock(.milliseconds(chance.next(in: 1...500) * chance.pick([-1, 1])))
        case .reset: .reset
        case .hang: .hang
        case .lease: .lease
        case .unplug: .unplug(as: chance.pick([nil, "line-2"]))
        case .button, .contact, .centre, .edge, .heat, .weld, .power, .ripple, .detector, .meter, .drop, .flip,
            .duplicate,
            .insert,
            .burst,
            .split:
            .button
        }
    }
}

extension ContactFault {
    fileprivate static func drawn(from chance: inout RandomStream) -> ContactFault {
        switch chance.next(below: 7) {
        case 0: .open
        case 1: .short
        case 2: .brokenLead
        case 3: .lifting(chance.share(10...600))
        case 4: .drying(chance.share(1010...1500))
        case 5: .bridged(.milliohms(chance.number(2000...100_000)))
        default: .partial(chance.share(200...950))
        }
    }
}

extension SensorFault {
    fileprivate static func drawn(from chance: inout RandomStream) -> SensorFault {
        switch chance.next(below: 9) {
        case 0: .open
        case 1: .short
        case 2: .stuck
        case 3: .detached
        case 4: .offset(.millikelvin(chance.number(-4000...4000)))
        case 5: .frozen(.milliCelsius(chance.number(30_000...42_000)))
        case 6: .drifting(.millikelvin(chance.number(-3000...3000)))
        case 7: .noisy(.millikelvin(chance.number(50...2000)))
        default: .swapped(chance.zone())
        }
    }
}

extension ByteFault {
    fileprivate static func drawn(_ key: FaultKey, from chance: inout RandomStream) -> ByteFault {
        // From one byte in ten thousand, which a treatment survives, to one in fifty, which no frame does.
        let rate = PerMillion(rawValue: chance.number(100...20_000))
        let length = Duration.milliseconds(chance.next(in: 1...60))
        return switch key {
        case .flip: .flipped(rate)
        case .duplicate: .duplicated(rate)
        case .insert: .inserted(rate)
        case .burst: .burst(length, rate)
        case .split: .split(length, rate)
        case .drop, .contact, .centre, .edge, .heat, .weld, .power, .ripple, .detector, .meter, .button, .stuck,
            .pulses,
            .imbalance,
            .missing, .reference, .pickup, .returnElectrode, .clock, .reset, .hang, .unplug,
            .lease:
            .dropped(rate)
        }
    }
}

extension RandomStream {
    mutating func number(_ range: ClosedRange<Int64>) -> Int32 { Int32(clamping: next(in: range)) }

    fileprivate mutating func share(_ range: ClosedRange<Int64>) -> PerMille { PerMille(rawValue: number(range)) }

    fileprivate mutating func zone() -> ZoneIndex {
        guard let zone = ZoneIndex(Int(next(below: UInt64(ZoneIndex.limit)))) else {
            preconditionFailure("A number below the limit of zones is the place of one.")
        }
        return zone
    }

    /// One of `values`, of which there is at least one.
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(next(below: UInt64(values.count)))] }
}
