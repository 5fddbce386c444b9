import Testing
import Tissue
import Units

struct RadioPathTests {
    private let pad = Pad(
        radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(1000), heatSplit: .reference)
    private let cheek = ZoneAnatomy(site: .leftCheek)

    private func impedance(
        _ anatomy: ZoneAnatomy? = nil, electrodes: ElectrodePath = .sound,
        _ change: (inout RadioConditions) -> Void = { _ in }
    ) -> Phasor {
        var path = RadioPath(pad: pad, anatomy: anatomy ?? cheek)
        path.electrodes = electrodes
        var conditions = RadioConditions()
        change(&conditions)
        return path.impedance(conditions)
    }

    @Test func `the average cheek reads 50 Ω on 20 cm² at 1 MHz, slightly capacitive`() {
        #expect(abs(impedance().magnitude - 50) < 0.5)
        #expect(impedance().degrees < -3 && impedance().degrees > -10)
    }

    @Test(arguments: [0.5, 0.25, 0.125])
    func `impedance is exactly inverse to the contacted share`(share: Double) {
        #expect(impedance { $0.contact = share }.magnitude == impedance().magnitude / share)
    }

    @Test func `8 °C of warming lower it by about 14 %`() {
        let warm = impedance {
            $0.skinCelsius += 8
            $0.fatCelsius += 8
            $0.muscleCelsius += 8
        }
        let ratio = warm.magnitude / impedance().magnitude
        #expect(ratio > 0.85 && ratio < 0.89)
    }

    @Test func `each °C lowers the tissue's part by about 2 %`() {
        var wet = cheek
        wet.contact.gelOhms = 0
        let warm = impedance(wet) {
            $0.skinCelsius += 1
            $0.fatCelsius += 1
            $0.muscleCelsius += 1
        }
        #expect(abs(warm.magnitude / impedance(wet).magnitude - 0.98) < 0.002)
    }

    @Test func `drying gel raises it slowly and makes it more capacitive`() {
        var last = impedance()
        for minutes in stride(from: 5.0, through: 40, by: 5) {
            let dry = impedance { $0.dryMinutes = minutes }
            #expect(dry.magnitude > last.magnitude && dry.degrees < last.degrees)
            last = dry
        }
        #expect(last.magnitude / impedance().magnitude < 1.05)
    }

    @Test func `a contraction raises it by the person's share`() {
        #expect(abs(impedance { $0.contraction = 1 }.magnitude / impedance().magnitude - 1.05) < 1e-12)
    }

    @Test func `thicker fat means more impedance`() {
        var thick = cheek
        thick.layers.fatMillimetres = 8
        #expect(impedance(thick).magnitude > 1.6 * impedance().magnitude)
    }

    @Test func `half of the area has twice the impedance`() {
        var small = pad
        small.radioFrequencyArea = .squareMillimetres(1000)
        let path = RadioPath(pad: small, anatomy: cheek)
        #expect(abs(path.impedance(RadioConditions()).magnitude / impedance().magnitude - 2) < 1e-12)
    }

    @Test func `a bridge lowers it, and is all that is left without contact`() {
        #expect(impedance(electrodes: .bridged(ohms: 5)).magnitude < 5)
        #expect(impedance(electrodes: .bridged(ohms: 5)).magnitude > 4.4)
        #expect(abs(impedance(electrodes: .bridged(ohms: 5)) { $0.contact = 0 }.magnitude - 5) < 1e-12)
    }

    @Test func `nothing flows through a broken lead or a lifted pad`() {
        #expect(impedance(electrodes: .broken).magnitude == .infinity)
        #expect(impedance { $0.contact = 0 }.magnitude == .infinity)
        #expect(impedance { $0.contact = 0 }.degrees == 0)
    }

    @Test func `the heat of the reference layers is split as the profile says`() {
        var layers = LayerAnatomy(site: .leftCheek)
        (layers.skinMillimetres, layers.fatMillimetres, layers.muscleMillimetres) = (1.1, 4, 4)
        let shares = heatShares(split: .reference, layers: layers)
        #expect(abs(shares.skin - 0.4) < 1e-15 && abs(shares.fat - 0.5) < 1e-15 && abs(shares.muscle - 0.1) < 1e-15)
        let large = heatShares(split: .monopolar, layers: layers)
        #expect(abs(large.fat - 0.88) < 1e-15)
    }

    @Test func `the monopolar split is what layers in series make of the conductivities`() {
        let heat = [(Dielectric.wetSkin, 1.1), (.fat, 4), (.muscle, 4)].map { tissue, millimetres in
            let conductivity = tissue.conductivity(hertz: 1e6)
            return millimetres * conductivity.real / (conductivity.magnitude * conductivity.magnitude)
        }
        let sum = heat.reduce(0, +)
        #expect(abs(heat[0] / sum - 0.04) < 0.005)
        #expect(abs(heat[1] / sum - 0.88) < 0.01)
        #expect(abs(heat[2] / sum - 0.08) < 0.006)
    }

    @Test func `thicker fat takes more of the heat under a monopolar pad, and all shares add up to 1`() {
        var thick = LayerAnatomy(site: .submentum)
        let usual = heatShares(split: .monopolar, layers: thick)
        thick.fatMillimetres = 12
        let shares = heatShares(split: .monopolar, layers: thick)
        #expect(shares.fat > usual.fat)
        #expect(abs(shares.skin + shares.fat + shares.muscle - 1) < 1e-15)
    }

    @Test func `a bipolar field does not reach what is deeper than the reference's layers`() {
        var layers = LayerAnatomy(site: .leftCheek)
        layers.fatMillimetres = 4
        let usual = heatShares(split: .reference, layers: layers)
        layers.fatMillimetres = 12
        #expect(heatShares(split: .reference, layers: layers) == usual)
        layers.fatMillimetres = 1
        #expect(heatShares(split: .reference, layers: layers).fat < usual.fat / 2)
    }
}
