import Tissue
import Units

/// How fast the error falls when a grid or a step is made finer.
public struct Convergence: Equatable, Sendable {
    /// What was refined, and on which case.
    public let name: String
    /// The order that the scheme claims.
    public let claimed: Double
    /// The greatest error of each computation, in K, each twice as fine as the one before.
    public let errors: [Double]

    /// The order between each computation and the next: 2 when halving quarters the error.
    public var orders: [Double] { zip(errors, errors.dropFirst()).map { log2($0 / $1) } }

    /// The order that was seen at the finest.
    public var observed: Double { orders.last ?? 0 }

    /// Whether 95 % of the claimed order is seen: 1.9 for 2.
    public var holds: Bool { observed >= 0.95 * claimed }

    /// All that are looked at.
    public static func all() throws(VerificationError) -> [Convergence] {
        [
            try inSpace("space, two layers with blood on a graded grid, settled", .perfusedLayers),
            try inSpace("space, decaying mode on a graded grid", .decayingMode),
            try inSpace("space, surface and depth under an absorbed beam on a graded grid", .absorbedBeam),
            try inTime(),
        ]
    }

    /// Against the closed form, with steps so short that only the grid's error is left.
    private static func inSpace(_ name: String, _ analytic: AnalyticCase) throws(VerificationError) -> Convergence {
        let heatCase = analytic.heatCase
        let cells = try CaseCells(heatCase)
        let ends = CaseSchedule(heatCase).ends
        var errors: [Double] = []
        for level in 0..<3 {
            let run = try CaseRun(heatCase, cells.layers(level: level), ends: ends, parts: 8)
            errors.append(greatestDifference(run.celsius, analytic.expected))
        }
        return Convergence(name: name, claimed: 2, errors: errors)
    }

    /// On one grid, against steps so short that nothing is left; everything that may change does.
    private static func inTime() throws(VerificationError) -> Convergence {
        var skin = CaseLayer(.skin, metres: 2e-3)
        skin.perfusion = .wattsPerCubicMetreAndKelvin(TissueProperties.skin.perfusion)
        skin.source.course = .sinusoid(mean: 2e5, amplitude: 2e5, periodSeconds: 30, phaseRadians: -0.5 * Double.pi)
        let swing = CaseCourse.sinusoid(mean: 39, amplitude: -2, periodSeconds: 40, phaseRadians: 0.5 * Double.pi)
        let ambient = CaseCourse.sinusoid(mean: 30, amplitude: -6, periodSeconds: 25, phaseRadians: 0.5 * Double.pi)
        let heatCase = HeatCase(
            layers: [skin, CaseLayer(.fat, metres: 3e-3)],
            top: .convection(coefficient: .constant(40), ambient: ambient), bottom: .temperature(swing),
            initial: .steady(withSources: true), timesSeconds: [10, 20, 50], depthsMetres: [0, 1e-3, 4e-3])
        let layers = try CaseCells(heatCase).layers(level: 0)
        func run(_ steps: Double) throws(VerificationError) -> [[Double]] {
            try CaseRun(heatCase, layers, ends: CaseSchedule(heatCase, longest: 1 / steps).ends, parts: 1).celsius
        }
        let truth = try run(64)
        var errors: [Double] = []
        for steps in [1, 2, 4, 8] as [Double] { errors.append(greatestDifference(try run(steps), truth)) }
        return Convergence(name: "time, all data changing in two layers", claimed: 2, errors: errors)
    }

    private static func greatestDifference(_ left: [[Double]], _ right: [[Double]]) -> Double {
        zip(left.joined(), right.joined()).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    }
}
