import Safety
import Testing
import Units

struct EnergyBudgetTests {
    /// Hazard: HAZ-O8.
    @Test(
        arguments: [(8_999, nil), (9_000, .warn), (9_999, .warn), (10_000, .trip)] as [(Int32, Reaction?)])
    func `energy is told at nine tenths of its budget and trips at the whole`(millijoules: Int32, expected: Reaction?) {
        let found = verdict {
            $0.output.account[zones[1]].millijouleBudget = 10_000
            $0.output.account[zones[1]].millijoules = millijoules
        }
        #expect(found.reaction == expected)
        #expect(found.leading?.cause == (expected == nil ? nil : .energyBudget))
    }

    /// Hazard: HAZ-O8.
    @Test(
        arguments: [(8_999, nil), (9_000, .warn), (9_999, .warn), (10_000, .trip)] as [(Int32, Reaction?)])
    func `charge is told at nine tenths of its budget and trips at the whole`(microcoulombs: Int32, expected: Reaction?)
    {
        let found = verdict {
            $0.output.account[zones[1]].microcoulombBudget = 10_000
            $0.output.account[zones[1]].microcoulombs = microcoulombs
        }
        #expect(found.reaction == expected)
        #expect(found.leading?.cause == (expected == nil ? nil : .energyBudget))
    }

    /// Hazard: HAZ-O8.
    @Test func `before a treatment there is no budget to use up`() {
        #expect(verdict { $0.output.account[zones[1]].millijoules = 1_000_000 } == Verdict())
    }

    /// Hazard: HAZ-O8.
    @Test func `the budget of charge is 1.3 × the plan's`() {
        let budget = OutputBudget(
            energy: .millijoules(1), charge: .microcoulombs(1000), power: .zero, stimulationArea: .squareMillimetres(1))
        #expect(budget.charge == .microcoulombs(1300))
    }
}
