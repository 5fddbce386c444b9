/// When the steps of a case end.
///
/// After every jump steps begin small and grow with the time since: what a jump does to a surface is over within the first
/// of them, and what is left changes ever more slowly. Steps end on every time asked for and on every corner of the data.
struct CaseSchedule {
    /// The ends of the coarsest steps, in s, rising; the first begins at 0.
    private(set) var ends: [Double] = []

    /// The steps of `heatCase`, for an automatic resolution.
    init(_ heatCase: HeatCase) {
        let stops = CaseSchedule.stops(heatCase)
        let longest = heatCase.courses.map(\.longestStep).min() ?? .infinity
        var now = 0.0
        var restart = 0.0
        var smallest = (stops.first?.seconds ?? 0) * 1e-5
        for (place, stop) in stops.enumerated() {
            while now < stop.seconds {
                let step = min(max(smallest, CaseSchedule.growth * (now - restart)), longest)
                let left = stop.seconds - now
                // The last steps before a stop share what is left, so that none is tiny.
                now = left <= step ? stop.seconds : now + (left < 2 * step ? 0.5 * left : step)
                ends.append(now)
            }
            if let kind = stop.kind, place + 1 < stops.count {
                restart = now
                smallest = (stops[place + 1].seconds - now) * (kind == .jump ? 1e-5 : 1e-3)
            }
        }
    }

    /// Steps of at most `longest` s between the times asked for and the corners.
    init(_ heatCase: HeatCase, longest: Double) {
        var now = 0.0
        for stop in CaseSchedule.stops(heatCase) {
            let count = max(((stop.seconds - now) / longest - 1e-9).rounded(.up), 1)
            let start = now
            for step in 1..<max(Int(count), 1) {
                ends.append(start + (stop.seconds - start) * Double(step) / count)
            }
            now = stop.seconds
            ends.append(now)
        }
    }

    /// How long a step may be, as a share of the time since the last jump.
    private static let growth = 0.05

    private enum Kind { case corner, jump }

    /// Every time after 0 at which a step must end, up to the last finite time asked for.
    private static func stops(_ heatCase: HeatCase) -> [(seconds: Double, kind: Kind?)] {
        let asked = heatCase.timesSeconds.filter { $0 > 0 && $0 < .infinity }
        let last = asked.last ?? 0
        var kinds: [Double: Kind?] = [:]
        for time in asked { kinds[time] = .some(nil) }
        for corner in heatCase.courses.flatMap(\.breaks) where corner.seconds > 0 && corner.seconds <= last {
            let known = kinds[corner.seconds] ?? nil
            kinds[corner.seconds] = known == .jump || corner.isJump ? .jump : .corner
        }
        return kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
