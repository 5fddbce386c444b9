/// The solver against every analytic case: what it was to give, what it gave, and how fast it gets better.
public struct VerificationReport: Sendable {
    /// One temperature of one case.
    public struct Row: Sendable {
        /// The case's name.
        public let name: String
        /// When, in s; infinity is the steady state.
        public let seconds: Double
        /// Where, in m from the top.
        public let depthMetres: Double
        /// The closed form's temperature, in °C.
        public let expected: Double
        /// The solver's temperature, in °C.
        public let computed: Double
        /// The error as a share of the rise, or of the amplitude of what swings.
        public let error: Double
        /// The solver's own estimate of the error, in K.
        public let estimated: Double
    }

    /// One analytic case and its solution.
    public struct Entry: Sendable {
        /// The case.
        public let analytic: AnalyticCase
        /// The solver's answer.
        public let solution: HeatSolution

        /// Its temperatures one by one.
        public var rows: [Row] {
            solution.timesSeconds.indices.flatMap { time in
                solution.depthsMetres.indices.map { depth in
                    let (expected, computed) = (analytic.expected[time][depth], solution.celsius[time][depth])
                    return Row(
                        name: solution.name, seconds: solution.timesSeconds[time],
                        depthMetres: solution.depthsMetres[depth], expected: expected, computed: computed,
                        error: (computed - expected).magnitude / analytic.scale[time][depth],
                        estimated: solution.estimatedError[time][depth])
                }
            }
        }
    }

    /// The cases.
    public let entries: [Entry]
    /// The orders of convergence.
    public let convergence: [Convergence]

    /// Computes everything, with this tolerance for the estimated errors; about a second with the default.
    public init(tolerance: Double = CaseResolution.defaultTolerance) throws(VerificationError) {
        var entries: [Entry] = []
        for analytic in AnalyticCase.all {
            var heatCase = analytic.heatCase
            heatCase.resolution = .automatic(tolerance: tolerance)
            entries.append(Entry(analytic: analytic, solution: try heatCase.solve()))
        }
        self.entries = entries
        convergence = try Convergence.all()
    }

    /// The temperatures of all cases.
    public var rows: [Row] { entries.flatMap(\.rows) }

    /// The greatest error, as a share of the rise.
    public var worstError: Double { rows.reduce(0) { max($0, $1.error) } }

    /// The greatest gap in a balance of heat, as a share of its largest account.
    public var worstImbalance: Double { entries.reduce(0) { max($0, $1.solution.energyImbalance) } }

    /// The lowest order of convergence that was seen.
    public var lowestOrder: Double { convergence.map(\.observed).min() ?? 0 }

    /// Whether everything is as it should be.
    ///
    /// Each error is at most 0.5 % of the rise, each balance closes to 0.1 %, and each order is seen.
    public var holds: Bool {
        !rows.isEmpty && rows.allSatisfy { $0.error <= VerificationReport.greatestError }
            && worstImbalance <= VerificationReport.greatestImbalance
            && !convergence.isEmpty && convergence.allSatisfy(\.holds)
    }

    /// 0.5 % of the rise.
    public static let greatestError = 5e-3
    /// 0.1 % of the largest account.
    public static let greatestImbalance = 1e-3
}
