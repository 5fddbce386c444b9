import ArgumentParser
import Device
import Safety
import Tissue
import Units
import World

/// Measures what sensors read at rest, on the skin and in the pad: the source of `Limits.leastSkinTemperature`.
struct SkinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skin",
        abstract: "Measure what sensors read on skin at rest, and what they read when they hang in the pad",
        discussion: """
            Puts the pads of a device on every person and reads both sensors of each zone for two seconds, without any power; \
            then takes the centre sensors off the skin and reads them after 100 s. Exits 1 when a sound sensor reads less \
            than skin may.
            """)

    @Option(help: "What kind of device: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 9999)

    @Option(help: "How many threads measure")
    var jobs = 2

    func run() throws {
        let (device, first) = (profile.value, seeds.first)
        let people = Workers.map(Int(seeds.last - first) + 1, jobs: jobs) { index in
            Skin(seed: first + UInt64(index), profile: device)
        }
        let sound = people.flatMap(\.sound)
        let hanging = people.flatMap(\.hanging)
        let limit = Limits.leastSkinTemperature
        let found = hanging.count { $0 < limit }
        let coldest = sound.min() ?? limit
        let holds = coldest >= limit
        print(
            "skin: \(profile.rawValue), \(people.count) people, \(sound.count) zones, the coldest reads "
                + "\(coldest.milliCelsius) m°C; of \(hanging.count) sensors in the pad \(found) read less than "
                + "\(limit.milliCelsius): \(holds ? "holds" : "FALLS SHORT")")
        if !holds { throw ExitCode(1) }
    }
}

/// The readings of one person's zones.
private struct Skin {
    /// The least of each zone's two sensors in two seconds.
    var sound: [Temperature] = []
    /// Each zone's centre sensor in the pad.
    var hanging: [Temperature] = []

    init(seed: UInt64, profile: DeviceProfile) {
        let patient = Patient(seed: seed, at: profile.sites)
        var face = FaceTissue(patient: patient, pads: profile.pads, sensors: profile.sensors, seed: seed)
        let zones = ZoneSet.all
        sound = zones.map { _ in .celsius(100) }
        for _ in 0..<20 {
            for zone in zones {
                let reading = face.read(zone)
                sound[zone.place] = min(sound[zone.place], reading.centre, reading.edge)
            }
            face.advance(by: .milliseconds(100), powers: PerZone(repeating: .zero))
        }
        for zone in zones { face.detach(true, .centre, in: zone) }
        face.advance(by: .seconds(100), powers: PerZone(repeating: .zero))
        hanging = zones.map { face.read($0).centre }
    }
}
