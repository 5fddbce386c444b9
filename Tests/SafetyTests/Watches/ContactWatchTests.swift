import Safety
import Testing
import Units

/// One pad on the skin, sampled every 5 ms.
private struct Pad {
    var watch = ContactWatch()
    var now = DeviceInstant.microseconds(1_000_000)
    var traits = PadTraits()
    /// What both circuits would measure at 34 °C with the whole area, in mΩ.
    var radio: Int32 = 50_000
    var load: Int32 = 700_000
    var celsius = 34.0
    var area = 1.0
    /// What drying multiplies the RF impedance alone by.
    var dryness = 1.0
    var contraction = 0.0
    var pulseAge = Duration.milliseconds(2_550)
    /// Whether both circuits are open.
    var isOff = false

    init() {
        traits.radioFrequencyArea = .squareMillimetres(2_000)
        traits.stimulationArea = .squareMillimetres(1_000)
        run(.seconds(2))
        watch.settle(at: now)
        run(.milliseconds(50))
    }

    mutating func run(_ span: Duration, _ change: (inout Pad, Double) -> Void = { _, _ in }) {
        let steps = span.milliseconds / 5
        for step in 0..<steps {
            change(&self, Double(step + 1) / Double(steps))
            now = now + .milliseconds(5)
            guard !isOff else {
                let open = ContactSample(
                    radio: nil, load: nil, temperature: .celsius(30), pulseAge: pulseAge, isOff: true)
                watch.add(open, at: now)
                continue
            }
            // One unit more or less, so that nothing repeats.
            let noise = Double(step % 2)
            let warming = (34.0 + 13) / (celsius + 13)
            let shared = (1 + contraction) / area
            let measured = ContactSample(
                radio: .milliohms(Int32(Double(radio) * warming * dryness * shared + noise)),
                load: .milliohms(Int32(Double(load) * shared + noise)),
                temperature: .milliCelsius(Int32(celsius * 1000)), pulseAge: pulseAge)
            watch.add(measured, at: now)
        }
    }

    /// Begins an arming, and settles it after two seconds.
    mutating func rearm() {
        watch.begin()
        run(.seconds(2))
        _ = watch.settle(at: now)
        run(.milliseconds(50))
    }

    var evidence: CircuitEvidence {
        var evidence = CircuitEvidence()
        watch.report(of: traits, into: &evidence)
        return evidence
    }
}

struct ContactWatchTests {
    @Test func `warming by 7 °C alone takes nothing from the contact`() {
        var pad = Pad()
        pad.run(.seconds(60)) { $0.celsius = 34 + 7 * $1 }
        #expect((998...1_002).contains(pad.evidence.contacted))
        #expect((998...1_002).contains(pad.evidence.radioShare))
    }

    /// Hazard: HAZ-Z2.
    @Test func `a peel to 70 % that warming hides is found as what it is`() {
        var pad = Pad()
        let before = Double(pad.radio)
        pad.run(.seconds(60)) {
            $0.celsius = 34 + 7 * $1
            $0.area = 1 - 0.3 * $1
        }
        // The plain reading rose by less than a quarter.
        #expect(before / 0.7 * 47 / 54 / before < 1.25)
        #expect((695...705).contains(pad.evidence.contacted))
        #expect(!pad.evidence.lossIsSlow)
    }

