public import Units

/// Follows what one zone gives beside what it was told to give.
public struct OutputWatch: Equatable, Sendable {
    private var power = PowerWatch()
    private var pulses = PulseWatch()
    private var budget = OutputBudget.none

    /// A zone without a past.
    public init() {}

    /// Begins a treatment: what the zone receives counts from here against `budget`.
    ///
    /// A pause and a resume do not come here; a new treatment does, also one of the same plan after a trip.
    public mutating func beginTreatment(_ budget: OutputBudget) {
        self.budget = budget
        power.energy = .zero
        pulses.beginTreatment()
    }

    /// Takes one sample of the device's time `time`, and says what the interlocks judge about `zone`.
    public mutating func add(
        _ measured: MeasuredOutput, beside commanded: CommandedOutput, at time: DeviceInstant, in zone: ZoneIndex,
        into evidence: inout OutputEvidence
    ) {
        evidence.stray[zone] = StrayEvidence()
        power.add(measured, beside: commanded, at: time, in: zone, into: &evidence)
        pulses.add(
            measured, beside: commanded, area: budget.stimulationArea, at: time, in: zone, into: &evidence)
        evidence.peak[zone].ceiling = budget.power
        evidence.account[zone].millijouleBudget = Int32(clamping: budget.energy.millijoules)
        evidence.account[zone].microcoulombBudget = Int32(clamping: budget.charge.microcoulombs)
    }

    /// Takes what comes with the slow telemetry: what the stage draws, and its greatest power.
    ///
    /// - Parameters:
    ///   - measured: the mean power of the sample that the slow frame belongs to.
    ///   - commanded: what was commanded up to that sample.
    public mutating func add(
        supply: Power, peak: Power, measured: Power, beside commanded: CommandedOutput, at time: DeviceInstant
    ) {
        power.add(supply: supply, peak: peak, measured: measured, beside: commanded, at: time)
    }
}
