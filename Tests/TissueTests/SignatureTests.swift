import Testing
import Tissue
import Units

/// What tells a treatment apart from a mishap, as physics gives it: the controller's interlocks rest on these.
struct SignatureTests {
    private func zone() throws -> ZoneIndex { try #require(ZoneIndex(1)) }

    /// A cheek of 1.1 mm of skin over 4 mm of fat and 5 mm of muscle, whose surface is held at 42 °C by RF alone.
    private func held(_ split: HeatSplit) throws -> (face: FaceTissue, density: Double) {
        let zone = try zone()
        var patient = Patient(averageAt: Faces.sites)
        patient.zones[zone].layers.skinMillimetres = 1.1
        patient.zones[zone].layers.fatMillimetres = 4
        patient.zones[zone].layers.muscleMillimetres = 5
        var pads = Faces.pads(split)
        pads[zone].edgeShare = 1
        var face = FaceTissue(patient: patient, pads: pads, sensors: Faces.sensors, seed: 1)
        var powers = PerZone(repeating: Power.zero)
        var sum = 0.0
        // A slow integral controller on the true surface: 40 minutes are enough for blood and depth to settle.
        for _ in 0..<24_000 {
            let error = 42 - face.sight(of: .centre, in: zone).surface
            sum = min(max(sum + 0.3 * error, 0), 3000)
            powers[zone] = .milliwatts(Int32(min(max(sum + 400 * error, 0), 3000)))
            face.advance(by: .milliseconds(100), powers: powers)
        }
        return (face, Double(powers[zone].milliwatts) / 20_000)
    }

    private func hidden(_ face: FaceTissue) throws -> (peak: Double, layer: TissueLayer) {
        let sight = face.sight(of: .centre, in: try zone())
        let peak = try #require(sight.cells.max())
        let cell = try #require(sight.cells.firstIndex(of: peak))
        return (peak - sight.surface, sight.layers[cell])
    }

    @Test func `a held surface hides fat that is 2 °C hotter under a monopolar pad`() throws {
        let (face, density) = try held(.monopolar)
        #expect(abs(face.sight(of: .centre, in: try zone()).surface - 42) < 0.02)
        let (difference, layer) = try hidden(face)
        #expect((2.0...2.6).contains(difference))
        #expect(layer == .fat)
        // 0.10 W/cm² with all of the skin's blood flowing.
        #expect((0.098...0.112).contains(density))
    }

    @Test func `the reference pad hides half a degree`() throws {
        let (face, _) = try held(.reference)
        let (difference, layer) = try hidden(face)
        #expect((0.4...0.7).contains(difference))
        #expect(layer == .fat)
    }

    @Test func `half of the contact doubles the impedance and the power on each cm² at constant power`() throws {
        let zone = try zone()
        var face = FaceTissue(
            patient: Patient(averageAt: Faces.sites), pads: Faces.pads(), sensors: Faces.sensors, seed: 1)
        let whole = face.observe(zone).impedance.milliohms
        var half = ContactState()
        half.fraction = 0.5
        var lifted = face
        lifted.setContact(half, in: zone)
        #expect(abs(lifted.observe(zone).impedance.milliohms - 2 * whole) <= 2)
        var powers = PerZone(repeating: Power.zero)
        powers[zone] = .milliwatts(1000)
        let rest = face.sight(of: .centre, in: zone).surface
        face.advance(by: .seconds(20), powers: powers)
        lifted.advance(by: .seconds(20), powers: powers)
        // Before blood and depth answer, twice the density is twice the rise; under the part that is off there is none.
        let rise = face.sight(of: .centre, in: zone).surface - rest
        let liftedRise = lifted.sight(of: .centre, in: zone).surface - rest
        #expect((1.95...2.1).contains(liftedRise / rise))
        #expect(lifted.sight(of: .lifting, in: zone).surface < rest + 0.1)
    }

    @Test func `drying raises the impedance slowly while warming lowers it slowly`() throws {
        let zone = try zone()
        var patient = Patient(averageAt: Faces.sites)
        var powers = PerZone(repeating: Power.zero)
        patient.zones[zone].contact.dryingPerMinute = 0
        var wet = FaceTissue(patient: patient, pads: Faces.pads(), sensors: Faces.sensors, seed: 1)
        patient.zones[zone].contact.dryingPerMinute = 0.2
        var dry = FaceTissue(patient: patient, pads: Faces.pads(), sensors: Faces.sensors, seed: 1)
        let start = Double(wet.observe(zone).impedance.milliohms)
        dry.advance(by: .seconds(600), powers: powers)
        let dried = Double(dry.observe(zone).impedance.milliohms) / start
        // 10 min · 20 % of a gel that is 4 Ω of 50.
        #expect((1.1...1.3).contains(dried))
        powers[zone] = .milliwatts(1500)
        wet.advance(by: .seconds(600), powers: powers)
        let warmed = Double(wet.observe(zone).impedance.milliohms) / start
        #expect((0.88...0.95).contains(warmed))
        var slowest = 0.0
        var last = Double(wet.observe(zone).impedance.milliohms)
        for _ in 0..<60 {
            wet.advance(by: .seconds(1), powers: powers)
            let now = Double(wet.observe(zone).impedance.milliohms)
            slowest = max(slowest, abs(now / last - 1))
            last = now
        }
        // Nothing that a step of more than 20 % in a second could be mistaken for.
        #expect(slowest < 0.002)
    }

    @Test func `the same pulses contract a left and a right that differ, differently`() throws {
        let left = try #require(ZoneIndex(1))
        let right = try #require(ZoneIndex(2))
        var patient = Patient(averageAt: Faces.sites)
        patient.zones[right].muscle.rheobaseMilliamps = 6
        patient.zones[right].muscle.strength = 0.8
        var face = FaceTissue(patient: patient, pads: Faces.pads(), sensors: Faces.sensors, seed: 1)
        for _ in 0..<50 {
            _ = face.pulse(.milliamps(20), width: .microseconds(200), volts: 100, in: left)
            _ = face.pulse(.milliamps(20), width: .microseconds(200), volts: 100, in: right)
            face.advance(by: .milliseconds(20), powers: PerZone(repeating: .zero))
        }
        #expect(face.force(in: left) > 1.3 * face.force(in: right))
        #expect(face.force(in: right) > 0)
    }

    @Test func `fineness: ten times the cells move no temperature by more than 0.02 °C`() throws {
        let zone = try zone()
        var face = FaceTissue(
            patient: Patient(averageAt: Faces.sites), pads: Faces.pads(.monopolar), sensors: Faces.sensors, seed: 1)
        var powers = PerZone(repeating: Power.zero)
        powers[zone] = .milliwatts(2400)
        face.advance(by: .seconds(120), powers: powers)
        let sight = face.sight(of: .centre, in: zone)
        let anatomy = ZoneAnatomy(site: .leftCheek).layers
        var layers: [HeatLayer] = []
        for (tissue, millimetres, cells) in [
            (TissueProperties.skin, anatomy.skinMillimetres, 60), (.fat, anatomy.fatMillimetres, 70),
            (.muscle, anatomy.muscleMillimetres, 50),
        ] {
            layers.append(HeatLayer(tissue, thicknessMetres: millimetres / 1000, cells: cells))
        }
        var fine = HeatColumn(
            layers, celsius: 37, top: .convection(coefficient: 10, ambient: 24), bottom: .temperature(37))
        fine.settle()
        let resting = fine.celsius[0..<60].reduce(0, +) / 60
        let restingMuscle = fine.celsius[130..<180].reduce(0, +) / 50
        var (flow, muscleFlow) = (1.0, 1.0)
        let shares = heatShares(split: .monopolar, layers: anatomy)
        // The rim's crowding leaves the middle a little less than the mean.
        let flux = 1200 * (1 - 0.15 * 1.08) / 0.85
        fine.setSource(flux * shares.skin / (anatomy.skinMillimetres / 1000), layer: 0)
        fine.setSource(flux * shares.fat / (anatomy.fatMillimetres / 1000), layer: 1)
        fine.setSource(flux * shares.muscle / (anatomy.muscleMillimetres / 1000), layer: 2)
        for step in 0..<12_000 {
            fine.advance(by: 0.01)
            guard step % 10 == 9 else { continue }
            let mean = fine.celsius[0..<60].reduce(0, +) / 60
            let muscleMean = fine.celsius[130..<180].reduce(0, +) / 50
            flow += (aim(5.5, (mean - resting) / (42 - resting)) - flow) * 0.1 / 90
            muscleFlow += (aim(4, (muscleMean - restingMuscle) / (43 - restingMuscle)) - muscleFlow) * 0.1 / 90
            fine.setPerfusion(TissueProperties.skin.perfusion * flow, layer: 0)
            fine.setPerfusion(TissueProperties.muscle.perfusion * muscleFlow, layer: 2)
        }
        #expect(abs(fine.topCelsius - sight.surface) < 0.02)
        #expect(abs(fine.hottestCelsius - (try #require(sight.cells.max()))) < 0.02)
    }

    private func aim(_ greatest: Double, _ way: Double) -> Double {
        let share = min(max(way, 0), 1)
        return 1 + (greatest - 1) * share * share * (3 - 2 * share)
    }
}
