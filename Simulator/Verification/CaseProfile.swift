import Units

/// Means over cells of what a case gives as a function of depth.
enum CaseProfile {
    /// The value at `depth` of straight lines between points; on a jump the deeper one's.
    static func value(_ points: [CaseDepthValue], at depth: Double) -> Double {
        let next = points.firstIndex { $0.depthMetres > depth } ?? points.count
        guard next > 0 else { return points[0].value }
        guard next < points.count else { return points[points.count - 1].value }
        let (left, right) = (points[next - 1], points[next])
        let share = (depth - left.depthMetres) / (right.depthMetres - left.depthMetres)
        return left.value + (right.value - left.value) * share
    }

    /// The mean of straight lines between points, from `top` to `bottom`.
    static func mean(_ points: [CaseDepthValue], from top: Double, to bottom: Double) -> Double {
        var sum = 0.0
        var start = top
        for point in points where point.depthMetres > top && point.depthMetres < bottom {
            sum += (point.depthMetres - start) * middle(points, from: start, to: point.depthMetres)
            start = point.depthMetres
        }
        sum += (bottom - start) * middle(points, from: start, to: bottom)
        return sum / (bottom - top)
    }

    /// The mean over a stretch within which the line has no corner: its value in the middle.
    private static func middle(_ points: [CaseDepthValue], from top: Double, to bottom: Double) -> Double {
        value(points, at: 0.5 * (top + bottom))
    }

    /// The mean of `shape` from `top` to `bottom`, depths in the layer.
    static func mean(_ shape: CaseShape, from top: Double, to bottom: Double) -> Double {
        switch shape {
        case .uniform: return 1
        case .points(let points): return mean(points, from: top, to: bottom)
        case .exponential(let length):
            let width = (bottom - top) / length
            let middle = eToThe(-0.5 * (top + bottom) / length)
            // sinh(w/2) / (w/2), by its series where the difference of two powers would lose its digits.
            guard width > 0.02 else { return middle * (1 + width * width / 24) }
            return middle * (eToThe(0.5 * width) - eToThe(-0.5 * width)) / width
        }
    }

    /// The mean of sin or cos of `wave` · depth from `top` to `bottom`.
    static func mean(_ kind: CaseWave, wave: Double, from top: Double, to bottom: Double) -> Double {
        let half = 0.5 * wave * (bottom - top)
        let flattening = half.magnitude < 1e-3 ? 1 - half * half / 6 : sin(half) / half
        return flattening * value(kind, wave: wave, at: 0.5 * (top + bottom))
    }

    /// sin or cos of `wave` · `depth`.
    static func value(_ kind: CaseWave, wave: Double, at depth: Double) -> Double {
        switch kind {
        case .sine: sin(wave * depth)
        case .cosine: cos(wave * depth)
        }
    }
}
