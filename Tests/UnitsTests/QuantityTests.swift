import Testing
import Units

struct QuantityTests {
    @Test func `a current times a width is the charge of one phase`() {
        #expect(Current.milliamps(60) * PulseWidth.microseconds(200) == .microcoulombs(12))
        #expect(Current.microamps(-3) * PulseWidth.microseconds(7) == .picocoulombs(-21))
        #expect(Current.microamps(.max) * PulseWidth.microseconds(.max) == .picocoulombs(4_611_686_014_132_420_609))
    }

    @Test func `a power over a time is an energy, in whole microseconds`() {
        #expect(Power.milliwatts(2500) * Duration.milliseconds(50) == .millijoules(125))
        #expect(Power.milliwatts(1) * Duration.nanoseconds(1999) == .nanojoules(1))
    }

    @Test func `a power density on an area is a power, rounded down`() {
        #expect(Area.squareMillimetres(2000) * PowerDensity.milliwattsPerSquareCentimetre(150) == .milliwatts(3000))
        #expect(Area.squareMillimetres(199) * PowerDensity.milliwattsPerSquareCentimetre(1) == .milliwatts(1))
    }

    @Test func `a current is scaled by thousandths towards zero`() {
        #expect(Current.milliamps(20).scaled(perMille: .whole) == .milliamps(20))
        #expect(Current.microamps(999).scaled(perMille: PerMille(rawValue: 20)) == .microamps(19))
        #expect(Current.microamps(-999).scaled(perMille: PerMille(rawValue: 20)) == .microamps(-19))
        #expect(Current.microamps(.max).scaled(perMille: .whole) == .microamps(.max))
    }

    @Test func `temperatures differ by kelvins`() {
        let rise = Temperature.celsius(41) - .milliCelsius(34_600)
        #expect(rise == .millikelvin(6400))
        #expect(Temperature.milliCelsius(34_600) + rise == .celsius(41))
        #expect(Temperature.celsius(41) - rise == .milliCelsius(34_600))
    }

    @Test func `additive quantities keep the laws of addition`() {
        var stream = RandomStream(seed: 1)
        for _ in 0..<1000 {
            let a = Current.microamps(Int32(stream.next(in: -1_000_000...1_000_000)))
            let b = Current.microamps(Int32(stream.next(in: -1_000_000...1_000_000)))
            #expect(a + b == b + a)
            #expect((a + b) - b == a)
            #expect(a - b == a + -b)
            #expect((a + a + a) == a * 3)
            #expect(a.magnitude >= .zero)
            #expect((a < b) == (b - a > .zero))
            var sum = a
            sum += b
            sum -= a
            #expect(sum == b)
        }
    }

    @Test func `a value is clamped to the nearest end of a range`() {
        let range = Power.milliwatts(10)...Power.milliwatts(20)
        #expect(Power.milliwatts(9).clamped(to: range) == .milliwatts(10))
        #expect(Power.milliwatts(15).clamped(to: range) == .milliwatts(15))
        #expect(Power.milliwatts(21).clamped(to: range) == .milliwatts(20))
        #expect(Power.milliwatts(-1).clampedToPositive == .zero)
        #expect(Power.milliwatts(1).clampedToPositive == .milliwatts(1))
    }

    @Test func `makers and readers of one unit agree`() {
        #expect(Charge.microcoulombs(12).nanocoulombs == 12_000)
        #expect(Charge.nanocoulombs(-12_999).microcoulombs == -12)
        #expect(Energy.millijoules(3).nanojoules == 3_000_000)
        #expect(Energy.nanojoules(2_999_999).millijoules == 2)
        #expect(Impedance.ohms(250).milliohms == 250_000)
        #expect(Frequency.hertz(52).millihertz == 52_000)
        #expect(PulseWidth.microseconds(200).duration == .microseconds(200))
        #expect(Area.squareMillimetres(2000).squareMillimetres == 2000)
    }
}
