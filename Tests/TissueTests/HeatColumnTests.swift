import Testing
import Tissue
import Units

struct HeatColumnTests {
    /// Skin, fat and muscle of a cheek under air and over blood-warm depth.
    private func cheek(fineness: Int = 1, celsius: Double = 34) -> HeatColumn {
        HeatColumn(
            [
                HeatLayer(.skin, thicknessMetres: 1.2e-3, cells: 6 * fineness, grading: .fineAbove(4)),
                HeatLayer(.fat, thicknessMetres: 4e-3, cells: 8 * fineness, grading: .fineAtBoth(3)),
                HeatLayer(.muscle, thicknessMetres: 5e-3, cells: 5 * fineness, grading: .fineBelow(2)),
            ], celsius: celsius, top: .convection(coefficient: 10, ambient: 24), bottom: .temperature(37))
    }

    @Test func `conduction without blood settles on straight lines, whatever the grid`() {
        var layers = [
            HeatLayer(thicknessMetres: 2e-3, conductivity: 0.4, density: 1000, heatCapacity: 3000, cells: 3),
            HeatLayer(
                thicknessMetres: 3e-3, conductivity: 0.2, density: 900, heatCapacity: 2000, cells: 7,
                grading: .fineAtBoth(5)),
        ]
        layers[0].contactResistance = 5e-3
        var column = HeatColumn(layers, celsius: 0, top: .temperature(50), bottom: .temperature(20))
        column.settle()
        let flux = 30 / (2e-3 / 0.4 + 5e-3 + 3e-3 / 0.2)
        #expect((column.rates.top - flux).magnitude < 1e-9 * flux)
        #expect((column.temperature(at: 1e-3) - (50 - flux * 1e-3 / 0.4)).magnitude < 1e-9)
        #expect((column.temperature(at: 2e-3) - (20 + flux * 3e-3 / 0.2)).magnitude < 1e-9)
        #expect((column.temperature(at: 2e-3 - 1e-12) - (50 - flux * 2e-3 / 0.4)).magnitude < 1e-6)
        #expect((column.temperature(at: 4e-3) - (20 + flux * 1e-3 / 0.2)).magnitude < 1e-9)
        #expect(column.temperature(at: -1) == column.topCelsius && column.temperature(at: 1) == column.bottomCelsius)
    }

