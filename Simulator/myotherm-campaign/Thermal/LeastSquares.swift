/// A linear fit in the sense of least squares, gathered row by row: values ≈ Σ coefficient · feature.
struct LeastSquares {
    private let count: Int
    private var matrix: [Double]
    private var right: [Double]
    private var squares = 0.0
    private(set) var rows = 0

    /// A fit of `count` coefficients.
    init(_ count: Int) {
        self.count = count
        matrix = Array(repeating: 0, count: count * count)
        right = Array(repeating: 0, count: count)
    }

    /// Adds one observation of `value`.
    mutating func add(_ features: [Double], _ value: Double) {
        precondition(features.count == count, "every row has as many features as there are coefficients")
        for row in 0..<count {
            for column in 0..<count { matrix[row * count + column] += features[row] * features[column] }
            right[row] += features[row] * value
        }
        squares += value * value
        rows += 1
    }

    /// Adds what another fit of the same kind has gathered.
    mutating func add(_ other: LeastSquares) {
        for index in matrix.indices { matrix[index] += other.matrix[index] }
        for index in right.indices { right[index] += other.right[index] }
        squares += other.squares
        rows += other.rows
    }

    /// The coefficients, by Gaussian elimination with the greatest pivot first; zeros where the rows do not determine them.
    var coefficients: [Double] {
        var (left, values) = (matrix, right)
        for step in 0..<count {
            let best =
                (step..<count).max { left[$0 * count + step].magnitude < left[$1 * count + step].magnitude } ?? step
            guard left[best * count + step].magnitude > 1e-12 else { return right.map { _ in 0 } }
            if best != step {
                for column in 0..<count { left.swapAt(best * count + column, step * count + column) }
                values.swapAt(best, step)
            }
            for row in (step + 1)..<max(count, step + 1) {
                let share = left[row * count + step] / left[step * count + step]
                for column in step..<count { left[row * count + column] -= share * left[step * count + column] }
                values[row] -= share * values[step]
            }
        }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for column in (row + 1)..<max(count, row + 1) { values[row] -= left[row * count + column] * values[column] }
            values[row] /= left[row * count + row]
        }
        return values
    }

    /// What the fit leaves: the root of the mean square.
    var residual: Double {
        var explained = 0.0
        for (coefficient, value) in zip(coefficients, right) { explained += coefficient * value }
        return rows > 0 ? (max(squares - explained, 0) / Double(rows)).squareRoot() : 0
    }
}
