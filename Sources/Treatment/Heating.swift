public import Units

/// How one zone is warmed.
///
/// A bare set of values: they are checked when a `Plan` is made of them, and only a `Plan` can be compiled.
public struct Heating: Equatable, Sendable, BitwiseCopyable {
    /// The skin temperature that is held after the warm-up, 38 … 41.5 °C.
    public var target: Temperature
    /// The skin temperature at the end of the warm-up, 35 °C … `target`.
    public var warmUpTarget: Temperature
    /// How long the warm-up takes from the zone's first RF on, 10 s … 10 min, where `rampLimit` allows it.
    public var warmUpDuration: Duration
    /// How fast the reference temperature may rise, 0.5 … 3.5 °C/min.
    public var rampLimit: TemperatureRate
    /// The greatest RF power per skin area, 20 … 150 mW/cm².
    public var density: PowerDensity

    /// A set of values, unchecked.
    public init(
        target: Temperature, warmUpTarget: Temperature, warmUpDuration: Duration, rampLimit: TemperatureRate,
        density: PowerDensity
    ) {
        self.target = target
        self.warmUpTarget = warmUpTarget
        self.warmUpDuration = warmUpDuration
        self.rampLimit = rampLimit
        self.density = density
    }

    /// Everything that is wrong with these values in `zone`; empty when nothing is.
    public func findings(in zone: Zone) -> [TreatmentError] {
        let ranges = [
            PrescriptionLimits.target.finding(target, in: zone),
            PrescriptionLimits.warmUpTarget.finding(warmUpTarget, in: zone),
            PrescriptionLimits.warmUpDuration.finding(warmUpDuration, in: zone),
            PrescriptionLimits.rampLimit.finding(rampLimit, in: zone),
            PrescriptionLimits.density.finding(density, in: zone),
        ].compactMap { $0 }
        guard ranges.isEmpty else { return ranges }
        return warmUpTarget > target ? [.warmUpAboveTarget(zone, warmUp: warmUpTarget, target: target)] : []
    }
}
