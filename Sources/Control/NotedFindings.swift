import Safety

/// Which findings were written down since output began: each cause once as a mild one and once as a severe one.
struct NotedFindings: Equatable, Sendable {
    private var mild: UInt64 = 0
    private var severe: UInt64 = 0

    init() {}

    /// Notes `finding`, and says whether it is new.
    mutating func insert(_ finding: Finding) -> Bool {
        let bit = UInt64(1) << UInt64(finding.cause.rawValue)
        if finding.reaction >= .ceiling {
            defer { severe |= bit }
            return severe & bit == 0
        }
        defer { mild |= bit }
        return mild & bit == 0
    }
}
