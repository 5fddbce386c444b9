/// A symmetric tridiagonal system, factored once so that solving is cheap.
///
/// The elimination runs from both ends and meets in the middle. Each step waits for the one before it, and two chains
/// that do not know of each other take a processor half the time of one.
struct TwistedFactors: Sendable {
    /// For each row, one over its pivot.
    private var inverses: [Double]
    /// For each row, the coupling to its neighbour on the middle's side, over its pivot.
    private var leans: [Double]

    /// Room for `count` rows, 3 or more.
    init(count: Int) {
        precondition(count >= 3, "a column has at least three cells")
        inverses = Array(repeating: 0, count: count)
        leans = Array(repeating: 0, count: count)
    }

    private var middle: Int { inverses.count / 2 }

    /// Factors the matrix with `diagonal` on its diagonal and −`couplings[i]` between rows i and i + 1.
    mutating func factor(diagonal: [Double], couplings: [Double]) {
        let (middle, last) = (middle, inverses.count - 1)
        var lean = 0.0
        for row in 0..<middle {
            let pivot = diagonal[row] - (row > 0 ? couplings[row - 1] * lean : 0)
            inverses[row] = 1 / pivot
            lean = couplings[row] * inverses[row]
            leans[row] = lean
        }
        lean = 0
        for row in stride(from: last, to: middle, by: -1) {
            let pivot = diagonal[row] - (row < last ? couplings[row] * lean : 0)
            inverses[row] = 1 / pivot
            lean = couplings[row - 1] * inverses[row]
            leans[row] = lean
        }
        inverses[middle] =
            1 / (diagonal[middle] - couplings[middle - 1] * leans[middle - 1] - couplings[middle] * leans[middle + 1])
    }

    /// Replaces the right-hand side by the solution.
    func solve(_ right: inout [Double]) {
        var values = right.mutableSpan
        let (inverses, leans) = (inverses.span, leans.span)
        let count = values.count
        precondition(inverses.count == count && leans.count == count, "the system has as many rows as the column")
        let (middle, last) = (count / 2, count - 1)
        // At least one; with an even number of rows there is one more above the middle.
        let pairs = last - middle
        var above = values[0]
        var below = values[last]
        for step in 1..<pairs {
            above = values[step] + leans[step - 1] * above
            values[step] = above
            below = values[last - step] + leans[last - step + 1] * below
            values[last - step] = below
        }
        if middle > pairs {
            above = values[middle - 1] + leans[middle - 2] * above
            values[middle - 1] = above
        }
        let centre = (values[middle] + leans[middle - 1] * above + leans[middle + 1] * below) * inverses[middle]
        values[middle] = centre
        (above, below) = (centre, centre)
        for step in 1...pairs {
            above = values[middle - step] * inverses[middle - step] + leans[middle - step] * above
            values[middle - step] = above
            below = values[middle + step] * inverses[middle + step] + leans[middle + step] * below
            values[middle + step] = below
        }
        if middle > pairs { values[0] = values[0] * inverses[0] + leans[0] * above }
    }
}
