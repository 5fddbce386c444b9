/// What happens at one end of a heat column.
public enum HeatBoundary: Equatable, Sendable {
    /// The face has this temperature, in °C.
    case temperature(Double)
    /// This flux enters the column, in W/m²; below zero it leaves.
    case flux(Double)
    /// The flux h · (ambient − face) enters, with h in W/(m² K) and the ambient in °C, and another flux beside it.
    case convection(coefficient: Double, ambient: Double, flux: Double = 0)
    /// No heat passes.
    case insulated
}

/// A boundary as the last cell feels it: the flux into the column is `load − conductance · temperature of that cell`.
///
/// Between the face and the cell's middle lies half a cell, whose conductance is in series with whatever is outside.
/// The temperature of the face follows from the balance of fluxes, so that it is of second order too.
struct HeatEnd: Equatable, Sendable {
    /// In W/(m² K).
    let conductance: Double
    /// In W/m².
    let load: Double
    private let offset: Double
    private let slope: Double

    /// `boundary` behind half a cell of `halfCell` W/(m² K).
    init(_ boundary: HeatBoundary, halfCell: Double) {
        let (coefficient, driven): (Double, Double)
        switch boundary {
        case .temperature(let celsius):
            (conductance, load) = (halfCell, halfCell * celsius)
            (offset, slope) = (celsius, 0)
            return
        case .flux(let flux): (coefficient, driven) = (0, flux)
        case .convection(let h, let ambient, let flux): (coefficient, driven) = (h, h * ambient + flux)
        case .insulated: (coefficient, driven) = (0, 0)
        }
        let share = halfCell / (halfCell + coefficient)
        (conductance, load) = (coefficient * share, driven * share)
        (offset, slope) = (driven / (halfCell + coefficient), share)
    }

    /// The flux into the column, in W/m², while the last cell has `celsius`.
    func flux(_ celsius: Double) -> Double { load - conductance * celsius }

    /// The temperature of the face, in °C, while the last cell has `celsius`.
    func face(_ celsius: Double) -> Double { offset + slope * celsius }
}
