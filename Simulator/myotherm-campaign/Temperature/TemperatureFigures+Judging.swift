/// Whether what must be shown is shown.
extension TemperatureFigures {
    /// What falls short of it, in words; empty when nothing does.
    ///
    /// - Parameters:
    ///   - figures: Of the same people, one for each controller; without ours nothing is judged.
    ///   - isReference: Whether the device is the one for which more than the limits is promised.
    static func judge(_ figures: [TemperatureFigures], onReference isReference: Bool) -> [String] {
        guard let ours = figures.first(where: { $0.controller == .ours }) else { return [] }
        guard isReference else { return ours.brokenLimits + ours.unexpected }
        let best = figures.first { $0.controller == .clairvoyant }?.warmSeconds
        var short = ours.shortfalls(best: best) + ours.unexpected
        for other in figures where other.controller == .pi || other.controller == .onOff {
            short += ours.worse(than: other) + ours.notBetter(than: other)
        }
        return short
    }

    /// Where the controller has to be better than `other` and is not, in words.
    private func notBetter(than other: TemperatureFigures) -> [String] {
        var short: [String] = []
        let name = other.controller.rawValue
        if worstOvershoot >= other.worstOvershoot { short.append("overshoot not better than \(name)'s") }
        if deviation >= other.deviation { short.append("hold not better than \(name)'s") }
        if meanCloseSettling >= other.meanCloseSettling { short.append("settling not better than \(name)'s") }
        return short
    }
}
