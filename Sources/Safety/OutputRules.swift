public import Units

/// The bounds that every request for output is held against: the plan's, the host's, and those of the pads' areas.
public enum OutputRules {
    /// Throws the first limit that `request` breaks.
    public static func check(_ request: OutputRequest, within bounds: OutputBounds) throws(OutputRefusal) {
        guard request.ramp.start >= .zero, request.ramp.end >= .zero, request.power >= .zero,
            request.rate >= .zero, request.width >= .zero
        else { throw .negative }
        let current = min(bounds.current, Limits.current(in: bounds.site))
        let peak = request.ramp.peak
        guard peak <= current else { throw .current(asked: Int64(peak.microamps), limit: Int64(current.microamps)) }
        let width = min(bounds.width, Limits.pulseWidth)
        guard request.width <= width else {
            throw .width(asked: Int64(request.width.microseconds), limit: Int64(width.microseconds))
        }
        let rate = min(bounds.rate, Limits.rate)
        guard request.rate <= rate else {
            throw .rate(asked: Int64(request.rate.millihertz), limit: Int64(rate.millihertz))
        }
        let charge = peak * request.width
        guard charge <= Limits.phaseCharge else {
            throw .phaseCharge(asked: charge.picocoulombs, limit: Limits.phaseCharge.picocoulombs)
        }
        try checkDensity(peak, request, bounds)
        let power = min(bounds.power, bounds.radioFrequencyArea * Limits.powerDensity)
        guard request.power <= power else {
            throw .power(asked: Int64(request.power.milliwatts), limit: Int64(power.milliwatts))
        }
    }

    private static func checkDensity(
        _ peak: Current, _ request: OutputRequest, _ bounds: OutputBounds
    ) throws(OutputRefusal) {
        guard peak > .zero, request.rate > .zero else { return }
        let density = rootMeanSquareDensity(
            peak: peak, width: request.width, rate: request.rate, area: bounds.stimulationArea)
        guard density <= Limits.densityMicroampsPerSquareCentimetre else {
            throw .density(asked: density, limit: Limits.densityMicroampsPerSquareCentimetre)
        }
    }

    /// The root mean square current density in µA/cm², over both phases, on 0.7 of `area`; rounded up.
    ///
    /// I_rms = I_peak · √(2 · width · rate). An area that is not above zero has no bound.
    public static func rootMeanSquareDensity(
        peak: Current, width: PulseWidth, rate: Frequency, area: Area
    ) -> Int64 {
        guard area > .zero else { return .max }
        let duty = 2.0 * Double(width.microseconds) * 1e-6 * Double(rate.millihertz) * 1e-3
        let squareCentimetres = 0.7 * Double(area.squareMillimetres) / 100
        return Int64((Double(peak.microamps) * duty.squareRoot() / squareCentimetres).rounded(.up))
    }
}
