import Foundation
import Testing
import Verification

struct HeatCaseTests {
    /// Two layers of made-up stuff between two temperatures.
    private func sample() -> HeatCase {
        let upper = CaseLayer(thicknessMetres: 2e-3, conductivity: 0.4, density: 1000, heatCapacity: 3500)
        let lower = CaseLayer(thicknessMetres: 4e-3, conductivity: 0.2, density: 900, heatCapacity: 2300)
        var result = HeatCase(
            layers: [upper, lower], top: .temperature(.constant(40)), bottom: .temperature(.constant(30)),
            initial: .uniform(30), timesSeconds: [0, 5, 50], depthsMetres: [0, 1e-3, 2e-3, 6e-3])
        result.resolution = .automatic(tolerance: 1e-3)
        return result
    }

    @Test func `the sample itself is accepted and solved`() throws {
        let solution = try sample().solve()
        #expect(solution.isWithinTolerance)
        #expect(solution.celsius.count == 3 && solution.celsius.allSatisfy { $0.count == 4 })
        #expect(solution.celsius[0] == [30, 30, 30, 30])
        #expect(solution.celsius[1][0] == 40 && solution.celsius[1][3] == 30)
        #expect(solution.celsius[1][1] > solution.celsius[1][2])
    }

    @Test func `the perfusion's three units say the same`() throws {
        var answers: [[[Double]]] = []
        for perfusion in [
            .millilitresPerMinuteAndKilogram(100), .perSecond(100 * 1000 / 60e6),
            .wattsPerCubicMetreAndKelvin(100 * 1000 / 60e6 * 1050 * 3617),
        ] as [CasePerfusion] {
            var heatCase = sample()
            heatCase.layers[0].perfusion = perfusion
            answers.append(try heatCase.solve().celsius)
        }
        for (first, others) in zip(answers[0].joined(), zip(answers[1].joined(), answers[2].joined())) {
            #expect((first - others.0).magnitude < 1e-9 && (first - others.1).magnitude < 1e-9)
        }
    }

