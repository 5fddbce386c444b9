extension HeatColumn {
    /// Lets `seconds` pass while boundaries, blood and sources stay as they are.
    ///
    /// - Parameter seconds: above 0. Steps of one length are cheap: the matrix is factored once and kept.
    public mutating func advance(by seconds: Double) {
        advance(by: seconds) { _, _ in }
    }

    /// Lets `seconds` pass while boundaries, blood and sources change.
    ///
    /// The scheme has two stages (Alexander 1977, γ = 1 − 1/√2): of second order, and L-stable, so that a jump at the
    /// surface dies out within a few steps however long they are. `drive` is called before each stage with the share of the
    /// step at which the stage lies, γ and 1, and sets what holds then; that keeps the order for data that change.
    ///
    /// - Parameters:
    ///   - seconds: above 0.
    ///   - drive: sets boundaries, perfusion and sources of the column for a share of the step.
    public mutating func advance(by seconds: Double, drive: (_ share: Double, _ column: inout HeatColumn) -> Void) {
        let span = HeatColumn.gamma * seconds
        drive(HeatColumn.gamma, &self)
        prepare(span: span)
        solveFirstStage()
        if ledger != nil { add(seconds * (1 - HeatColumn.gamma), rates(of: stage)) }
        drive(1, &self)
        prepare(span: span)
        solveSecondStage()
        if ledger != nil { add(span, rates(of: celsius)) }
    }

    /// T₁ = T + γ h f(T₁).
    private mutating func solveFirstStage() {
        for cell in celsius.indices { stage[cell] = weights[cell] * celsius[cell] + loads[cell] }
        stage[0] += topEnd.load
        stage[stage.count - 1] += bottomEnd.load
        factors.solve(&stage)
    }

    /// T₂ = T + (1 − γ) h f(T₁) + γ h f(T₂), with h f(T₁) taken from the first stage as (T₁ − T) / γ.
    private mutating func solveSecondStage() {
        for cell in celsius.indices {
            let start = celsius[cell] + HeatColumn.carry * (stage[cell] - celsius[cell])
            celsius[cell] = weights[cell] * start + loads[cell]
        }
        celsius[0] += topEnd.load
        celsius[celsius.count - 1] += bottomEnd.load
        factors.solve(&celsius)
    }

    /// Factors the matrix for stages of `span` seconds, unless that is what it was factored for.
    mutating func prepare(span: Double) {
        let key = FactorKey(
            span: span, topConductance: topEnd.conductance, bottomConductance: bottomEnd.conductance)
        guard factored != key else { return }
        let last = celsius.count - 1
        for cell in 0...last { weights[cell] = capacities[cell] / span }
        for cell in 0...last {
            let above = cell > 0 ? couplings[cell - 1] : topEnd.conductance
            let below = cell < last ? couplings[cell] : bottomEnd.conductance
            diagonal[cell] = weights[cell] + exchanges[cell] + above + below
        }
        factors.factor(diagonal: diagonal, couplings: couplings)
        factored = key
    }

    /// The share of a step at which the first stage lies, 1 − 1/√2.
    private static let gamma = 0.292_893_218_813_452_475_599_155_637_895
    /// (1 − γ) / γ, which is 1 + √2.
    private static let carry = 2.414_213_562_373_095_048_801_688_724_210
}
