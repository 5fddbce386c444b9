import Control
import Safety
import Treatment
import Units

/// A controller of the comparison, watched at work: all four zones of one treatment.
///
/// The watching is the same for all of them, the product's own included, and goes by what the host's sensors read.
struct ComparedLaw: PowerLaw {
    private var rule: Rule
    private(set) var courses = PerZone<ZoneCourse?>(repeating: nil)

    /// What decides.
    enum Rule: Sendable {
        /// The product's own loop.
        case own
        case proportionalIntegral(PerZone<ProportionalIntegral>)
        case onOff(PerZone<OnOff>)
    }

    /// `rule` over the zones that have a course.
    init(_ rule: Rule, courses: PerZone<ZoneCourse?>) {
        self.rule = rule
        self.courses = courses
    }

    mutating func power(for ask: PowerAsk) -> Power {
        let hotter = max(ask.reading.centre.reading, ask.reading.edge.reading)
        let power = decide(ask, hotter)
        courses[ask.zone]?.add(
            reading: hotter.milliCelsius, target: ask.target?.milliCelsius,
            density: Double(power.milliwatts) * 100 / Double(max(ask.area.squareMillimetres, 1)), at: ask.ordinal)
        return power
    }

    private mutating func decide(_ ask: PowerAsk, _ hotter: Temperature) -> Power {
        let squareCentimetres = Double(ask.area.squareMillimetres) / 100
        let greatest = Double(ask.ceiling.milliwatts) / squareCentimetres
        let error = ask.target.map { Double(($0 - hotter).millikelvin) / 1000 }
        let density: Double
        switch rule {
        case .own: return ask.own
        case .proportionalIntegral(var loops):
            density = loops[ask.zone].density(for: error, atMost: greatest)
            rule = .proportionalIntegral(loops)
        case .onOff(var loops):
            density = loops[ask.zone].density(for: error, atMost: greatest)
            rule = .onOff(loops)
        }
        return .milliwatts(Int32(density * squareCentimetres))
    }
}

/// PI by Skogestad's rules (SIMC, 2003) on the nominal model of the skin: the textbook's answer to this plant.
///
/// The nominal model is one heat store: gain K = 1 / `loss`, time constant `capacity` / `loss`. The sensor's lag counts half as
/// dead time and half to the time constant (the half rule), beside the loop's own delay of one and a half segments and the
/// look-ahead. The closed loop is to be as fast as the dead time: K_c = τ₁ / (K · 2 θ), τ_I = min(τ₁, 8 θ).
/// The integral stands still at either end of the range.
struct ProportionalIntegral: Sendable {
    /// mW/cm² for each °C above rest, and mJ/cm² for each °C: what `ThermalPrediction` was made with.
    private static let (loss, capacity) = (13.5, 2250.0)
    /// The sensor's lag, and the loop's own delay, in s.
    private static let (lag, delay) = (3.0, 0.175)
    private static let period = 0.05
    private static let deadTime = delay + lag / 2
    private static let timeConstant = capacity / loss + lag / 2
    /// mW/cm² for each °C.
    static let gain = timeConstant * loss / (2 * deadTime)
    /// In s.
    static let integralTime = min(timeConstant, 8 * deadTime)

    private var sum = 0.0

    /// The power density in mW/cm², 0 to `greatest`, against `error` in °C; nil switches off and begins afresh.
    mutating func density(for error: Double?, atMost greatest: Double) -> Double {
        guard let error else {
            sum = 0
            return 0
        }
        let raw = ProportionalIntegral.gain * error + sum
        let step = ProportionalIntegral.gain / ProportionalIntegral.integralTime * error * ProportionalIntegral.period
        if (raw < greatest || step < 0) && (raw > 0 || step > 0) { sum += step }
        return min(max(raw, 0), greatest)
    }
}

/// All or nothing, with a hysteresis of 0.1 °C to each side.
struct OnOff: Sendable {
    private static let hysteresis = 0.1
    private var isOn = false

    /// The power density in mW/cm², `greatest` or nothing, against `error` in °C; nil switches off.
    mutating func density(for error: Double?, atMost greatest: Double) -> Double {
        guard let error else {
            isOn = false
            return 0
        }
        if error > OnOff.hysteresis { isOn = true }
        if error < -OnOff.hysteresis { isOn = false }
        return isOn ? greatest : 0
    }
}
