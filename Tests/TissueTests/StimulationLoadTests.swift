import Testing
import Tissue
import Units

struct StimulationLoadTests {
    private let width = PulseWidth.microseconds(200)

    private func ohms(milliamps: Double, squareMillimetres: Int32 = 1000, width: PulseWidth? = nil) -> Double {
        var pair = load(squareMillimetres: squareMillimetres)
        return pair.ohms(milliamps: milliamps, width: width ?? self.width)
    }

    private func load(squareMillimetres: Int32 = 1000) -> StimulationLoad {
        let pad = Pad(
            radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(squareMillimetres),
            heatSplit: .reference)
        return StimulationLoad(pad: pad, anatomy: ZoneAnatomy(site: .leftCheek))
    }

    @Test(arguments: [10.0, 20, 40, 60])
    func `a pulse of tens of mA and 200 µs meets 300 to 1000 Ω`(milliamps: Double) {
        let ohms = ohms(milliamps: milliamps)
        #expect(ohms > 300 && ohms < 1000)
    }

    @Test func `the load is the circuit's own formula`() {
        // 20 mA: Rp = 10 kΩ/11, τ = 4 ms/11, so 200 + 909.09·(1 − e^(−0.55)) Ω.
        #expect(abs(ohms(milliamps: 20) - 584.591) < 0.001)
        // No current: 200 + 10,000·(1 − e^(−0.05)) Ω.
        #expect(abs(ohms(milliamps: 0) - 687.706) < 0.001)
        #expect(abs(load().contactOhms - 687.706) < 0.001)
    }

    @Test func `the load falls with current and rises with width`() {
        let falling = stride(from: 1.0, through: 60, by: 1).map { ohms(milliamps: $0) }
        #expect(zip(falling, falling.dropFirst()).allSatisfy { $0 > $1 })
        #expect(
            ohms(milliamps: 20, width: .microseconds(100))
                < ohms(milliamps: 20, width: .microseconds(400)))
    }

    @Test func `less contact means more load, and an almost open pad more than 3 kΩ`() {
        var pair = load()
        var last = 0.0
        for contact in [1, 0.75, 0.5, 0.25, 0.05] {
            pair.touch(contact: contact, contraction: 0)
            let ohms = pair.ohms(milliamps: 10, width: width)
            #expect(ohms > last)
            last = ohms
        }
        #expect(last > 3000)
        #expect(abs(pair.contactOhms - 20 * load().contactOhms) < 1e-9)
        pair.touch(contact: 0, contraction: 0)
        #expect(pair.contactOhms == .infinity)
        #expect(pair.ohms(milliamps: 10, width: width) == .infinity)
    }

    @Test func `a pulse like the last one meets what has changed since`() {
        var pair = load()
        let before = pair.ohms(milliamps: 20, width: width)
        pair.touch(contact: 0.5, contraction: 0)
        #expect(pair.ohms(milliamps: 20, width: width) == ohms(milliamps: 20, squareMillimetres: 500))
        pair.touch(contact: 1, contraction: 0)
        #expect(pair.ohms(milliamps: 20, width: .microseconds(100)) < before)
        #expect(pair.ohms(milliamps: 20, width: width) == before)
    }

    @Test func `half of the contact is an electrode of half the area`() {
        var half = load()
        half.touch(contact: 0.5, contraction: 0)
        #expect(half.ohms(milliamps: 12, width: width) == ohms(milliamps: 12, squareMillimetres: 500))
    }

    @Test func `a contraction raises the load by the person's share`() {
        var tense = load()
        tense.touch(contact: 1, contraction: 1)
        let ratio = tense.ohms(milliamps: 20, width: width) / ohms(milliamps: 20)
        #expect(abs(ratio - 1.05) < 1e-12)
    }

    @Test func `enough voltage drives the whole current`() {
        var pair = load()
        let pulse = pair.pulse(milliamps: 40, width: width, volts: 100)
        #expect(pulse.milliamps == 40 && pulse.tissueMilliamps == 40)
    }

    @Test(arguments: [0.05, 0.2, 0.5, 1], [5, 20, 100] as [Double])
    func `a source at its greatest voltage drives what that voltage allows`(contact: Double, volts: Double) {
        var pair = load(squareMillimetres: 304)
        pair.touch(contact: contact, contraction: 0)
        let pulse = pair.pulse(milliamps: 60, width: width, volts: volts)
        let millivolts = pulse.milliamps * pair.ohms(milliamps: pulse.milliamps, width: width)
        #expect(pulse.milliamps <= 60)
        #expect(millivolts <= volts * 1000 * (1 + 1e-9))
        if pulse.milliamps < 60 { #expect(millivolts > volts * 1000 * 0.999) }
    }

    @Test func `a bridge takes current from the tissue and lowers the load`() {
        var pair = load()
        pair.electrodes = .bridged(ohms: 100)
        let pulse = pair.pulse(milliamps: 30, width: width, volts: 100)
        #expect(abs(pulse.milliamps - 30) < 1e-6)
        #expect(pulse.tissueMilliamps > 2 && pulse.tissueMilliamps < 6)
        let tissueVolts = pulse.tissueMilliamps * ohms(milliamps: pulse.tissueMilliamps)
        #expect(abs(tissueVolts - (pulse.milliamps - pulse.tissueMilliamps) * 100) < 0.01)
        #expect(pulse.ohms < 100)
        pair.touch(contact: 0, contraction: 0)
        #expect(pair.pulse(milliamps: 30, width: width, volts: 100).tissueMilliamps == 0)
        #expect(pair.ohms(milliamps: 30, width: width) == 100)
    }

    @Test func `a bridged source that clips keeps to its voltage`() {
        var pair = load(squareMillimetres: 100)
        pair.electrodes = .bridged(ohms: 5000)
        let pulse = pair.pulse(milliamps: 60, width: width, volts: 50)
        #expect(pulse.milliamps < 60)
        #expect(abs(pulse.milliamps * pulse.ohms - 50_000) < 1)
    }

    @Test func `a broken lead carries nothing`() {
        var pair = load()
        pair.electrodes = .broken
        let pulse = pair.pulse(milliamps: 30, width: width, volts: 100)
        #expect(pulse.milliamps == 0 && pulse.tissueMilliamps == 0 && pulse.ohms == .infinity)
    }
}
