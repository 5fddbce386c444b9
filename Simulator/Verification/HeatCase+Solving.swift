extension HeatCase {
    /// Computes the case.
    ///
    /// It is computed at two resolutions, of which the second has half the cells' widths and half the steps. Since the
    /// error falls by four, a third of their difference estimates what is left. With an automatic resolution that goes on
    /// until the estimate is good enough, or until the next computation would be too large; the solution tells which. With a
    /// fixed one the first of the two is told, and its error is four thirds of the difference.
    public func solve() throws(VerificationError) -> HeatSolution {
        try validate()
        let cells = try CaseCells(self)
        switch resolution {
        case .fixed(let count, let step):
            // What was asked for is told; a finer computation only says how far off it is: by 4/3 of the difference.
            let ends = CaseSchedule(self, longest: step).ends
            let told = try CaseRun(self, cells.layers(count: count), ends: ends, parts: 1)
            let finer = try CaseRun(self, cells.layers(count: 2 * count), ends: ends, parts: 2)
            return HeatSolution(
                self, told: told, other: finer, share: 4.0 / 3, tolerance: HeatCase.fixedTolerance)
        case .automatic(let tolerance):
            let ends = CaseSchedule(self).ends
            var coarse = try CaseRun(self, cells.layers(level: 0), ends: ends, parts: 1)
            var level = 1
            while true {
                let fine = try CaseRun(self, cells.layers(level: level), ends: ends, parts: 1 << level)
                let solution = HeatSolution(self, told: fine, other: coarse, share: 1.0 / 3, tolerance: tolerance)
                let nextWork = 4 * fine.cells * max(fine.steps, 1)
                if solution.isWithinTolerance { return solution }
                guard nextWork <= HeatCase.mostWork else {
                    // Nobody asked for the default: what would take too long is judged as a fixed resolution is.
                    guard tolerance == CaseResolution.defaultTolerance else { return solution }
                    return HeatSolution(
                        self, told: fine, other: coarse, share: 1.0 / 3, tolerance: HeatCase.fixedTolerance)
                }
                coarse = fine
                level += 1
            }
        }
    }

    /// The greatest product of cells and steps that is tried: some ten seconds.
    private static let mostWork = 1_000_000_000
    /// What a fixed resolution is judged by: the tolerance that a verification allows.
    private static let fixedTolerance = 5e-3
}
