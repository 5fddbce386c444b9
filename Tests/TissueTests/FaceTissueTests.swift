import Testing
import Tissue
import Units

struct FaceTissueTests {
    private let areas = PerZone(repeating: Area.squareMillimetres(2000))
    private func zone(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    private func average() -> FaceTissue { FaceTissue(patient: FirstOrderPatient(averageUnder: areas), seed: 1) }

    private func heated(by power: Power, for span: Duration, in place: Int = 0) throws -> FaceTissue {
        var face = average()
        var powers = PerZone(repeating: Power.zero)
        powers[try zone(place)] = power
        face.advance(by: span, powers: powers)
        return face
    }

    @Test func `a face at rest stays at rest`() throws {
        var face = try heated(by: .zero, for: .seconds(600))
        #expect(face.observe(try zone(0)).skin == .milliCelsius(34_600))
        #expect(face.observe(try zone(0)).hottest == .milliCelsius(34_600))
    }

    @Test func `2 W on 20 cm² settle where loss and power are equal`() throws {
        // 0.1 W/cm² over 13.5 mW/cm²/°C are 7.407 °C above rest.
        var face = try heated(by: .milliwatts(2000), for: .seconds(3600))
        #expect(face.observe(try zone(0)).skin == .milliCelsius(42_007))
        #expect(face.observe(try zone(0)).hottest == .milliCelsius(42_507))
    }

    @Test func `after one time constant 63 % of the rise are there`() throws {
        // 2.25 / 0.0135 = 166.667 s.
        var face = try heated(by: .milliwatts(2000), for: .microseconds(166_666_667))
        #expect(abs(face.observe(try zone(0)).skin.milliCelsius - (34_600 + 4682)) <= 1)
    }

    @Test func `how time is cut does not change the skin`() throws {
        var cut = average()
        var powers = PerZone(repeating: Power.zero)
        powers[try zone(0)] = .milliwatts(2000)
        for _ in 0..<20_000 { cut.advance(by: .milliseconds(5), powers: powers) }
        var whole = try heated(by: .milliwatts(2000), for: .seconds(100))
        #expect(cut.observe(try zone(0)).skin == whole.observe(try zone(0)).skin)
    }

    @Test func `only the heated zone warms`() throws {
        var face = try heated(by: .milliwatts(2000), for: .seconds(60), in: 2)
        #expect(face.observe(try zone(2)).skin > .celsius(36))
        #expect(face.observe(try zone(1)).skin == .milliCelsius(34_600))
    }

    @Test func `a sensor follows the skin with 3 s`() throws {
        var face = average()
        face.hold(.celsius(40), in: try zone(0))
        face.hold(nil, in: try zone(0))
        // 72.9 mW/cm² hold 40 °C; 50 more make the skin rise, and the sensor trail by rate × 3 s.
        var powers = PerZone(repeating: Power.zero)
        powers[try zone(0)] = .milliwatts(2458)
        for _ in 0..<4000 { face.advance(by: .milliseconds(5), powers: powers) }
        let trail = face.observe(try zone(0)).skin - face.observe(try zone(0)).centre
        // 50 mW/cm² over 2.25 J/cm²/°C are 22.2 m°C/s, less what the loss has grown meanwhile.
        #expect((55...67).contains(trail.millikelvin))
    }

    @Test func `the edge differs from the centre while power flows`() throws {
        var face = try heated(by: .milliwatts(2000), for: .seconds(600))
        let difference = face.observe(try zone(0)).edge - face.observe(try zone(0)).centre
        #expect(difference == .millikelvin(100))
    }

    @Test func `readings come in steps of 10 m°C with a noise of 15`() throws {
        var face = average()
        var squares = 0.0
        for _ in 0..<4000 {
            let reading = face.observe(try zone(0)).centreReading
            #expect(reading.milliCelsius % 10 == 0)
            let off = Double(reading.milliCelsius - 34_600)
            squares += off * off
        }
        // 15² and the rounding's 10² / 12.
        #expect(abs((squares / 4000).squareRoot() - 15.28) < 0.6)
    }

    @Test func `the same seed gives the same readings`() throws {
        var first = average()
        var second = average()
        for _ in 0..<100 {
            #expect(first.observe(try zone(1)).edgeReading == second.observe(try zone(1)).edgeReading)
        }
    }

    @Test func `impedance goes with the area and falls by 2 % for each °C`() throws {
        var face = average()
        #expect(face.observe(try zone(0)).impedance == .ohms(50))
        face.hold(.milliCelsius(39_600), in: try zone(0))
        #expect(face.observe(try zone(0)).impedance == .ohms(45))
        var small = FaceTissue(
            patient: FirstOrderPatient(averageUnder: PerZone(repeating: .squareMillimetres(1000))), seed: 1)
        #expect(small.observe(try zone(0)).impedance == .ohms(100))
        #expect(small.observe(try zone(0)).load == .ohms(500))
    }

    @Test func `half the contact doubles impedance, load and density`() throws {
        var face = average()
        face.setContact(PerMille(rawValue: 500), in: try zone(0))
        #expect(face.observe(try zone(0)).impedance == .ohms(100))
        #expect(face.observe(try zone(0)).load == .ohms(1000))
        var powers = PerZone(repeating: Power.zero)
        powers[try zone(0)] = .milliwatts(1000)
        face.advance(by: .seconds(3600), powers: powers)
        #expect(face.observe(try zone(0)).skin == .milliCelsius(42_007))
    }

    @Test func `no contact is open and warms nothing`() throws {
        var face = average()
        face.setContact(.zero, in: try zone(0))
        #expect(face.observe(try zone(0)).impedance == .unbounded)
        #expect(face.observe(try zone(0)).load == .unbounded)
        face.advance(by: .seconds(60), powers: PerZone(repeating: .milliwatts(2000)))
        #expect(face.observe(try zone(0)).skin == .milliCelsius(34_600))
    }

    @Test func `a held temperature is there at once, in sensors and depth too`() throws {
        var face = average()
        face.hold(.celsius(44), in: try zone(3))
        #expect(face.observe(try zone(3)).edge == .celsius(44))
        #expect(face.observe(try zone(3)).hottest == .celsius(44))
        face.advance(by: .seconds(10), powers: PerZone(repeating: .zero))
        #expect(face.observe(try zone(3)).skin == .celsius(44))
        face.hold(nil, in: try zone(3))
        face.advance(by: .seconds(10), powers: PerZone(repeating: .zero))
        #expect(face.observe(try zone(3)).skin < .celsius(44))
    }

    @Test func `patients differ by their seed, within what skin can be`() throws {
        #expect(FirstOrderPatient(seed: 1, areas: areas) == FirstOrderPatient(seed: 1, areas: areas))
        #expect(FirstOrderPatient(seed: 1, areas: areas) != FirstOrderPatient(seed: 2, areas: areas))
        for seed in 0..<500 as Range<UInt64> {
            let patient = FirstOrderPatient(seed: seed, areas: areas)
            for zone in ZoneSet.all {
                let skin = patient.zones[zone]
                #expect((0.006...0.021).contains(skin.loss))
                #expect((1.6...2.9).contains(skin.capacity))
                #expect((33.2...36.0).contains(skin.restingCelsius))
                #expect((25...75).contains(skin.impedanceOhms))
                #expect((240...760).contains(skin.loadOhms))
                #expect(skin.depthRise > 0)
            }
        }
    }
}
