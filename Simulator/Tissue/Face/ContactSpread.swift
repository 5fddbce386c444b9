/// How the power of one pad spreads over the columns of the skin that it touches.
///
/// The lifting part comes off first: down to half of the contact only it does, below that the rest goes too. Power is what
/// the generator holds, so that less contact is more of it on each cm² that is left; at the rim current crowds.
struct ContactSpread: Sendable {
    /// The power density in each column for each W/cm² over the whole pad, in the order of `TissueColumn`.
    let densities: InlineArray<3, Double>
    /// How much of each column the pad covers, 0 to 1.
    let covers: InlineArray<3, Double>

    /// The spread under a pad of which `contact` (0 to 1) touches, and whose rim has `edgeShare` of the mean density.
    init(contact: Double, edgeShare: Double) {
        let lifting = max((contact - 0.5) / 0.5, 0)
        let rest = min(contact / 0.5, 1)
        let inner = (1 - TissueColumn.edge.areaShare * edgeShare) / (1 - TissueColumn.edge.areaShare)
        let covers: InlineArray<3, Double> = [rest, rest, lifting]
        let factors: InlineArray<3, Double> = [inner, edgeShare, inner]
        var sum = 0.0
        for (index, column) in TissueColumn.allCases.enumerated() {
            sum += column.areaShare * covers[index] * factors[index]
        }
        self.covers = covers
        guard sum > 0 else {
            densities = [0, 0, 0]
            return
        }
        // Centre and edge stand for their part that still touches; the lifting column for both of its parts together.
        densities = [inner / sum, edgeShare / sum, inner / sum * lifting]
    }
}
