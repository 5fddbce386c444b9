public import Units

/// The shadow run of a whole program, zone by zone, as it is shown, recorded and made a budget of before anything is armed.
///
/// It costs some milliseconds: whoever takes a plan makes it, not who must be punctual.
public struct ProgramForecast: Equatable, Sendable {
    /// The program that was run.
    public let program: Fingerprint
    /// Whether it was run with RF that leaves through a return electrode.
    public let isMonopolar: Bool
    private var places = PerZone<ThermalForecast?>(repeating: nil)

    /// Runs `program` on the daemon's own thermal model.
    public init(_ program: Program, isMonopolar: Bool) {
        self.program = program.identity
        self.isMonopolar = isMonopolar
        for place in program.zones { places[place] = program.forecast(of: place, isMonopolar: isMonopolar) }
    }

    /// What is expected of the zone at `place`; nil where it is not heated.
    public subscript(place: ZoneIndex) -> ThermalForecast? { places[place] }
}