    @Test func `a steady start stays where nothing changes, and the sources of time 0 count when asked for`() throws {
        var heatCase = sample()
        heatCase.layers[0].source = CaseSource(course: .constant(1e5))
        heatCase.layers[0].metabolicHeat = 2e3
        heatCase.initial = .steady(withSources: true)
        let steady = try heatCase.solve()
        for row in steady.celsius {
            for (now, start) in zip(row, steady.initialCelsius) { #expect((now - start).magnitude < 1e-6) }
        }
        heatCase.initial = .steady(withSources: false)
        let warming = try heatCase.solve()
        #expect(warming.initialCelsius[1] < steady.initialCelsius[1] - 0.1)
        #expect(warming.celsius[2][1] > warming.initialCelsius[1] + 0.1)
    }

    @Test func `a fixed resolution is kept to and judged`() throws {
        var heatCase = sample()
        heatCase.resolution = .fixed(cells: 61, stepSeconds: 0.5)
        let solution = try heatCase.solve()
        #expect(solution.cells == 61 && solution.steps == 100)
        for cells in [3, 4] {
            heatCase.resolution = .fixed(cells: cells, stepSeconds: 50)
            let crude = try heatCase.solve()
            #expect(crude.cells == cells && !crude.isWithinTolerance)
        }
    }

    @Test func `a balance whose accounts cancel, or are empty, closes all the same`() throws {
        // A cosine mode between insulated ends: what blood takes here it brings there.
        var mode = sample()
        mode.layers = [CaseLayer(thicknessMetres: 5e-3, conductivity: 0.4, density: 1000, heatCapacity: 3500)]
        mode.layers[0].perfusion = .wattsPerCubicMetreAndKelvin(7467)
        (mode.top, mode.bottom) = (.insulated, .insulated)
        mode.initial = .mode(wave: .cosine, mean: 37, amplitude: 1, count: 2)
        mode.depthsMetres = [0, 1e-3, 5e-3]
        let solution = try mode.solve()
        #expect(solution.isWithinTolerance && solution.energyImbalance < 1e-6)
        let rate = (0.4 * (2 * Double.pi / 5e-3) * (2 * Double.pi / 5e-3) + 7467) / 3.5e6
        #expect((solution.celsius[1][0] - 37 - exp(-5 * rate)).magnitude < 1e-3)
        var rest = mode
        rest.initial = .uniform(37)
        let still = try rest.solve()
        #expect(still.isWithinTolerance && still.energyImbalance < 1e-6)
    }

    @Test func `contact resistance makes two temperatures of one place`() throws {
        var heatCase = sample()
        heatCase.layers[0].contactResistance = 5e-3
        heatCase.timesSeconds = [.infinity]
        heatCase.depthsMetres = [1.999_999e-3, 2e-3]
        let solution = try heatCase.solve()
        let flux = 10 / (2e-3 / 0.4 + 5e-3 + 4e-3 / 0.2)
        #expect((solution.celsius[0][0] - solution.celsius[0][1] - flux * 5e-3).magnitude < 1e-3)
        #expect((solution.topFlux[0] - flux).magnitude < 1e-6)
    }

    @Test func `the JSON can be read, with the steady state by name`() throws {
        var heatCase = sample()
        heatCase.name = "a \"quoted\" name\\"
        heatCase.timesSeconds = [1, .infinity]
        let solution = try heatCase.solve()
        let parsed = try #require(
            try JSONSerialization.jsonObject(with: Data(solution.json.utf8)) as? [String: Any])
        #expect(parsed["name"] as? String == heatCase.name)
        #expect((parsed["timesSeconds"] as? [Any])?.last as? String == "steady")
        let celsius = try #require(parsed["celsius"] as? [[Double]])
        for (read, told) in zip(celsius.joined(), solution.celsius.joined()) { #expect((read - told).magnitude < 1e-9) }
        #expect(celsius.map(\.count) == solution.celsius.map(\.count))
        #expect(parsed["isWithinTolerance"] as? Bool == true)
        #expect(solution.text.hasSuffix("within tolerance"))
    }

    @Test func `what cannot be computed is refused, and the complaint names the place`() throws {
        try refuse("number of layers") { $0.layers = [] }
        try refuse("number of times") { $0.timesSeconds = [] }
        try refuse("a time in s") { $0.timesSeconds = [5, 5] }
        try refuse("a time in s") { $0.timesSeconds = [-1] }
        try refuse("a time in s") { $0.timesSeconds = [.nan] }
        try refuse("a depth in m") { $0.depthsMetres = [7e-3] }
        try refuse("a depth in m") { $0.depthsMetres = [.nan] }
        try refuse("layer 1: the thickness") { $0.layers[0].thicknessMetres = 0 }
        try refuse("layer 2 (fat): the conductivity") {
            $0.layers[1].name = "fat"
            $0.layers[1].conductivity = -1
        }
        try refuse("layer 2: the density") { $0.layers[1].density = .infinity }
        try refuse("layer 2: the heat capacity") { $0.layers[1].heatCapacity = 0 }
        try refuse("layer 1: the perfusion") { $0.layers[0].perfusion = .perSecond(-1) }
        try refuse("layer 1: the decay length") { $0.layers[0].source.shape = .exponential(lengthMetres: 0) }
        try refuse("layer 1: the source") { $0.layers[0].source.course = .constant(.nan) }
        try refuse("layer 1: only the last") { $0.layers[0].isSemiInfinite = true }
        try refuse("semi-infinite body has no thickness") {
            $0.layers[1].isSemiInfinite = true
            $0.initial = .mode(wave: .sine, mean: 30, amplitude: 1, count: 1)
        }
        try refuse("the top: the temperature") { $0.top = .temperature(.constant(.infinity)) }
        try refuse("its least value") {
            $0.top = .convection(
                coefficient: .sinusoid(mean: 1, amplitude: 2, periodSeconds: 1, phaseRadians: 0), ambient: .constant(20)
            )
        }
        try refuse("its period") {
            $0.bottom = .flux(.sinusoid(mean: 0, amplitude: 1, periodSeconds: 0, phaseRadians: 0))
        }
        try refuse("they must rise") {
            $0.top = .flux(.points([CaseTimeValue(seconds: 1, value: 0), CaseTimeValue(seconds: 0, value: 0)]))
        }
        try refuse("no more than two alike") {
            $0.initial = .points((0..<3).map { CaseDepthValue(depthMetres: 1e-3, value: Double($0)) })
        }
        try refuse("its points") { $0.top = .flux(.points([])) }
        try refuse("the tolerance") { $0.resolution = .automatic(tolerance: 0) }
        try refuse("the number of cells") { $0.resolution = .fixed(cells: 2, stepSeconds: 1) }
        try refuse("the step") { $0.resolution = .fixed(cells: 20, stepSeconds: 0) }
    }

    @Test func `a fixed resolution that would compute for hours is refused`() throws {
        var heatCase = sample()
        heatCase.resolution = .fixed(cells: 100_000, stepSeconds: 1e-6)
        #expect(throws: VerificationError.self) { try heatCase.validate() }
        heatCase.resolution = .fixed(cells: 100, stepSeconds: 0.01)
        #expect(throws: Never.self) { try heatCase.validate() }
    }

    @Test func `a steady state that nothing determines is refused`() throws {
        try refuse("no steady state") {
            $0.timesSeconds = [1, .infinity]
            ($0.top, $0.bottom) = (.insulated, .flux(.constant(3)))
        }
        try refuse("no steady state") {
            ($0.top, $0.bottom) = (.insulated, .insulated)
            $0.initial = .steady(withSources: false)
        }
        try refuse("no steady state") {
            $0.timesSeconds = [.infinity]
            $0.top = .temperature(.sinusoid(mean: 30, amplitude: 1, periodSeconds: 9, phaseRadians: 0))
        }
        try refuse("no steady state") {
            $0.layers[1].isSemiInfinite = true
            $0.timesSeconds = [.infinity]
        }
    }

    private func refuse(_ words: String, _ change: (inout HeatCase) -> Void) throws {
        var heatCase = sample()
        change(&heatCase)
        let error = #expect(throws: VerificationError.self) { try heatCase.solve() }
        #expect("\(try #require(error))".contains(words))
    }
}
