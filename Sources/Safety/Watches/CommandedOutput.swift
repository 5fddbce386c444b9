public import Units

/// What one zone was told to give in the time that a sample's measurements cover.
///
/// Ranges, because a mean over 100 ms spans three segments and a pulse's age is known to 10 ms only; a constant command
/// has no range.
public struct CommandedOutput: Equatable, Sendable, BitwiseCopyable {
    /// The least power of the span that the mean covers; zero while a ceiling may hold the zone down.
    public var leastPower = Power.zero
    /// The greatest power of that span.
    public var greatestPower = Power.zero
    /// The least current about the time of the last pulse.
    public var leastCurrent = Current.zero
    /// The greatest current about the time of the last pulse; zero where no train ran.
    public var greatestCurrent = Current.zero
    /// The greatest width about the time of the last pulse.
    public var width = PulseWidth.microseconds(0)
    /// Whether a train ran at any time since the sample before.
    public var hasTrain = false
    /// The pulses that must have been given by now, on the device's counter; nil when that is not known.
    public var leastPulses: Int64?
    /// The pulses that may have been given by now, on the device's counter; nil when that is not known.
    public var mostPulses: Int64?

    /// Nothing was commanded.
    public init() {}
}

/// What one zone was measured to give.
public struct MeasuredOutput: Equatable, Sendable, BitwiseCopyable {
    /// The RF power, as its mean over 100 ms.
    public var power = Power.zero
    /// The current of the last pulse.
    public var pulseCurrent = Current.zero
    /// The charge that it left, with its sign.
    public var residue = Charge.zero
    /// The pulses on the device's counter.
    public var pulses: Int64 = 0
    /// How long ago the last pulse was, in steps of 10 ms; nil when it is too old to say.
    public var pulseAge: Duration?
    /// The stimulation load.
    public var load = Impedance.zero
    /// Whether the stimulation circuit is in order.
    public var circuitIsSound = false
    /// How fast the faster sensor rises, in thousandths of a degree per second.
    public var rise: Int32 = 0

    /// Nothing flows.
    public init() {}
}

/// What a zone may receive in a treatment, made from its plan and its pads.
public struct OutputBudget: Equatable, Sendable, BitwiseCopyable {
    /// The RF energy.
    public var energy: Energy
    /// The charge of first phases.
    public var charge: Charge
    /// The greatest mean RF power.
    public var power: Power
    /// The area of the smaller stimulation electrode.
    public var stimulationArea: Area

    /// A budget; `charge` is the plan's own, which is widened by what a current source may be off.
    public init(energy: Energy, charge: Charge, power: Power, stimulationArea: Area) {
        self.energy = energy
        self.charge = .picocoulombs(charge.picocoulombs / 1000 * Int64(Limits.chargeBudget.rawValue))
        self.power = power
        self.stimulationArea = stimulationArea
    }

    /// Nothing.
    public static let none = OutputBudget(
        energy: .zero, charge: .zero, power: .zero, stimulationArea: .squareMillimetres(0))
}
