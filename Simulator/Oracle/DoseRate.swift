/// Minutes at 43 °C for each minute at a temperature (CEM43, Sapareto and Dewey 1984).
enum DoseRate {
    /// R^(43 − T), with R = 0.5 from 43 °C on, 0.25 below it, and nothing below 39 °C.
    ///
    /// Written without the house's `exp2`, because a judge must not share a mistake: R^x is taken apart into whole powers
    /// of R and e^y for the rest, whose series converges fast.
    static func at(celsius: Double) -> Double {
        let above = celsius - 43
        guard above >= -4 else { return 0 }
        let base = above >= 0 ? 2.0 : 4.0
        let logarithm = above >= 0 ? 0.693_147_180_559_945_3 : 1.386_294_361_119_890_6
        var left = Int(min(above, 60))
        let rest = (above - Double(left)) * logarithm
        var term = 1.0
        var sum = 1.0
        for power in 1...16 {
            term *= rest * DoseRate.inverse[power]
            sum += term
        }
        while left > 0 { (sum, left) = (sum * base, left - 1) }
        while left < 0 { (sum, left) = (sum / base, left + 1) }
        return sum
    }

    /// 1 / n; a division in the series would be its slowest part.
    private static let inverse: InlineArray<17, Double> = InlineArray { $0 == 0 ? 0 : 1 / Double($0) }
}
