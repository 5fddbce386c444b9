import Units

/// A fault written so that reading it gives the same one.
extension TimedFault: CustomStringConvertible {
    /// The fault as `init(text:)` reads it.
    public var description: String {
        var parts: [String] = []
        switch begins {
        case .afterStart(let delay): if delay != .zero { parts.append("at=\(delay.text)") }
        case .afterRun(let delay): parts.append("at=run+\(delay.text)")
        }
        if let lasts { parts.append("for=\(lasts.text)") }
        parts.append(text)
        return parts.joined(separator: ",")
    }

    private var text: String {
        // A button that is held for ever is not the same as one that is only pressed.
        if what == .button, lasts == nil { return "button=held" }
        return what.text
    }
}

extension TimedFault.Effect {
    fileprivate var text: String {
        switch self {
        case .contact(let fault, let zone): "zone=\(zone.rawValue),contact=\(fault.text)"
        case .centre(let fault, let zone): "zone=\(zone.rawValue),centre=\(fault.text)"
        case .edge(let fault, let zone): "zone=\(zone.rawValue),edge=\(fault.text)"
        case .heat(let temperature, let zone): "zone=\(zone.rawValue),heat=\(temperature.milliCelsius)"
        case .weld(let power, let cut, let zone): "zone=\(zone.rawValue),weld=\(power.milliwatts)\(cut.text)"
        case .power(let share, let zone): "zone=\(zone.rawValue),power=\(share.rawValue)"
        case .ripple(let share, let zone): "zone=\(zone.rawValue),ripple=\(share.rawValue)"
        case .detector(let share, let zone): "zone=\(zone.rawValue),detector=\(share.rawValue)"
        case .meter(let zone): "zone=\(zone.rawValue),meter=frozen"
        case .returnElectrode(.first, let share): "return=first:\(share.rawValue)"
        case .returnElectrode(.second, let share): "return=second:\(share.rawValue)"
        case .button: "button"
        case .stuck(.first): "stuck=first"
        case .stuck(.second): "stuck=second"
        case .stuck(.both): "stuck=both"
        case .pulses(let share): "pulses=\(share.rawValue)"
        case .imbalance(let share): "imbalance=\(share.rawValue)"
        case .missing(.none): "missing=0"
        case .missing(.every(let count)): "missing=every:\(count)"
        case .missing(.share(let share)): "missing=\(share.rawValue)"
        case .reference(let drift): "reference=\(drift.millikelvin)"
        case .pickup(let perWatt): "pickup=\(perWatt.millikelvin)"
        case .line(let fault, nil): fault.text
        case .line(let fault, .toDevice): "way=device,\(fault.text)"
        case .line(let fault, .toHost): "way=host,\(fault.text)"
        case .unplug(nil): "unplug"
        case .unplug(let name?): "unplug=\(name)"
        case .reset: "reset"
        case .hang: "hang"
        case .lease: "lease"
        case .clock(let step): step < .zero ? "clock=-\((.zero - step).text)" : "clock=\(step.text)"
        }
    }
}

extension ContactFault {
    fileprivate var text: String {
        switch self {
        case .none: "1000"
        case .open: "open"
        case .short: "short"
        case .partial(let share): "\(share.rawValue)"
        case .lifting(let share): "lifting:\(share.rawValue)"
        case .drying(let factor): "drying:\(factor.rawValue)"
        case .bridged(let impedance): "bridged:\(impedance.milliohms)"
        case .brokenLead: "lead"
        }
    }
}

extension SensorFault {
    fileprivate var text: String {
        switch self {
        case .none: "offset:0"
        case .open: "open"
        case .short: "short"
        case .offset(let difference): "offset:\(difference.millikelvin)"
        case .frozen(let reading): "frozen:\(reading.milliCelsius)"
        case .stuck: "stuck"
        case .drifting(let drift): "drift:\(drift.millikelvin)"
        case .noisy(let noise): "noise:\(noise.millikelvin)"
        case .detached: "detached"
        case .swapped(let zone): "swapped:\(zone.rawValue)"
        }
    }
}

extension WeldCut {
    fileprivate var text: String {
        switch self {
        case .neither: ""
        case .firstAlone: ":first"
        case .secondAlone: ":second"
        case .either: ":either"
        }
    }
}

extension ByteFault {
    fileprivate var text: String {
        switch self {
        case .dropped(let rate): "drop=\(rate.rawValue)"
        case .flipped(let rate): "flip=\(rate.rawValue)"
        case .duplicated(let rate): "duplicate=\(rate.rawValue)"
        case .inserted(let rate): "insert=\(rate.rawValue)"
        case .burst(let length, let rate): "burst=\(length.text):\(rate.rawValue)"
        case .split(let length, let rate): "split=\(length.text):\(rate.rawValue)"
        }
    }
}

extension Duration {
    /// In the largest unit that is exact, down to µs.
    fileprivate var text: String {
        let units = [(60_000_000 as Int64, "min"), (1_000_000, "s"), (1000, "ms")]
        for (unit, name) in units where microseconds != 0 && microseconds % unit == 0 {
            return "\(microseconds / unit)\(name)"
        }
        return "\(microseconds)us"
    }
}
