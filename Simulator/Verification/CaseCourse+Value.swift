import Units

extension CaseCourse {
    /// The value at a time, in s; at a jump the one before it when `isBefore`, or else the one after.
    func value(at seconds: Double, isBefore: Bool = false) -> Double {
        switch self {
        case .constant(let value): return value
        case .points(let points): return CaseCourse.between(points, at: seconds, isBefore: isBefore)
        case .sinusoid(let mean, let amplitude, let period, let phase):
            let turns = seconds / period
            let turn = turns - Double(Int64(turns))
            return mean + amplitude * sin(2 * Double.pi * turn + phase)
        case .exponential(let initial, let final, let timeConstant):
            return final + (initial - final) * eToThe(-seconds / timeConstant)
        }
    }

    private static func between(_ points: [CaseTimeValue], at seconds: Double, isBefore: Bool) -> Double {
        // The first point that lies beyond the time.
        let next = points.firstIndex { isBefore ? $0.seconds >= seconds : $0.seconds > seconds } ?? points.count
        guard next > 0 else { return points[0].value }
        guard next < points.count else { return points[points.count - 1].value }
        let (left, right) = (points[next - 1], points[next])
        return left.value + (right.value - left.value) * (seconds - left.seconds) / (right.seconds - left.seconds)
    }

    /// The value that it settles on, or nil when it never does.
    var final: Double? {
        switch self {
        case .constant(let value): value
        case .points(let points): points.last?.value
        case .sinusoid(let mean, let amplitude, _, _): amplitude == 0 ? mean : nil
        case .exponential(_, let final, _): final
        }
    }

    /// Whether the value is the same at all times.
    var isConstant: Bool {
        switch self {
        case .constant: true
        case .points(let points): points.allSatisfy { $0.value == points[0].value }
        case .sinusoid(_, let amplitude, _, _): amplitude == 0
        case .exponential(let initial, let final, _): initial == final
        }
    }

    /// The times at which the value jumps or bends, and which of them.
    var breaks: [(seconds: Double, isJump: Bool)] {
        guard case .points(let points) = self else { return [] }
        return points.enumerated().map { place, point in
            (point.seconds, place > 0 && points[place - 1].seconds == point.seconds)
        }
    }

    /// The longest step, in s, that follows the value's own changes well.
    var longestStep: Double {
        switch self {
        case .constant, .points: .infinity
        case .sinusoid(_, let amplitude, let period, _): amplitude == 0 ? .infinity : period / 160
        case .exponential(_, _, let timeConstant): timeConstant / 40
        }
    }
}

extension CaseBoundary {
    /// Its courses.
    var courses: [CaseCourse] {
        switch self {
        case .temperature(let course), .flux(let course): [course]
        case .convection(let coefficient, let ambient, let flux): [coefficient, ambient, flux]
        case .insulated: []
        }
    }
}

extension HeatCase {
    /// Everything in it that changes with time.
    var courses: [CaseCourse] { top.courses + bottom.courses + layers.map(\.source.course) }
}

/// e to the power of `x`.
func eToThe(_ x: Double) -> Double { exp2(x * 1.442_695_040_888_963_407_359_924_681) }
