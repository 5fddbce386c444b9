/// A value that changes with time.
public enum CaseCourse: Equatable, Sendable {
    /// Always the same.
    case constant(Double)
    /// Straight lines between points, rising in time; outside them the nearest one's value.
    ///
    /// Two points of one time are a jump: from that time on the later one holds.
    case points([CaseTimeValue])
    /// mean + amplitude · sin(2π t / period + phase); the phase in radians, π/2 for a cosine.
    case sinusoid(mean: Double, amplitude: Double, periodSeconds: Double, phaseRadians: Double)
    /// final + (initial − final) · exp(−t / time constant).
    case exponential(initial: Double, final: Double, timeConstantSeconds: Double)
}

/// A value at a time.
public struct CaseTimeValue: Equatable, Sendable {
    /// The time, in s.
    public var seconds: Double
    /// The value then.
    public var value: Double

    /// `value` at `seconds`.
    public init(seconds: Double, value: Double) {
        self.seconds = seconds
        self.value = value
    }
}

/// What happens at one end of a case.
public enum CaseBoundary: Equatable, Sendable {
    /// The face has this temperature, in °C.
    case temperature(CaseCourse)
    /// This flux enters the body, in W/m²; below zero it leaves.
    case flux(CaseCourse)
    /// The flux h · (ambient − face), with h in W/(m² K) and the ambient in °C, and another flux into the body beside it.
    case convection(coefficient: CaseCourse, ambient: CaseCourse, flux: CaseCourse = .constant(0))
    /// No heat passes.
    case insulated
}

/// The temperatures at the beginning, in °C.
public enum CaseInitial: Equatable, Sendable {
    /// The same everywhere.
    case uniform(Double)
    /// What would settle under the boundary values of time 0 and the metabolism, with or without the sources of time 0.
    case steady(withSources: Bool)
    /// Straight lines between points; outside them the nearest one's value. Two points of one depth are a jump.
    case points([CaseDepthValue])
    /// mean + amplitude · sin(π · count · depth / thickness of all layers), or the cosine.
    case mode(wave: CaseWave, mean: Double, amplitude: Double, count: Double)
}

/// The kind of an initial mode.
public enum CaseWave: String, CaseIterable, Equatable, Sendable {
    /// Zero at the top.
    case sine
    /// Greatest at the top.
    case cosine
}
