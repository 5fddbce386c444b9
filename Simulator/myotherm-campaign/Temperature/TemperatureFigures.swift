import Treatment
import Units

/// What one controller came to with everybody.
struct TemperatureFigures {
    let controller: Controller
    let trials: [TemperatureTrial]
    /// How wide the shadow run's bands are on this device.
    var spread = ForecastSpread.bipolar

    private var zones: [ZoneCourse] { trials.flatMap(\.zones) }

    /// How many zones there were.
    var zoneCount: Int { zones.count }
    /// The share of zones that reached 40 °C within `seconds` of their first RF.
    func warmShare(within seconds: Int) -> Double { share { ($0.warmAfter ?? .max) <= seconds } }
    /// The longest that a zone took, in s; nil when one never reached it.
    var slowest: Int? { zones.contains { $0.warmAfter == nil } ? nil : zones.compactMap(\.warmAfter).max() }
    /// How long half, 99 % and all zones took at most, in s.
    var warmTimes: [Int] { TemperatureFigures.quantiles(zones.map { $0.warmAfter ?? 9999 }) }
    /// Overshoot of half, 99 % and all zones, in m°C.
    var overshoots: [Int] { TemperatureFigures.quantiles(zones.map { Int($0.overshoot) }) }
    /// The greatest overshoot, in m°C.
    var worstOvershoot: Int { overshoots.last ?? 0 }
    /// The share of all hold time within the band.
    var heldShare: Double {
        let held = zones.reduce(0) { $0 + $1.heldSeconds }
        return Double(held) / Double(max(zones.reduce(0) { $0 + $1.holdSeconds }, 1))
    }
    /// The least share of a zone's own hold time within the band.
    var worstHeldShare: Double { zones.map { Double($0.heldSeconds) / Double(max($0.holdSeconds, 1)) }.min() ?? 0 }
    /// The share of zones that are within the band for 99 % of their hold time.
    var holdingZones: Double { share { $0.heldSeconds * 100 >= $0.holdSeconds * 99 } }
    /// The mean deviation of a zone in its hold (root of the mean square), in m°C.
    var deviation: Double { zones.map(\.deviation).reduce(0, +) / Double(max(zones.count, 1)) }
    /// When half, 99 % and all zones were in the band for good, in s from their first RF.
    var settling: [Int] { TemperatureFigures.quantiles(zones.map(\.settledAfter)) }
    /// The same with ± 0.1 °C: within ± 0.2 °C a controller that overshoots by less has nothing to settle.
    var closeSettling: [Int] { TemperatureFigures.quantiles(zones.map(\.settledCloselyAfter)) }
    /// The close one on average.
    var meanCloseSettling: Double {
        Double(zones.reduce(0) { $0 + $1.settledCloselyAfter }) / Double(max(zones.count, 1))
    }
    /// The greatest that any sensor had, in m°C.
    var hottestSensor: Int32 { trials.map(\.hottestSensor).max() ?? 0 }
    /// The greatest dose of any skin, in CEM43.
    var skinDose: Double { trials.map(\.skinDose).max() ?? 0 }
    /// The greatest dose of any tissue, in CEM43.
    var deepDose: Double { trials.map(\.deepDose).max() ?? 0 }
    /// How many treatments did not run to their end.
    var incomplete: [TemperatureTrial] { trials.filter { !$0.isComplete } }
    /// How many were not given every pulse.
    var withoutPulses: Int { trials.count { !$0.hasAllPulses } }
    /// The share of people of whom every zone kept the planned set-point.
    var keepingShare: Double {
        Double(trials.count { $0.zones.allSatisfy(\.keepsPlan) }) / Double(max(trials.count, 1))
    }
    /// The mean set-point of the hold: the least of all zones, of 1 %, of half of them and the greatest, in m°C.
    var setPoints: [Int] {
        let sorted = zones.map { Int($0.meanTarget) }.sorted()
        guard let least = sorted.first, let most = sorted.last else { return [] }
        return [least, sorted[sorted.count / 100], sorted[sorted.count / 2], most]
    }
    /// How long a zone was at 40 °C and more on average, in s.
    var warmSeconds: Double { Double(zones.reduce(0) { $0 + $1.warmSeconds }) / Double(max(zones.count, 1)) }

