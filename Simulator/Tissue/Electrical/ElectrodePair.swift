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
    /// Rp0·C in µs.
    let interfaceMicroseconds: Double
    private let interface: ElectrodeInterface
    /// The electrode's area over the 10 cm² for which `interface` is given.
    private let size: Double
    private let contractionShare: Double
    /// log2(e)/(Rp0·C) in 1/µs.
    private let rate: Double
    private var contact: Double
    private var contraction = 0.0

    // What follows from contact and contraction.
    private var seriesOhms = Double.infinity
    private var interfaceOhms = Double.infinity
    /// 1/I½ in 1/mA.
    private var breakdown = 0.0

    init(pad: Pad, anatomy: ZoneAnatomy) {
        interface = anatomy.interface
        size = max(Double(pad.stimulationArea.squareMillimetres), 1) / 1000
        contractionShare = anatomy.contact.contractionShare
        contact = anatomy.contact.fraction
        interfaceMicroseconds = interface.interfaceOhms * interface.microfaradsPerSquareCentimetre * 10
        rate = 1.442_695_040_888_963_4 / interfaceMicroseconds
        settle()
    }

    /// Whether anything of the electrodes touches the skin.
    var touches: Bool { contact > 0 }

    mutating func touch(contact: Double, contraction: Double) {
        guard contact != self.contact || contraction != self.contraction else { return }
        self.contact = min(max(contact, 0), 1)
        self.contraction = contraction
        settle()
    }

    /// V(I)/I for a pair that touches.
    func ohms(milliamps: Double, width: PulseWidth) -> Double {
        let fall = 1 + milliamps * breakdown
        return seriesOhms + interfaceOhms / fall * (1 - exp2(-Double(width.microseconds) * rate * fall))
    }

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
            let resistance = interfaceOhms / fall
            let voltage = current * (seriesOhms + resistance * (1 - left))
            let slope =
                seriesOhms + resistance / fall * (1 - left)
                + current * resistance * left * exponent * ElectrodePair.naturalLogarithmOf2 * breakdown
            current = max(current - (voltage - millivolts) / slope, 0)
        }
        return current
    }

    private mutating func settle() {
        guard contact > 0 else { return }
        let area = size * contact
        let scale = (1 + contractionShare * contraction) / area
        seriesOhms = interface.seriesOhms * scale
        interfaceOhms = interface.interfaceOhms * scale
        breakdown = 1 / (interface.halvingMilliamps * area)
    }

    private static let naturalLogarithmOf2 = 0.693_147_180_559_945_3
}