    @Test func `a settled column stays as it is, and one that waits long settles`() {
        var settled = cheek()
        settled.settle()
        let before = settled.celsius
        for _ in 0..<100 { settled.advance(by: 7) }
        for (old, new) in zip(before, settled.celsius) { #expect((old - new).magnitude < 1e-9) }
        var waiting = cheek(celsius: 20)
        for _ in 0..<40 { waiting.advance(by: 1000) }
        for (old, new) in zip(before, waiting.celsius) { #expect((old - new).magnitude < 1e-9) }
    }

    @Test func `a jump at the surface never overshoots in a long step`() {
        var column = cheek(celsius: 37)
        column.settle()
        column.top = .temperature(45)
        column.advance(by: 1e6)
        #expect(column.celsius.allSatisfy { $0 > 36.9 && $0 < 45 })
    }

    @Test func `the balance of heat closes to rounding while everything changes`() throws {
        var column = cheek()
        column.keepLedger()
        for step in 0..<2000 {
            let start = Double(step) * 0.05
            column.advance(by: 0.05) { share, column in
                let now = start + share * 0.05
                column.top = .convection(coefficient: 10 + 5 * sin(now), ambient: 24, flux: 300 * cos(now))
                column.setSource(5e4 * (1 + sin(3 * now)), layer: 1)
                column.setPerfusion(7467 * (2 + cos(now)), layer: 0)
                column.setArterial(37 + sin(now), layer: 0)
            }
        }
        let ledger = try #require(column.ledger)
        #expect(ledger.turnover > 1e4)
        #expect(ledger.blood != 0 && ledger.sources > 0 && ledger.bottom != 0)
        #expect(column.imbalance.magnitude < 1e-10 * max(ledger.turnover, column.storedHeat))
    }

    @Test func `a changed perfusion, boundary or step is not solved with the old matrix`() {
        var used = cheek()
        for _ in 0..<5 { used.advance(by: 0.05) }
        used.setPerfusion(20_000, layer: 0)
        used.top = .temperature(40)
        var fresh = cheek()
        fresh.setPerfusion(20_000, layer: 0)
        fresh.top = .temperature(40)
        fresh.setTemperatures(used.celsius)
        used.advance(by: 0.3)
        fresh.advance(by: 0.3)
        #expect(used.celsius == fresh.celsius)
        used.top = .insulated
        fresh.top = .flux(0)
        used.advance(by: 0.1)
        fresh.advance(by: 0.1)
        #expect(used.celsius == fresh.celsius)
    }

    @Test func `a copy goes its own way`() {
        var first = cheek()
        let copy = first
        first.advance(by: 1)
        #expect(copy.celsius.allSatisfy { $0 == 34 })
        #expect(first.celsius != copy.celsius)
    }

    @Test func `a source heats where its shape says`() {
        var column = HeatColumn(
            [HeatLayer(thicknessMetres: 1e-3, conductivity: 0.4, density: 1000, heatCapacity: 4000, cells: 4)],
            celsius: 30, top: .insulated, bottom: .insulated)
        #expect(!column.hasSteadyState)
        column.setShape([1, 0, 0, 3], layer: 0)
        column.setSource(4e6, layer: 0)
        column.advance(by: 1e-6)
        #expect((column.celsius[0] - 30 - 1e-6).magnitude < 1e-8)
        #expect((column.celsius[1] - 30).magnitude < 1e-8)
        #expect((column.celsius[3] - 30 - 3e-6).magnitude < 2e-8)
        column.advance(by: 1e4)
        // Without any loss, one watt more per kelvin's worth of heat is one kelvin more per second.
        #expect((column.celsius[1] - 30 - 1e4).magnitude < 1)
    }

    @Test func `the order in time is two for data that change`() {
        // One grid, halved steps: what is left of the difference each time is a quarter.
        func surface(_ steps: Int) -> Double {
            var column = cheek()
            column.settle()
            let length = 40 / Double(steps)
            for step in 0..<steps {
                column.advance(by: length) { share, column in
                    let now = (Double(step) + share) * length
                    column.top = .convection(coefficient: 10, ambient: 24, flux: 800 * (1 - cos(0.2 * now)))
                    column.setSource(3e5 * (1 - cos(0.3 * now)), layer: 0)
                    column.bottom = .temperature(37.5 - 0.5 * cos(0.1 * now))
                }
            }
            return column.topCelsius
        }
        let (coarse, middle, fine) = (surface(160), surface(320), surface(640))
        let order = Units.log2(((coarse - middle) / (middle - fine)).magnitude)
        #expect(order > 1.95 && order < 2.1, "order \(order)")
    }
}

struct TissuePropertiesTests {
    @Test func `the blood's exchange is what the published tables give`() {
        #expect((TissueProperties.skin.perfusion - 7467).magnitude < 2)
        #expect((TissueProperties.fat.perfusion - 1885).magnitude < 2)
        #expect((TissueProperties.muscle.perfusion - 2532).magnitude < 2)
        #expect((TissueProperties.skin.bloodFlow - 1.97e-3).magnitude < 5e-6)
        #expect(TissueProperties.blood.perfusion == 0)
        #expect((TissueProperties.skin.metabolicHeat - 1827.6).magnitude < 0.1)
    }
}

struct HeatGridTests {
    @Test(arguments: [.even, .fineAbove(6), .fineBelow(6), .fineAtBoth(6)] as [HeatGrading])
    func `the cells fill the layers and are narrow where asked`(grading: HeatGrading) {
        let layer = HeatLayer(.fat, thicknessMetres: 3e-3, cells: 24, grading: grading)
        let grid = HeatGrid([layer, layer])
        #expect(grid.cells == 48 && grid.firstCells == [0, 24, 48])
        #expect(grid.faces[24] == 3e-3 && grid.faces[48] == 6e-3)
        let widths = (0..<24).map { grid.width(of: $0) }
        #expect(widths.allSatisfy { $0 > 0 })
        let (first, middle, last) = (widths[0], widths[12], widths[23])
        switch grading {
        case .even: #expect((first / last - 1).magnitude < 1e-9)
        case .fineAbove: #expect(last / first > 5 && last / first < 6)
        case .fineBelow: #expect(first / last > 5 && first / last < 6)
        case .fineAtBoth: #expect(middle / first > 4.5 && middle / last > 4.5 && middle / first < 6)
        }
        for cell in 0..<48 {
            #expect(grid.cell(at: grid.middle(of: cell)) == cell)
            #expect(grid.cell(at: grid.faces[cell]) == cell)
            #expect(grid.layer(of: cell) == cell / 24)
        }
    }
}
