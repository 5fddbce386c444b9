import ArgumentParser
import Device
import Safety
import Treatment
import Units
import Wire
import World

/// Fits the estimate of the deep layer to the simulator's people as if they had been measured, and checks it.
struct DeepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deep",
        abstract: "Fit and check the estimate of the layer below the skin against people",
        discussion:
            """
            Every person's skin is brought to a set-point and held, at two temperatures, at one that gives way and through a \
            pause, for 20 minutes each, and left to cool. For every site it prints the least excess (m°C for each mW/cm²) \
            with which no more than a quarter of a minute at 43 °C would have been missed in any stretch of time, for half, \
            for 99.5 % and for all of the people, beside the one in force; then the most that the one in force misses, and \
            how many times the truth it estimates on average. Exits 1 when it misses more with more than 0.5 % of people.
            """)

    /// What may be missed of a dose, in minutes at 43 °C: 1.5 lie between where a set-point gives way and the limit.
    static let allowance = 0.25

    @Option(help: "What kind of device treats: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 299)

    @Flag(help: "Only check what is in force, which is half the work")
    var check = false

    @Flag(help: "Print as CSV what every zone of every person needs, and how thick skin and fat are, instead")
    var rows = false

    @Option(
        help: ArgumentHelp(
            "Skin and fat are measured, wrong by so many hundredths (standard deviation), and the estimate goes by them",
            valueName: "error"))
    var measured: Int?

    @Option(help: "How many threads measure")
    var jobs = 2

    /// What one site came to.
    private struct Site {
        var traits: DeepTraits
        var least: [Double] = []
        var missed: [Double] = []
        /// The sum of the logarithms of estimated over true dose, where a minute and more was received, and their number.
        var logarithms = 0.0
        var counted = 0
    }

    func run() throws {
        let device = profile.value
        let isMonopolar = device.device.traits.isMonopolar
        var sites = ZoneSet.all.map { zone in
            Site(traits: DeepTraits.of(Zone(rawValue: device.zones[zone].site), isMonopolar: isMonopolar))
        }
        let (first, checksOnly, error) = (seeds.first, check, measured)
        let found = Workers.map(Int(seeds.last - first) + 1, jobs: jobs) { index in
            DeepPerson(seed: first + UInt64(index), profile: device, checksOnly: checksOnly, error: error)
        }
        if rows {
            print("seed,zone,skin_micrometres,fat_micrometres,least_millikelvin_per_mw_cm2")
            for person in found { for row in person.rows { print(row) } }
            return
        }
        for person in found {
            for place in sites.indices { add(person.zones[place], to: &sites[place]) }
        }
        for zone in ZoneSet.all { report(sites[zone.place], Zone(rawValue: device.zones[zone].site)) }
        let people = Int(seeds.last - seeds.first) + 1
        let below = (0..<people).count { person in sites.contains { $0.missed[person] > DeepCommand.allowance } }
        let known = measured.map { ", measured within \($0) %" } ?? ""
        print("deep: \(profile.rawValue), \(people) people\(known), \(below) underestimated")
        if below * 200 > people { throw ExitCode(1) }
    }

    private func add(_ zone: DeepPerson.ZoneOutcome, to site: inout Site) {
        site.missed.append(zone.missed)
        site.logarithms += zone.logarithms
        site.counted += zone.counted
        if !check { site.least.append(zone.least) }
    }

    private func report(_ site: Site, _ name: Zone?) {
        let sorted = site.least.sorted()
        let shares = [0.5, 0.995, 1].compactMap { share in
            sorted.isEmpty ? nil : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
        }
        let needed = shares.map { "\(($0 * 1000).rounded(toPlaces: 1))" }.joined(separator: " / ")
        let missed = (site.missed.max() ?? 0).rounded(toPlaces: 2)
        let times = exp2(site.logarithms / Double(max(site.counted, 1))).rounded(toPlaces: 1)
        print(
            "\(name?.name ?? "no name"): \(check ? "" : "least excess \(needed) (50 % / 99.5 % / all), ")in force "
                + "\((site.traits.excess * 1000).rounded(toPlaces: 1)), misses \(missed) min at most, estimates "
                + "\(times) times the truth on average")
    }
}
