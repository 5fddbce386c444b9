import Oracle
import Tissue
import Treatment
import Units

/// What one zone's heating came to, as the shadow run expects it or as the tissue knows it.
struct ZoneHeat: Equatable, Sendable {
    /// RF energy, in mJ/cm².
    var energy: Int64
    /// The warmest skin, and the warmest tissue, in m°C.
    var (skinPeak, deepPeak): (Int64, Int64)
    /// Doses of both, in thousandths of a minute at 43 °C.
    var (skinDose, deepDose): (Int64, Int64)

    init(_ values: [Int64]) {
        (energy, skinPeak, deepPeak, skinDose, deepDose) = (values[0], values[1], values[2], values[3], values[4])
    }

    /// What is expected.
    init(_ forecast: ThermalForecast) {
        energy = Int64(forecast.energy.expected.millijoulesPerSquareCentimetre)
        (skinPeak, deepPeak) = (Int64(forecast.skinPeak.milliCelsius), Int64(forecast.deepPeak.milliCelsius))
        (skinDose, deepDose) = (forecast.skinDose / 1_000_000, forecast.deepDose / 1_000_000)
    }

    /// What the oracle saw.
    init(_ truth: OracleReport.Zone, area: Area) {
        energy = truth.energy.millijoules * 100 / Int64(max(area.squareMillimetres, 1))
        let skin = truth.layers.first { $0.layer == .skin }
        skinPeak = Int64(skin?.peak.milliCelsius ?? 0)
        deepPeak = Int64(truth.peakTissue?.milliCelsius ?? 0)
        (skinDose, deepDose) = (Int64(skin?.milliminutes ?? 0), Int64(truth.milliminutes))
    }

    /// All numbers, in the order in which they are declared.
    var values: [Int64] { [energy, skinPeak, deepPeak, skinDose, deepDose] }

    /// What is named in this order.
    static let names = ["energy", "skin peak", "deep peak", "skin dose", "deep dose"]
}
