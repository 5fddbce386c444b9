import Safety
import Units

/// How warm one zone may be held, so that its doses stay within their limits to the program's end.
///
/// What is left of a dose, over what is left of the heating and the time that warm tissue goes on after it, is a rate, and
/// that rate belongs to a temperature. For the deep dose it is the layer's, so that what power adds below the skin comes
/// off: until a minute into the hold what holding usually takes, since the warm-up's power says little about it, and from
/// then on what it is, behind a first-order lag, because power answers the set-point at once and would swing otherwise.
/// A guess that was wrong shows in the dose, and so in the rate. Power is bounded beside, because a warm-up at full power
/// makes thick fat far warmer than holding does; and it is withheld from a layer so warm that it uses up its rest by itself,
/// as thick fat cools for minutes. Where the plan asks for less than the limits, nothing happens.
struct SetPointLimit: Equatable, Sendable {
    /// Above every set-point, in °C.
    private static let highest = 43.0
    /// Below this temperature no dose is counted; a zone without a rest is let down to it.
    private static let harmless = 38.9
    /// One segment's share of the time constants with which excess (60 s) and limit (10 s) follow.
    private static let (excessShare, limitShare) = (1.0 / 1200, 1.0 / 200)
    /// How far the deep layer may be above its lasting temperature for a while, in °C.
    private static let swing = 1.0
    /// The half-life over the time constant: ln 2.
    private static let halfLife = 0.693_147
    /// In how many parts the time that is left is summed up.
    private static let afterglowParts = 8
    /// The share of the rest, beyond what the layer adds by itself, from which on all power is given.
    private static let roomToGrow = 0.25
    /// How far the set-point must give way before it is told, in m°C.
    private static let told: Int32 = 50

    private var celsius: Double?
    private var excess: Double?
    private var nearer = DoseKind.deep
    /// What the deep layer may have for long, in °C.
    private var layer = SetPointLimit.highest
    /// The share of the power that the deep layer has room for, 0 to 1.
    private var room = 1.0

    /// A limit that bounds nothing yet.
    init() {}

    /// What one segment has to go by.
    struct Outlook {
        /// What is left of the skin's dose, in nano-minutes.
        var skinRest: Int64
        /// What is left of the deep dose, in nano-minutes.
        var deepRest: Int64
        /// The heating time that is left.
        var heating: Duration
        /// The skin, in °C.
        var skin: Double
        /// The estimate of the deep layer, in °C.
        var deep: Double
        /// The time constant in s with which the layer follows, and cools towards the skin without power.
        var lag: Double
        /// By how many °C power makes the deep layer warmer than the skin now.
        var excess: Double
        /// By how many °C each mW/cm² does, once it has been held.
        var excessPerDensity: Double
        /// Whether the set-point has been held for a minute.
        var isSettled: Bool
    }

    /// One segment passes.
    mutating func pass(_ outlook: Outlook) {
        let minutes = Double((outlook.heating + Limits.doseAfterPower).milliseconds) / 60_000
        let rest = Double(outlook.deepRest) * 1e-9
        let left = rest - SetPointLimit.afterglow(of: outlook, minutes: minutes)
        room = rest > 0 ? min(max(left / (rest * SetPointLimit.roomToGrow), 0), 1) : 0
        let skin = SetPointLimit.temperature(of: Double(outlook.skinRest) * 1e-9 / minutes)
        layer = SetPointLimit.temperature(of: rest / minutes)
        // Skin + share · (skin − resting) = layer, for the skin.
        let share = outlook.excessPerDensity * DeepEstimate.holding
        let usual = (layer + share * DeepEstimate.resting) / (1 + share)
        var deep = usual
        if outlook.isSettled {
            let known = excess ?? layer - usual
            let next = known + (outlook.excess - known) * SetPointLimit.excessShare
            excess = next
            deep = layer - next
        }
        nearer = skin < deep ? .skin : .deep
        let aim = min(skin, deep, SetPointLimit.highest)
        celsius = celsius.map { $0 + (aim - $0) * SetPointLimit.limitShare } ?? aim
    }

    /// What is followed instead of `planned`, and the dose for which it gives way, where that is worth telling.
    func target(for planned: Temperature) -> (target: Temperature, givesWay: DoseKind?) {
        guard let celsius else { return (planned, nil) }
        let limit = Temperature.milliCelsius(Int32(clamping: Int64(celsius * 1000)))
        guard limit < planned else { return (planned, nil) }
        return (limit, (planned - limit).millikelvin >= SetPointLimit.told ? nearer : nil)
    }

    /// The greatest density that does not lead the layer below `skin` out of its swing, at `excessPerDensity`.
    func density(on skin: Temperature, excessPerDensity: Double) -> PowerDensity {
        let excess = layer + SetPointLimit.swing - Double(skin.milliCelsius) / 1000
        return .milliwattsPerSquareCentimetre(Int32(min(max(room * excess / max(excessPerDensity, 1e-4), 0), 1e6)))
    }

    /// The equivalent minutes that the layer adds within `minutes` when no power flows any more, over skin that stays warm.
    private static func afterglow(of outlook: Outlook, minutes: Double) -> Double {
        let part = minutes / Double(afterglowParts)
        var sum = 0.0
        for index in 0..<afterglowParts {
            let seconds = (Double(index) + 0.5) * part * 60
            let cooled = exp2(-seconds / (max(outlook.lag, 1) * halfLife))
            let celsius = outlook.skin + max(outlook.deep - outlook.skin, 0) * cooled
            sum += part * ThermalDose.rate(at: .milliCelsius(Int32(clamping: Int64(celsius * 1000))))
        }
        return sum
    }

    /// The temperature in °C at which `rate` equivalent minutes at 43 °C are counted per minute.
    private static func temperature(of rate: Double) -> Double {
        guard rate > 0 else { return harmless }
        let octaves = log2(rate)
        return max(harmless, 43 + (octaves >= 0 ? octaves : octaves / 2))
    }
}
