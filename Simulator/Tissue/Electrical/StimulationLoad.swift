public import Units

/// What a stimulation pulse meets between one pair of electrodes, at the contact that there is.
///
/// A sound pair is its `ElectrodePair`; a bridge lies beside that, a broken lead is an open circuit. A pulse unlike the one
/// before it costs one power of two, unless it clips or the electrodes are bridged.
public struct StimulationLoad: Sendable {
    /// Whether the electrodes lead to the skin.
    public var electrodes = ElectrodePath.sound
    private var pair: ElectrodePair

    /// The load of `pad` on somebody's `anatomy`, as its contact is at the beginning.
    public init(pad: Pad, anatomy: ZoneAnatomy) { pair = ElectrodePair(pad: pad, anatomy: anatomy) }

    /// Sets the share of the electrodes that touches the skin, and how far the muscle below is contracted, 0 to 1 both.
    public mutating func touch(contact: Double, contraction: Double) {
        pair.touch(contact: contact, contraction: contraction)
    }

    /// The load in Ω that a current of `milliamps` sees at the end of a phase of `width`; infinite where nothing flows.
    public mutating func ohms(milliamps: Double, width: PulseWidth) -> Double {
        pulse(milliamps: milliamps, width: width, volts: .infinity).ohms
    }

    /// The load in Ω that a contact measurement sees, below any threshold and in phases of 200 µs; infinite where nothing
    /// flows.
    public var contactOhms: Double {
        switch electrodes {
        case .sound: return pair.touches ? pair.contactOhms : .infinity
        case .bridged(let bridge):
            return pair.touches ? bridge * pair.contactOhms / (bridge + pair.contactOhms) : bridge
        case .broken: return .infinity
        }
    }

    /// What a source set to `milliamps`, with no more than `volts` to drive it, sends through a phase of `width`.
    public mutating func pulse(milliamps: Double, width: PulseWidth, volts: Double) -> StimulationPulse {
        switch electrodes {
        case .sound: return soundPulse(milliamps: milliamps, width: width, millivolts: volts * 1000)
        case .bridged(let bridge):
            return bridgedPulse(milliamps: milliamps, width: width, millivolts: volts * 1000, bridge: bridge)
        case .broken: return StimulationPulse(milliamps: 0, tissueMilliamps: 0, ohms: .infinity)
        }
    }

    private mutating func soundPulse(milliamps: Double, width: PulseWidth, millivolts: Double) -> StimulationPulse {
        guard pair.touches else { return StimulationPulse(milliamps: 0, tissueMilliamps: 0, ohms: .infinity) }
        let ohms = pair.ohms(milliamps: milliamps, width: width)
        guard milliamps * ohms > millivolts else {
            return StimulationPulse(milliamps: milliamps, tissueMilliamps: milliamps, ohms: ohms)
        }
        let driven = pair.milliamps(at: millivolts, below: milliamps, width: width)
        return StimulationPulse(
            milliamps: driven, tissueMilliamps: driven, ohms: pair.ohms(milliamps: driven, width: width))
    }

    /// The same voltage lies on the bridge and on the tissue: it is sought by halving between nothing and what the bridge
    /// alone would need.
    private mutating func bridgedPulse(
        milliamps: Double, width: PulseWidth, millivolts: Double, bridge: Double
    ) -> StimulationPulse {
        guard pair.touches, milliamps > 0 else {
            let driven = min(milliamps, millivolts / bridge)
            return StimulationPulse(milliamps: driven, tissueMilliamps: 0, ohms: bridge)
        }
        var (low, high) = (0.0, milliamps)
        for _ in 0..<30 {
            let tissue = (low + high) / 2
            let voltage = tissue * pair.ohms(milliamps: tissue, width: width)
            if tissue + voltage / bridge > milliamps || voltage > millivolts { high = tissue } else { low = tissue }
        }
        let ohms = pair.ohms(milliamps: low, width: width)
        return StimulationPulse(
            milliamps: low + low * ohms / bridge, tissueMilliamps: low, ohms: bridge * ohms / (bridge + ohms))
    }
}

/// What one phase of a pulse was.
public struct StimulationPulse: Equatable, Sendable {
    /// The current in mA that the source really drove: less than it was set to when its voltage did not suffice.
    public let milliamps: Double
    /// The part in mA that passed the tissue, and can move a muscle: less than driven when the electrodes are bridged.
    public let tissueMilliamps: Double
    /// The load in Ω at the phase's end; infinite where nothing flows.
    public let ohms: Double
}
