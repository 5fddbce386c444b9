/// The checks that data from outside must pass; each complaint names the place.
enum Checked {
    /// What passes for a temperature or a difference of two, in °C or K: wide, because analytic cases are not bodies.
    static let celsius = -1e6...1e6

    static func count(_ value: Int, in range: ClosedRange<Int>, _ place: String) throws(VerificationError) {
        guard range.contains(value) else {
            throw .outOfRange(
                place: place, found: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
        }
    }

    static func number(
        _ value: Double, in range: ClosedRange<Double>, _ place: String
    ) throws(VerificationError) {
        // A NaN is in no range.
        guard range.contains(value) else {
            throw .outOfRange(
                place: place, found: "\(value)", expected: "\(range.lowerBound) to \(range.upperBound)")
        }
    }

    static func course(
        _ course: CaseCourse, in range: ClosedRange<Double>, _ place: String
    ) throws(VerificationError) {
        switch course {
        case .constant(let value): try number(value, in: range, place)
        case .points(let points):
            try count(points.count, in: 1...10_000, "\(place), its points")
            var times: [Double] = []
            for point in points {
                try number(point.value, in: range, place)
                times.append(point.seconds)
            }
            try order(times, "\(place), its times in s")
        case .sinusoid(let mean, let amplitude, let period, let phase):
            try number(mean - amplitude.magnitude, in: range, "\(place), its least value")
            try number(mean + amplitude.magnitude, in: range, "\(place), its greatest value")
            try number(period, in: 1e-6...1e12, "\(place), its period in s")
            try number(phase, in: -1000...1000, "\(place), its phase in radians")
        case .exponential(let initial, let final, let timeConstant):
            try number(initial, in: range, "\(place), its initial value")
            try number(final, in: range, "\(place), its final value")
            try number(timeConstant, in: 1e-6...1e12, "\(place), its time constant in s")
        }
    }

    static func depths(_ points: [CaseDepthValue], _ place: String) throws(VerificationError) {
        try count(points.count, in: 1...10_000, "\(place), the points")
        for point in points { try number(point.value, in: -1e15...1e15, place) }
        try order(points.map(\.depthMetres), "\(place), the depths in m")
    }

    /// Rising, with two alike at most: those are a jump.
    private static func order(_ values: [Double], _ place: String) throws(VerificationError) {
        for (index, value) in values.enumerated() {
            try number(value, in: -1e12...1e12, place)
            if index > 0, value < values[index - 1] || (index > 1 && value == values[index - 2]) {
                throw .contradiction(place: place, problem: "they must rise, with no more than two alike")
            }
        }
    }
}
