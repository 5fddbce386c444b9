import Device
import Safety
import Tissue
import Treatment
import Units
import Wire
import World

/// One person under all pads of a device, whose skin is brought to a temperature, held there or at others after it, and
/// then left alone.
///
/// It stands for a measurement on people: what a sensor reads and what power flows, second by second, beside what no
/// sensor sees. The product's own machine does not take part.
struct HeldSkin {
    /// What one second was like under one zone.
    struct Second {
        /// The hotter sensor's mean reading, in m°C.
        var skin: Int32
        /// The RF power on each cm², in mW.
        var density: Double
        /// The temperature of the hottest place, in °C.
        var hottest: Double
        /// The greatest dose of any place so far, in minutes.
        var dose: Double
    }

    /// A set-point from some time on.
    struct Step: Equatable, Sendable {
        /// Seconds since the beginning.
        var from: Double
        /// In °C; 0 is no power.
        var target: Double
    }

    /// What is played with each person: two temperatures held, one that gives way, and a pause.
    ///
    /// A layer that was warmed quickly and is then held cooler is where an estimate goes wrong, and not the warm-up alone.
    static func courses(isMonopolar: Bool) -> [[Step]] {
        let hold = isMonopolar ? 39.8 : 41
        return [
            [Step(from: 0, target: hold)],
            [Step(from: 0, target: hold - 1)],
            [Step(from: 0, target: isMonopolar ? 41.5 : 42), Step(from: 240, target: hold - 1)],
            [Step(from: 0, target: hold + 1), Step(from: 240, target: 0), Step(from: 360, target: hold - 0.5)],
        ]
    }

    /// How long power flows, and how long the tissue is watched afterwards, in s.
    static let (heated, watched) = (1200, 900)

    private(set) var zones: [[Second]] = ZoneSet.all.map { _ in [] }
    private var face: FaceTissue
    private let areas: [Double]
    private let course: [Step]
    private var sums = [Double](repeating: 0, count: ZoneIndex.limit)
    private var doses: [[Double]] = ZoneSet.all.map { _ in [] }

    /// Plays `course`, in the order of time, from zero on.
    init(seed: UInt64, profile: DeviceProfile, course: [Step]) {
        self.course = course
        let sites = profile.sites
        face = FaceTissue(
            patient: Patient(seed: seed, at: sites), pads: profile.pads, sensors: profile.sensors, seed: seed)
        areas = ZoneSet.all.map { Double(profile.zones[$0].radioFrequencyArea.squareMillimetres) / 100 }
        for second in 0..<(HeldSkin.heated + HeldSkin.watched) { pass(Double(second)) }
    }

    private mutating func pass(_ second: Double) {
        var densities = [Double](repeating: 0, count: ZoneIndex.limit)
        var skins = [Double](repeating: 0, count: ZoneIndex.limit)
        for step in 0..<20 {
            var powers = PerZone(repeating: Power.zero)
            for zone in ZoneSet.all {
                let reading = face.read(zone)
                let skin = max(reading.centre, reading.edge)
                let time = second + Double(step) / 20 - 10 * Double(zone.place)
                let density = density(of: zone.place, at: time, skin: Double(skin.milliCelsius) / 1000)
                powers[zone] = .milliwatts(Int32(density * areas[zone.place]))
                densities[zone.place] += density / 20
                skins[zone.place] += Double(skin.milliCelsius) / 20
            }
            face.advance(by: .milliseconds(50), powers: powers)
        }
        for zone in ZoneSet.all { note(zone, skin: Int32(skins[zone.place]), density: densities[zone.place]) }
    }

    /// What warms from 34 °C to 40 °C in two minutes and by 3.5 °C a minute from there, and holds.
    private mutating func density(of place: Int, at time: Double, skin: Double) -> Double {
        guard time >= 0, time < Double(HeldSkin.heated - 10 * place) else { return 0 }
        let target = course.last { time >= $0.from }?.target ?? 0
        guard target > 0 else {
            sums[place] = 0
            return 0
        }
        let (wanted, slope) = time < 120 ? (34 + time / 20, 0.05) : (40 + (time - 120) * 3.5 / 60, 3.5 / 60)
        let aim = min(wanted, target)
        let feed = max(0, aim - 34.6) * 13.5 + (wanted < target ? slope * 2250 : 0)
        let raw = feed + 60 * (aim - skin) + sums[place]
        let change = 0.075 * (aim - skin)
        if (raw < 150 || change < 0) && (raw > 0 || change > 0) { sums[place] += change }
        return min(max(raw, 0), 150)
    }

    private mutating func note(_ zone: ZoneIndex, skin: Int32, density: Double) {
        var cells: [Double] = []
        for column in TissueColumn.allCases {
            let sight = face.sight(of: column, in: zone)
            cells += [sight.surface] + sight.cells
        }
        if doses[zone.place].isEmpty { doses[zone.place] = cells.map { _ in 0 } }
        for (index, celsius) in cells.enumerated() {
            doses[zone.place][index] += ThermalDose.rate(at: .milliCelsius(Int32(celsius * 1000))) / 60
        }
        zones[zone.place].append(
            Second(
                skin: skin, density: density, hottest: cells.max() ?? 0, dose: doses[zone.place].max() ?? 0))
    }
}
