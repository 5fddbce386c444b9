import Device
import Safety
import Tissue
import Treatment
import Units
import Wire
import World

/// What could be had at best: somebody who sees every layer of the tissue without lag and noise warms it, on the same pads,
/// with the same sensors, and inside the same limits.
///
/// The limits: the plan's power, the steepest ramp that any plan may ask, zones one after the other, the planned set-point at
/// the controlled sensor's reading, and both doses at their worst place, which here are known and not estimated. Each zone
/// rises along the ramp limit from the skin's own temperature (or from where the reference begins, where that is
/// warmer), and is let down only where a true dose would pass its limit by the end. There is no host and no
/// stimulation: it is a bound, not a device.
struct Clairvoyant {
    /// What a second of one zone came to: see `ZoneCourse`.
    private(set) var courses: PerZone<ZoneCourse?>
    private var zones: [ClairvoyantZone] = []
    private var face: FaceTissue

    /// Plays `program` on the person of `scenario` to its end.
    init(_ scenario: Scenario, courses: PerZone<ZoneCourse?>) {
        let profile = scenario.profile
        self.courses = courses
        face = FaceTissue(
            patient: scenario.patient, pads: profile.pads, sensors: profile.sensors, seed: scenario.seed)
        var offsets = PerZone(repeating: (centre: 0.0, edge: 0.0))
        for _ in 0..<400 {
            for zone in ZoneSet.all {
                let (reading, own) = (face.read(zone), face.observe(zone))
                offsets[zone].centre += Double((reading.centre - own.centre).millikelvin) / 400_000
                offsets[zone].edge += Double((reading.edge - own.edge).millikelvin) / 400_000
            }
        }
        let program = scenario.program
        for place in program.zones {
            guard let zone = profile.zone(of: program.zone(at: place)), let reference = program.reference(of: place)
            else { continue }
            zones.append(
                ClairvoyantZone(
                    zone: zone, reference: reference, area: profile.zones[zone].radioFrequencyArea,
                    duration: program.duration, offsets: offsets[zone]))
        }
        for tick in 0..<Int(program.duration.milliseconds / 50) { pass(tick) }
    }

    private mutating func pass(_ tick: Int) {
        if tick % 2 == 0 {
            for index in zones.indices { zones[index].look(at: face, after: Double(tick) * 0.05) }
        }
        var powers = PerZone(repeating: Power.zero)
        for zone in zones { powers[zone.zone] = zone.power }
        face.advance(by: .milliseconds(50), powers: powers)
        for zone in zones {
            let reading = face.read(zone.zone)
            courses[zone.zone]?.add(
                reading: max(reading.centre, reading.edge).milliCelsius, target: zone.target,
                density: Double(zone.power.milliwatts) * 100 / Double(max(zone.area.squareMillimetres, 1)), at: tick)
        }
    }
}

/// One zone in the hands of somebody who knows.
private struct ClairvoyantZone {
    let zone: ZoneIndex
    let reference: HeatingReference
    let area: Area
    let duration: Duration
    let offsets: (centre: Double, edge: Double)
    private(set) var power = Power.zero
    private(set) var target: Int32?
    private var start: Double?
    private var sum = 0.0
    private var doses: [Double] = []
    private var letDown = 100.0
    private var hottest = 0.0

    init(
        zone: ZoneIndex, reference: HeatingReference, area: Area, duration: Duration,
        offsets: (centre: Double, edge: Double)
    ) {
        (self.zone, self.reference, self.area, self.duration) = (zone, reference, area, duration)
        self.offsets = offsets
    }

    /// Looks at everything `seconds` after the treatment's start, and decides on the next tenth of a second.
    mutating func look(at face: FaceTissue, after seconds: Double) {
        let sights = [TissueColumn.centre, .edge, .lifting].map { face.sight(of: $0, in: zone) }
        let skin = max(sights[0].surface + offsets.centre, sights[1].surface + offsets.edge)
        gather(sights.flatMap { [$0.surface] + $0.cells })
        let began = Double(reference.start.milliseconds) / 1000
        guard seconds >= began else { return }
        let from = start ?? max(skin, Double(HeatingReference.origin.milliCelsius) / 1000)
        start = from
        let steepest = 3.5 / 60
        let planned = Double(reference.heating.target.milliCelsius) / 1000
        let aim = min(from + steepest * (seconds - began), planned)
        let left = Double(duration.milliseconds) / 60_000 - seconds / 60 + 2
        letDown = min(letDown + (bound(skin, over: left) - letDown) * 0.01, planned + 1)
        let wanted = min(aim, max(letDown, 38.9))
        target = Int32(wanted * 1000)
        let greatest = Double(reference.heating.density.milliwattsPerSquareCentimetre)
        let error = wanted - skin
        let raw = 2000 * error + sum
        let step = 100 * error
        if (raw < greatest || step < 0) && (raw > 0 || step > 0) { sum += step }
        power = area * .milliwattsPerSquareCentimetre(Int32(min(max(raw, 0), greatest)))
    }

    private mutating func gather(_ cells: [Double]) {
        if doses.isEmpty { doses = cells.map { _ in 0 } }
        for (index, celsius) in cells.enumerated() {
            doses[index] += ThermalDose.rate(at: .milliCelsius(Int32(celsius * 1000))) / 600
        }
        hottest = cells.max() ?? 0
    }

    /// The reading up to which the hottest place passes 16 CEM43 only after `minutes`.
    ///
    /// The skin's own limit of 9 is never met first: nobody's skin gathers as much below the highest set-point.
    private func bound(_ skin: Double, over minutes: Double) -> Double {
        let rest = max(16 - (doses.max() ?? 0), 0) * 0.97
        guard rest > 0 else { return 0 }
        let octaves = log2(rest / minutes)
        return 43 + (octaves >= 0 ? octaves : octaves / 2) - max(hottest - skin, 0)
    }
}
