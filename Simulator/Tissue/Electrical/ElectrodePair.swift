import Units

/// One pair of electrodes on the skin, for pulses: Rs + (Rp(I) || C).
///
/// The interface's resistance breaks down with the current density, Rp(I) = Rp0/(1 + I/I½), and its capacitance charges
/// during a phase. A constant current I therefore ends a phase of width w at the voltage
///
///     V(I) = I · (Rs + Rp(I) · (1 − e^(−w/(Rp(I)·C))))
///
/// and the load is V/I. Rs and Rp0 stand over the contacted area, I½ and C grow with it, so that the time constant Rp0·C
/// is the interface's own.
///
/// Limits: every phase starts on an interface without charge (the balancing phase and the pause between pulses see to
/// that), and the interface's resistance answers the current at once.
struct ElectrodePair: Sendable {
    private let interface: ElectrodeInterface
    /// The electrode's area over the 10 cm² for which `interface` is given.
    private let size: Double
    private let contractionShare: Double
    /// log2(e)/(Rp0·C) in 1/µs.
    private let rate: Double
    private var contact: Double

    /// 10 cm² over the contacted area.
    private var perArea = 0.0
    /// 1/I½ in 1/mA, at this contact.
    private var breakdown = 0.0
    /// What contact and contraction make of every resistance.
    private var scale = 0.0

    /// The load without current of `ElectrodePair.measurement` on 10 cm² with the whole contact.
    private let measuredOhms: Double
    // The last pulse asked for, because most follow one of the same current.
    private var knownMilliamps = -1.0
    private var knownWidth = PulseWidth.zero
    private var knownShare = 0.0

    init(pad: Pad, anatomy: ZoneAnatomy) {
        interface = anatomy.interface
        size = max(Double(pad.stimulationArea.squareMillimetres), 1) / 1000
        contractionShare = anatomy.contact.contractionShare
        contact = anatomy.contact.fraction
        let interfaceMicroseconds = interface.interfaceOhms * interface.microfaradsPerSquareCentimetre * 10
        rate = 1.442_695_040_888_963_4 / interfaceMicroseconds
        let charged = 1 - exp2(-Double(ElectrodePair.measurement.microseconds) * rate)
        measuredOhms = interface.seriesOhms + interface.interfaceOhms * charged
        settle()
    }

    /// Whether anything of the electrodes touches the skin.
    var touches: Bool { contact > 0 }

    mutating func touch(contact: Double, contraction: Double) {
        if contact != self.contact {
            self.contact = min(max(contact, 0), 1)
            settle()
        }
        scale = perArea * (1 + contractionShare * contraction)
    }

    /// V(I)/I for a pair that touches.
    mutating func ohms(milliamps: Double, width: PulseWidth) -> Double {
        if milliamps != knownMilliamps || width != knownWidth {
            let fall = 1 + milliamps * breakdown
            knownShare = (1 - exp2(-Double(width.microseconds) * rate * fall)) / fall
            (knownMilliamps, knownWidth) = (milliamps, width)
        }
        return (interface.seriesOhms + interface.interfaceOhms * knownShare) * scale
    }

    /// The load of a measurement that is too weak to break the interface down, for a pair that touches.
    var contactOhms: Double { measuredOhms * scale }

    /// The current at which V(I) is `millivolts`, known to lie below `start`.
    ///
    /// Newton's method on a curve that is rising and concave: after its first step it comes from below and never passes
    /// the root, so that the source is never asked for more than its voltage allows.
    func milliamps(at millivolts: Double, below start: Double, width: PulseWidth) -> Double {
        var current = start
        for _ in 0..<5 {
            let fall = 1 + current * breakdown
            let exponent = Double(width.microseconds) * rate
            let left = exp2(-exponent * fall)
            let resistance = interface.interfaceOhms / fall
            let voltage = current * (interface.seriesOhms + resistance * (1 - left))
            let slope =
                interface.seriesOhms + resistance / fall * (1 - left)
                + current * resistance * left * exponent * ElectrodePair.naturalLogarithmOf2 * breakdown
            current = max(current - (voltage - millivolts / scale) / slope, 0)
        }
        return current
    }

    private mutating func settle() {
        guard contact > 0 else { return }
        perArea = 1 / (size * contact)
        scale = perArea
        breakdown = perArea / interface.halvingMilliamps
        knownMilliamps = -1
    }

    /// The phase of a contact measurement.
    private static let measurement = PulseWidth.microseconds(200)
    private static let naturalLogarithmOf2 = 0.693_147_180_559_945_3
}
