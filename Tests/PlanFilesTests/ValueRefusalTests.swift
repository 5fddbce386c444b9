import PlanFiles
import Testing

struct ValueRefusalTests {
    /// A value of the sample, what is put in its place, and the one line that must come of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let message: String
        var testDescription: String { new }

        init(_ old: String, _ new: String, _ message: String) {
            (self.old, self.new, self.message) = (old, new, message)
        }
    }

    private static let hertz = "allowed Hz (write it as '52 Hz')"
    private static let number = "does not begin with a plain decimal number (write it as"
    private static let time = "the thermal dose budget is made for at most 30 min"

    static let units = [
        Case("rate: 50 Hz", "rate: 50", "p.yaml:11: key 'stimulation.rate': value '50' has no unit, \(hertz)"),
        Case(
            "rate: 50 Hz", "rate: 50 kHz",
            "p.yaml:11: key 'stimulation.rate': value '50 kHz' has another unit, \(hertz)"),
        Case(
            "rate: 50 Hz", "rate: 50 hz", "p.yaml:11: key 'stimulation.rate': value '50 hz' has another unit, \(hertz)"),
        Case(
            "rate: 50 Hz", "rate: 50 Hz 3",
            "p.yaml:11: key 'stimulation.rate': value '50 Hz 3' has another unit, \(hertz)"),
        Case(
            "38.0 °C", "38.0 °F",
            "p.yaml:4: key 'heating.target': value '38.0 °F' has another unit, allowed °C (write it as '41.0 °C')"
        ),
        Case(
            "width: 200 µs", "width: 0.2 ms",
            "p.yaml:12: key 'stimulation.width': value '0.2 ms' has another unit, allowed µs, μs, us (write it as "
                + "'200 µs')"
        ),
        Case(
            "duration: 60 s", "duration: 1 h",
            "p.yaml:2: key 'duration': value '1 h' has another unit, allowed min, s, ms (write it as '20 min')"
        ),
    ]

    static let numbers = [
        Case("50 Hz", "+50 Hz", "p.yaml:11: key 'stimulation.rate': value '+50 Hz' \(number) '52 Hz')"),
        Case("50 Hz", "5e1 Hz", "p.yaml:11: key 'stimulation.rate': value '5e1 Hz' \(number) '52 Hz')"),
        Case("50 Hz", "50,5 Hz", "p.yaml:11: key 'stimulation.rate': value '50,5 Hz' \(number) '52 Hz')"),
        Case("50 Hz", "50. Hz", "p.yaml:11: key 'stimulation.rate': value '50. Hz' \(number) '52 Hz')"),
        Case("50 Hz", ".5 Hz", "p.yaml:11: key 'stimulation.rate': value '.5 Hz' \(number) '52 Hz')"),
        Case("50 Hz", "1.2.3 Hz", "p.yaml:11: key 'stimulation.rate': value '1.2.3 Hz' \(number) '52 Hz')"),
        Case("50 Hz", "0x32 Hz", "p.yaml:11: key 'stimulation.rate': value '0x32 Hz' has another unit, \(hertz)"),
        Case("50 Hz", "٥٠ Hz", "p.yaml:11: key 'stimulation.rate': value '٥٠ Hz' \(number) '52 Hz')"),
        Case("50 Hz", "Hz", "p.yaml:11: key 'stimulation.rate': value 'Hz' \(number) '52 Hz')"),
        Case("50 Hz", "none", "p.yaml:11: key 'stimulation.rate': value 'none' \(number) '52 Hz')"),
        Case("50 Hz", "", "p.yaml:11: key 'stimulation.rate': value '' \(number) '52 Hz')"),
        Case("50 Hz", "1234567890 Hz", "p.yaml:11: key 'stimulation.rate': value '1234567890 Hz' \(number) '52 Hz')"),
        Case("38.0 °C", "38.0005 °C", "p.yaml:4: key 'heating.target': value '38.0005 °C' is finer than 0.001 °C"),
        Case("200 µs", "200.5 µs", "p.yaml:12: key 'stimulation.width': value '200.5 µs' is finer than 1 µs"),
        Case("150 mW", "99.9 mW", "p.yaml:8: key 'heating.density': value '99.9 mW/cm²' is finer than 1 mW/cm²"),
    ]

    static let ranges = [
        Case(
            "50 Hz", "130 Hz",
            "p.yaml:11: key 'stimulation.rate': value '130 Hz' is out of range, allowed 1 … 120 Hz (above 120 Hz only "
                + "the charge rises, not the force)"
        ),
        Case(
            "12 mA", "999999999 mA",
            "p.yaml:10: key 'stimulation.current': value '999999999 mA' is out of range, allowed 1 … 60 mA (facial "
                + "studies use up to 35 mA)"
        ),
        Case(
            "12 mA", "-12 mA",
            "p.yaml:10: key 'stimulation.current': value '-12 mA' is out of range, allowed 1 … 60 mA (facial studies "
                + "use up to 35 mA)"
        ),
        Case(
            "12 mA", "45 mA",
            "p.yaml:10: key 'stimulation.current': value '45 mA' is out of range, allowed 1 … 40 mA (the submentum is "
                + "close to the carotid sinus)"
        ),
        Case(
            "38.0 °C", "42 °C",
            "p.yaml:4: key 'heating.target': value '42 °C' is out of range, allowed 38 … 41.5 °C (the skin is held at "
                + "least 0.5 °C below the foldback at 42 °C)"
        ),
        Case(
            "duration: 60 s", "duration: 31 min",
            "p.yaml:2: key 'duration': value '31 min' is out of range, allowed 10 s … 30 min (\(time))"
        ),
        Case(
            "from: 5 s", "from: 5.01 s",
            "p.yaml:17: key 'stimulation.from': value '5.01 s' is no multiple of 0.05 s, the length of a segment"
        ),
        Case(
            "warmUpTarget: 37.0 °C", "warmUpTarget: 38.5 °C",
            "p.yaml:5: key 'heating.warmUpTarget': value '38.5 °C' is above the target, allowed up to 38 °C"
        ),
        Case(
            "until: 60 s", "until: 56 s",
            "p.yaml:18: key 'stimulation.until': value '56 s' cuts the last contraction, nearest allowed 55 s and 57 s"
        ),
        Case(
            "until: 60 s", "until: 65 s",
            "p.yaml:18: key 'stimulation.until': value '65 s' is after the treatment's end, allowed up to 1 min"
        ),
    ]

    @Test(arguments: units + numbers + ranges)
    func `a wrong value is refused in one line that says where, what and what is allowed`(example: Case) {
        #expect(refusal(of: SampleText.replacing(example.old, example.new)) == [example.message])
    }

    @Test func `a charge above the limit is refused at the current`() {
        let text = SampleText.replacing("12 mA", "31 mA", in: SampleText.replacing("200 µs", "400 µs"))
        #expect(
            refusal(of: text) == [
                "p.yaml:10: key 'stimulation.current': value gives 12.4 µC per phase, allowed up to 12 µC (current × "
                    + "width)"
            ]
        )
    }

    @Test func `a contraction that its ramps fill is refused, and what follows from it too`() {
        #expect(
            refusal(of: SampleText.replacing("on: 2 s", "on: 0.9 s")) == [
                "p.yaml:13: key 'stimulation.on': value '0.9 s' is shorter than rampUp and rampDown, allowed from 1 s",
                "p.yaml:18: key 'stimulation.until': value '1 min' cuts the last contraction, nearest allowed 59.6 s and "
                    + "60.5 s",
            ]
        )
    }

    @Test func `pulses that meet are refused at the rate of the zone that is in the way`() {
        let text = SampleText.replacing("- zone: submentum", "- zone: submentum\n    stimulation: {rate: 51 Hz}")
        #expect(
            refusal(of: text) == [
                "p.yaml:22: key 'submentum.stimulation.rate': pulses of forehead and submentum come closer than 200 µs "
                    + "at 5.080431 s (give both zones one rate and one rhythm)"
            ]
        )
    }
}