    /// Hazard: HAZ-Z6.
    @Test func `a loss that took minutes is slow, and a whole contact makes the next one fast again`() {
        var pad = Pad()
        pad.run(.seconds(300)) { $0.area = 1 - 0.3 * $1 }
        #expect(pad.evidence.lossIsSlow)
        pad.run(.milliseconds(200)) { pad, _ in pad.area = 1 }
        #expect(!pad.evidence.lossIsSlow)
        #expect((995...1_005).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z6.
    @Test func `what one circuit lost alone is its own share and no contact`() {
        var pad = Pad()
        pad.run(.seconds(120)) { $0.dryness = 1 + 0.4 * $1 }
        #expect((710...718).contains(pad.evidence.radioShare))
        #expect((995...1_005).contains(pad.evidence.loadShare))
        #expect((995...1_005).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z2.
    @Test(arguments: [0.02, 0.05, 0.10])
    func `a contraction takes nothing, and a lift during one is found before 30 % are off`(share: Double) {
        var pad = Pad()
        pad.pulseAge = .milliseconds(10)
        pad.run(.seconds(5)) { $0.contraction = share * min(10 * $1, 1) }
        #expect((995...1_000).contains(pad.evidence.contacted))
        #expect(pad.evidence.radioRise < 1_200)
        pad.run(.seconds(30)) { $0.area = 1 - 0.305 * $1 }
        #expect(pad.evidence.contacted < 750)
        pad.run(.seconds(1)) { pad, _ in (pad.area, pad.contraction, pad.pulseAge) = (1, 0, .milliseconds(2_550)) }
        #expect((995...1_005).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z2.
    @Test func `a pad of which a circuit was not measured is not taken for whole`() {
        var pad = Pad()
        pad.watch.begin()
        let never = pad.watch.settle(at: pad.now)
        #expect(!never)
        pad.pulseAge = .zero
        pad.run(.milliseconds(500))
        let blind = pad.watch.settle(at: pad.now)
        #expect(!blind, "the load was not measured")
        pad.pulseAge = .milliseconds(2_550)
        pad.run(.milliseconds(500))
        let whole = pad.watch.settle(at: pad.now)
        #expect(whole)
    }

    /// Hazard: HAZ-Z2.
    @Test func `a pad that is pressed on before an arming is held against how it lies then`() {
        var pad = Pad()
        pad.area = 0.5
        pad.run(.seconds(2))
        pad.area = 1
        pad.watch.begin()
        pad.run(.milliseconds(500))
        let settled = pad.watch.settle(at: pad.now)
        #expect(settled)
        pad.run(.milliseconds(50))
        var evidence = CircuitEvidence()
        pad.watch.report(of: pad.traits, into: &evidence)
        #expect((990...1_010).contains(evidence.radioNow))
        #expect((990...1_010).contains(evidence.loadNow))
    }

    /// Hazard: HAZ-Z2.
    @Test func `a lifted pad is not taken for whole, neither after a pause nor by arming anew`() {
        var pad = Pad()
        pad.run(.seconds(2)) { pad, _ in pad.area = 0.7 }
        #expect((695...705).contains(pad.evidence.contacted))
        pad.run(.seconds(120))
        #expect((695...705).contains(pad.evidence.contacted))
        #expect(!pad.evidence.lossIsSlow)
        pad.rearm()
        #expect((695...705).contains(pad.evidence.contacted))
        #expect(!pad.evidence.lossIsSlow)
        pad.run(.seconds(2)) { pad, _ in pad.area = 1 }
        #expect((995...1_005).contains(pad.evidence.radioNow))
        pad.rearm()
        #expect((995...1_005).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z2.
    @Test func `losses of several armings add up, and a better contact becomes what counts`() {
        var pad = Pad()
        pad.area = 1.2
        pad.rearm()
        #expect((995...1_005).contains(pad.evidence.contacted))
        for area in [1.0, 0.88] {
            pad.area = area
            pad.rearm()
        }
        // 0.88 of 1.2.
        #expect((728...738).contains(pad.evidence.contacted))
        #expect((728...738).contains(pad.evidence.radioShare))
        #expect((728...738).contains(pad.evidence.loadShare))
    }

    /// Hazard: HAZ-Z2.
    @Test(arguments: [(995, 700), (1_000, 1_000)] as [(Int64, Int32)])
    func `only a pad of which both circuits were open for a second begins anew`(span: Int64, contacted: Int32) {
        var pad = Pad()
        pad.area = 0.7
        pad.isOff = true
        pad.run(.milliseconds(span + 5))
        pad.isOff = false
        pad.rearm()
        #expect((contacted - 5...contacted + 5).contains(pad.evidence.contacted))
    }

    /// Nobody knows how it lay while the device was not heard.
    ///
    /// Hazard: HAZ-Z2.
    @Test(arguments: [(100, 1_000), (105, 700)] as [(Int64, Int32)])
    func `a pad that was not seen for a while has not been off for that while`(gap: Int64, contacted: Int32) {
        var pad = Pad()
        pad.area = 0.7
        pad.isOff = true
        pad.run(.milliseconds(905))
        pad.now = pad.now + .milliseconds(gap - 5)
        pad.run(.milliseconds(100))
        pad.isOff = false
        pad.rearm()
        #expect((contacted - 5...contacted + 5).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z6.
    @Test func `a pad that was armed with a loss did not lose it slowly, however long it is watched`() {
        var pad = Pad()
        pad.area = 0.8
        pad.rearm()
        pad.run(.seconds(100))
        #expect((795...805).contains(pad.evidence.contacted))
        #expect(!pad.evidence.lossIsSlow)
    }

    /// Hazard: HAZ-Z2.
    @Test func `warmth at one arming and not at the other is no loss`() {
        var pad = Pad()
        pad.celsius = 40
        pad.rearm()
        pad.celsius = 33
        pad.rearm()
        #expect((995...1_005).contains(pad.evidence.contacted))
        #expect((995...1_005).contains(pad.evidence.radioShare))
    }

    /// Hazard: HAZ-Z5.
    @Test func `a value that repeats is counted, and one unit of noise ends it`() {
        var watch = ContactWatch()
        var now = DeviceInstant.zero
        func sample(_ radio: Int32) -> ContactSample {
            ContactSample(
                radio: .milliohms(radio), load: .ohms(700), temperature: .celsius(35), pulseAge: .seconds(2))
        }
        for _ in 0..<402 {
            now = now + .milliseconds(5)
            watch.add(sample(50_000), at: now)
        }
        var evidence = CircuitEvidence()
        watch.report(of: PadTraits(), into: &evidence)
        #expect(evidence.radioFrozen == .milliseconds(2_005))
        #expect(evidence.loadFrozen == .milliseconds(2_005))
        watch.add(sample(50_001), at: now + .milliseconds(5))
        watch.report(of: PadTraits(), into: &evidence)
        #expect(evidence.radioFrozen == .zero)
        #expect(evidence.loadFrozen == .milliseconds(2_010))
    }

    /// Hazard: HAZ-Z4.
    @Test func `what a square centimetre has is told at body temperature`() {
        var pad = Pad()
        // 50 Ω at 34 °C are 50 · 47/50 Ω at 37 °C; on 20 cm². 700 Ω on 10 cm².
        #expect((938...941).contains(pad.evidence.specificRadio ?? 0))
        #expect(pad.evidence.specificLoad == 7_000)
        pad.run(.seconds(10)) { $0.celsius = 34 + 7 * $1 }
        #expect((938...941).contains(pad.evidence.specificRadio ?? 0))
    }

    /// Hazard: HAZ-Z2.
    @Test func `a contraction of a tenth takes nothing from the contact`() {
        var pad = Pad()
        pad.pulseAge = .milliseconds(120)
        pad.run(.seconds(1)) { pad, _ in pad.contraction = 0.1 }
        #expect((998...1_000).contains(pad.evidence.contacted))
    }

    /// Hazard: HAZ-Z6.
    @Test(arguments: [(0.96, 100, false), (0.92, 100, true), (0.92, 88, false), (0.92, 92, true)])
    func `a loss is slow when the contact was last whole, by 95 %, more than 90 s ago`(
        area: Double, seconds: Int64, isSlow: Bool
    ) {
        var pad = Pad()
        pad.run(.seconds(seconds)) { pad, _ in pad.area = area }
        pad.run(.milliseconds(500)) { pad, _ in pad.area = 0.8 }
        #expect((795...805).contains(pad.evidence.contacted))
        #expect(pad.evidence.lossIsSlow == isSlow)
    }
}
