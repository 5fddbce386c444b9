import Testing
import Tissue
import Units

/// The whole face: what heats it, and what sensors and electrodes tell of that.
struct FaceTissueTests {
    private func zone(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    private func face(
        seed: UInt64 = 1, split: HeatSplit = .reference, _ change: (inout Patient) -> Void = { _ in }
    ) -> FaceTissue {
        var patient = Patient(averageAt: Faces.sites)
        change(&patient)
        return FaceTissue(patient: patient, pads: Faces.pads(split), sensors: Faces.sensors, seed: seed)
    }

    private func powers(_ power: Power, in place: Int = 1) throws -> PerZone<Power> {
        var powers = PerZone(repeating: Power.zero)
        powers[try zone(place)] = power
        return powers
    }

    @Test func `a face at rest stays at rest`() throws {
        var face = face()
        let before = face.observe(try zone(1))
        face.advance(by: .seconds(600), powers: try powers(.zero))
        let after = face.observe(try zone(1))
        #expect(after.skin == before.skin)
        #expect((34_300...34_900).contains(after.skin.milliCelsius))
        #expect(after.centre == after.skin)
    }

    @Test func `only the heated zone warms`() throws {
        var face = face()
        let rest = face.observe(try zone(2)).skin
        face.advance(by: .seconds(60), powers: try powers(.milliwatts(2400)))
        #expect(face.observe(try zone(1)).skin > .milliCelsius(37_500))
        #expect(face.observe(try zone(2)).skin == rest)
    }

    @Test func `how time is cut changes no temperature`() throws {
        var cut = face()
        var whole = face()
        for _ in 0..<20_000 { cut.advance(by: .milliseconds(5), powers: try powers(.milliwatts(2000))) }
        whole.advance(by: .seconds(100), powers: try powers(.milliwatts(2000)))
        #expect(cut.observe(try zone(1)) == whole.observe(try zone(1)))
        #expect(cut.sight(of: .centre, in: try zone(1)).cells == whole.sight(of: .centre, in: try zone(1)).cells)
    }

    @Test func `120 mW per cm² bring average skin to 40 °C in two minutes, 80 do not`() throws {
        var slow = face()
        var quick = face()
        slow.advance(by: .seconds(120), powers: try powers(.milliwatts(1600)))
        quick.advance(by: .seconds(120), powers: try powers(.milliwatts(2400)))
        #expect((38_000..<40_000).contains(slow.observe(try zone(1)).skin.milliCelsius))
        #expect((40_000...43_000).contains(quick.observe(try zone(1)).skin.milliCelsius))
    }

    @Test func `blood takes heat away: a power that passes 41 °C first settles below the peak`() throws {
        var face = face { patient in
            for zone in ZoneSet.all { patient.zones[zone].layers.hyperaemiaSeconds = 300 }
        }
        var peak = Temperature.zero
        for _ in 0..<1800 {
            face.advance(by: .seconds(1), powers: try powers(.milliwatts(1700)))
            peak = max(peak, face.observe(try zone(1)).skin)
        }
        #expect(peak - face.observe(try zone(1)).skin > .millikelvin(300))
    }

    @Test func `a sensor trails warming skin by its time constant`() throws {
        var face = face()
        var last = Temperature.zero
        for _ in 0..<12_000 { face.advance(by: .milliseconds(5), powers: try powers(.milliwatts(2400))) }
        last = face.observe(try zone(1)).skin
        face.advance(by: .seconds(1), powers: try powers(.milliwatts(2400)))
        let rate = (face.observe(try zone(1)).skin - last).millikelvin
        let trail = (face.observe(try zone(1)).skin - face.observe(try zone(1)).centre).millikelvin
        #expect((rate * 28 / 10...rate * 34 / 10).contains(trail))
    }

    @Test func `the rim is half a degree warmer than the middle while power flows`() throws {
        var face = face()
        face.advance(by: .seconds(600), powers: try powers(.milliwatts(1500)))
        let seen = face.observe(try zone(1))
        #expect((300...700).contains((seen.edge - seen.centre).millikelvin))
    }

    @Test func `readings come in steps of 10 m°C with a noise of 15, and every sensor is off by its own constant`()
        throws
    {
        var face = face()
        var squares = 0.0
        var mean = 0.0
        for _ in 0..<4000 {
            let reading = face.read(try zone(1)).centre
            #expect(reading.milliCelsius % 10 == 0)
            let off = Double((reading - face.observe(try zone(1)).centre).millikelvin)
            squares += off * off / 4000
            mean += off / 4000
        }
        #expect((13...18).contains((squares - mean * mean).squareRoot()))
        #expect(abs(mean) <= 201)
        var other = self.face(seed: 2)
        var otherMean = 0.0
        for _ in 0..<1000 {
            let difference = other.read(try zone(1)).centre - other.observe(try zone(1)).centre
            otherMean += Double(difference.millikelvin) / 1000
        }
        #expect(abs(otherMean - mean) > 3)
    }

    @Test func `a sensor that came off goes on reading far below the warm skin`() throws {
        var face = face()
        face.detach(true, .edge, in: try zone(1))
        face.advance(by: .seconds(600), powers: try powers(.milliwatts(1500)))
        let seen = face.observe(try zone(1))
        #expect(seen.skin > .celsius(40))
        #expect(seen.edge < .celsius(36))
        #expect(seen.centre > .celsius(40))
    }

    @Test func `what holds the surface holds the sensors too, and lets both go again`() throws {
        var face = face()
        face.hold(.milliCelsius(43_500), in: try zone(1))
        face.advance(by: .seconds(1), powers: try powers(.zero))
        #expect(face.observe(try zone(1)).skin == .milliCelsius(43_500))
        #expect(face.observe(try zone(1)).edge == .milliCelsius(43_500))
        face.hold(nil, in: try zone(1))
        face.advance(by: .seconds(60), powers: try powers(.zero))
        #expect(face.observe(try zone(1)).edge < .celsius(40))
    }

    @Test func `a contraction moves the impedance by the zone's share`() throws {
        var face = face { patient in
            for zone in ZoneSet.all { patient.zones[zone].contact.contractionShare = 0.10 }
        }
        face.advance(by: .seconds(1), powers: try powers(.zero))
        let before = face.observe(try zone(1)).impedance.milliohms
        for _ in 0..<100 {
            _ = face.pulse(.milliamps(30), width: .microseconds(200), volts: 100, in: try zone(1))
            face.advance(by: .milliseconds(10), powers: try powers(.zero))
        }
        #expect(face.force(in: try zone(1)) > 0.9)
        let share = Double(face.observe(try zone(1)).impedance.milliohms) / Double(before) - 1
        #expect((0.085...0.105).contains(share))
    }

    @Test func `the same seed reads the same, another one does not`() throws {
        var one = face(seed: 7)
        var same = face(seed: 7)
        var other = face(seed: 8)
        var equal = true
        var different = false
        for _ in 0..<100 {
            let forehead = try zone(0)
            let reading = one.read(forehead).edge
            if reading != same.read(forehead).edge { equal = false }
            if reading != other.read(forehead).edge { different = true }
        }
        #expect(equal && different)
    }
}