    private func share(where holds: (ZoneCourse) -> Bool) -> Double {
        Double(zones.count(where: holds)) / Double(max(zones.count, 1))
    }

    /// The values that half, 99 % and all are not above.
    private static func quantiles(_ values: [Int]) -> [Int] {
        let sorted = values.sorted()
        guard let most = sorted.last else { return [] }
        return [sorted[sorted.count / 2], sorted[min(sorted.count * 99 / 100, sorted.count - 1)], most]
    }
}

/// What must be shown, and what falls short of it.
extension TemperatureFigures {
    /// What the controller is to keep on every profile, and does not, in words.
    var brokenLimits: [String] {
        var short: [String] = []
        if hottestSensor >= 43_000 { short.append("a sensor had \(hottestSensor) m°C (below 43000)") }
        if skinDose > 9 { short.append("skin received \(skinDose.rounded(toPlaces: 2)) CEM43 (at most 9)") }
        if deepDose > 16 { short.append("a layer received \(deepDose.rounded(toPlaces: 2)) CEM43 (at most 16)") }
        for trial in incomplete.prefix(5) { short.append("seed \(trial.seed) ended by \(trial.cause ?? "nothing")") }
        if withoutPulses > 0 { short.append("\(withoutPulses) people without all pulses") }
        return short
    }

    /// What the controller is to reach on the reference profile, and does not, in words.
    ///
    /// - Parameter best: how long a zone was at 40 °C with the clairvoyant, in s; nil where nobody asked it.
    func shortfalls(best: Double?) -> [String] {
        var short = brokenLimits
        if warmShare(within: 120) < 0.99 {
            short.append("40 °C within 120 s in \((warmShare(within: 120) * 100).rounded(toPlaces: 2)) % (99)")
        }
        if slowest ?? .max > 150 { short.append("40 °C after \(slowest.map { "\($0) s" } ?? "never") (150 s)") }
        if worstOvershoot > 300 { short.append("overshoot \(worstOvershoot) m°C (300)") }
        if heldShare < 0.99 { short.append("held for \((heldShare * 100).rounded(toPlaces: 2)) % (99)") }
        if keepingShare < 0.95 { short.append("\((keepingShare * 100).rounded(toPlaces: 1)) % keep the plan (95)") }
        if let best, warmSeconds < 0.95 * best {
            short.append("\((warmSeconds / best * 100).rounded(toPlaces: 1)) % of the clairvoyant's time at 40 °C (95)")
        }
        return short
    }

    /// In what the controller is worse than `other` by more than the noise, in words.
    func worse(than other: TemperatureFigures) -> [String] {
        var worse: [String] = []
        // A person more or less, a second, and what a sensor's noise is after a second: 15 m°C / √20.
        let noise = 1.5 / Double(max(trials.count, 1))
        func compare(_ what: String, _ own: Double, _ theirs: Double, within: Double) {
            if own > theirs + within { worse.append("\(what) worse than \(other.controller.rawValue)'s") }
        }
        compare("warm-up", -warmShare(within: 120), -other.warmShare(within: 120), within: noise)
        compare("overshoot", Double(worstOvershoot), Double(other.worstOvershoot), within: 4)
        compare("hold", -heldShare, -other.heldShare, within: 0.0005)
        compare("deviation", deviation, other.deviation, within: 1)
        compare("settling", Double(settling.first ?? 0), Double(other.settling.first ?? 0), within: 1)
        compare("time at 40 °C", -warmSeconds, -other.warmSeconds, within: other.warmSeconds * 0.01)
        return worse
    }
}
