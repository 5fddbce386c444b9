import Safety
import Testing
import Units

/// Against the published values of CEM43, R = 0.25 below 43 °C and 0.5 from there on.
struct ThermalDoseTests {
    static let table: [(Int32, Double)] = [
        (36_000, 0), (38_999, 0), (39_000, 0.003_906_25), (40_000, 0.015_625), (41_000, 0.0625), (42_000, 0.25),
        (42_500, 0.5), (43_000, 1), (44_000, 2), (45_000, 4), (46_000, 8), (47_000, 16),
    ]

    @Test(arguments: table)
    func `one minute counts what the table says`(milliCelsius: Int32, minutes: Double) {
        #expect(abs(ThermalDose.rate(at: .milliCelsius(milliCelsius)) - minutes) <= minutes * 1e-12)
        var dose = ThermalDose()
        dose.add(.milliCelsius(milliCelsius), for: .seconds(60))
        #expect(dose.nanominutes == Int64(minutes * 1e9))
    }

    @Test func `twenty minutes at 42 °C are five at 43 °C`() {
        var dose = ThermalDose()
        dose.add(.celsius(42), for: .seconds(20 * 60))
        #expect(dose.nanominutes == 5_000_000_000)
        #expect(dose.milliminutes == 5_000)
    }

    /// 39.0 °C is the hardest place: a sample counts 325.5 nano-minutes.
    @Test(arguments: [39_000, 39_017, 39_500, 40_000, 41_003, 42_500, 43_000, 44_700, 47_000] as [Int32])
    func `samples of 5 ms sum to the whole`(milliCelsius: Int32) {
        var whole = ThermalDose()
        whole.add(.milliCelsius(milliCelsius), for: .seconds(600))
        var sum = ThermalDose()
        for _ in 0..<120_000 { sum.add(.milliCelsius(milliCelsius), for: .milliseconds(5)) }
        #expect(whole.nanominutes > 0)
        #expect((whole.nanominutes - sum.nanominutes).magnitude * 1000 <= whole.nanominutes)
    }

    @Test func `a span that is not above zero adds nothing`() {
        var dose = ThermalDose(nanominutes: 7)
        dose.add(.celsius(45), for: .zero)
        dose.add(.celsius(45), for: .seconds(-1))
        #expect(dose == ThermalDose(nanominutes: 7))
    }

    @Test func `dose never falls, not even where it can be counted no further`() {
        var dose = ThermalDose(nanominutes: .max)
        let before = dose
        dose.add(.celsius(43), for: .seconds(1))
        #expect(dose >= before)
        var hot = ThermalDose()
        hot.add(.celsius(150), for: .seconds(3600))
        hot.add(.milliCelsius(.max), for: .seconds(3600))
        #expect(hot > ThermalDose(nanominutes: Limits.doseTrip))
    }

    @Test func `doses are ordered`() {
        #expect(ThermalDose(nanominutes: 1) < ThermalDose(nanominutes: 2))
        #expect(ThermalDose(nanominutes: 9_000_000_000).nanominutes == Limits.doseTrip)
    }
}
