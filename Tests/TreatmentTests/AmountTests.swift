import Testing
import Treatment
import Units

struct AmountTests {
    @Test(arguments: [
        (Amount.temperature(.milliCelsius(41_500)), "41.5 °C"), (.temperature(.celsius(-1)), "-1 °C"),
        (.temperature(.milliCelsius(-5)), "-0.005 °C"), (.temperatureRate(.milliCelsiusPerMinute(3500)), "3.5 °C/min"),
        (.powerDensity(.milliwattsPerSquareCentimetre(120)), "120 mW/cm²"), (.current(.microamps(20_001)), "20.001 mA"),
        (.frequency(.millihertz(52_000)), "52 Hz"), (.pulseWidth(.microseconds(200)), "200 µs"),
        (.duration(.zero), "0 s"), (.duration(.seconds(1200)), "20 min"), (.duration(.seconds(90)), "90 s"),
        (.duration(.milliseconds(50)), "0.05 s"), (.duration(.nanoseconds(1)), "0.000000001 s"),
        (.charge(.nanocoulombs(12_060)), "12.06 µC"),
    ]) func `an amount is printed exactly in the unit of plan files`(amount: Amount, text: String) {
        #expect(amount.text == text)
    }

    @Test func `a range names its unit once where both ends have the same`() {
        #expect(Amount.text(from: .frequency(.hertz(1)), to: .frequency(.hertz(120))) == "1 … 120 Hz")
        #expect(Amount.text(from: .duration(.seconds(10)), to: .duration(.seconds(1800))) == "10 s … 30 min")
    }

    @Test func `the r.m.s. current counts both phases`() {
        // 35 mA, 70 Hz, 2 × 100 µs: 35 mA · √(2 · 100 µs · 70 Hz) = 4.1413 mA, on 3.04 cm² the 1.36 mA/cm² of a
        // published facial study that is often quoted as 0.96.
        var stimulation = Samples.stimulation
        (stimulation.current, stimulation.rate) = (.milliamps(35), .hertz(70))
        stimulation.width = .microseconds(100)
        #expect(stimulation.rootMeanSquare == .microamps(4142))
        (stimulation.current, stimulation.rate) = (.milliamps(60), .hertz(120))
        stimulation.width = .microseconds(400)
        #expect(stimulation.rootMeanSquare == .microamps(18_591))
    }

    @Test func `codes and names of zones are fixed`() {
        #expect(Zone.allInOrder.map(\.rawValue) == [1, 2, 3, 4])
        #expect(Zone.allInOrder.map(\.name) == ["forehead", "leftCheek", "rightCheek", "submentum"])
        #expect(Zone.allInOrder == Zone.allCases)
        for zone in Zone.allCases { #expect(Zone(name: zone.name) == zone) }
        #expect(Zone(name: "chin") == nil)
    }
}
