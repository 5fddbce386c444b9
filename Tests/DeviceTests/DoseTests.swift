import Testing
import Units

@testable import Device

struct DoseTests {
    @Test
    func `one sample at any reading counts as much as the power itself would give`() {
        for reading in Int32(39_000)...60_000 {
            var tally = ZoneTally()
            tally.addDose(of: .milliCelsius(reading), over: .milliseconds(5))
            let above = Double(reading - 43_000) / 1000
            let rate = exp2(above < 0 ? 2 * above : above)
            #expect(tally.doseNanominutes == Int64(rate * 5_000_000 / 60), "at \(reading) m°C")
        }
    }

    @Test
    func `below 39 °C nothing counts, and above 60 °C no more than there`() {
        var tally = ZoneTally()
        tally.addDose(of: .milliCelsius(38_999), over: .milliseconds(5))
        #expect(tally.doseNanominutes == 0)
        tally.addDose(of: .celsius(200), over: .milliseconds(5))
        #expect(tally.doseNanominutes == 131_072 * 5_000_000 / 60)
    }
}
