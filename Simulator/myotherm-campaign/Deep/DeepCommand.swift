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
            Every person's skin is brought to a set-point, held for 20 minutes in all, and left to cool. For every site it \
            prints the least excess (m°C for each mW/cm²) with which no dose would have been underestimated, for half, for \
            99.5 % and for all of the people, beside the one in force; then how many people the one in force underestimates, \
            and by how much it falls short while tissue cools. Exits 1 when more than 0.5 % of people are underestimated.
            """)

    @Option(help: "What kind of device treats: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 299)

    @Option(help: ArgumentHelp("The set-point in m°C", valueName: "m°C"))
    var target: Int32 = 41_000

    @Flag(help: "Only check what is in force, which is a tenth of the work")
    var check = false

    func run() throws {
        var least: [[Double]] = ZoneSet.all.map { _ in [] }
        var short = [Double](repeating: 0, count: ZoneIndex.limit)
        var ratios = [Double](repeating: .infinity, count: ZoneIndex.limit)
        var below = 0
        let device = profile.value
        for seed in seeds.first...seeds.last {
            let person = HeldSkin(seed: seed, profile: device, target: Double(target) / 1000)
            var isBelow = false
            for zone in ZoneSet.all {
                let traits = DeepTraits.of(
                    Zone(rawValue: device.zones[zone].site), isMonopolar: device.device.traits.isMonopolar)
                let fit = DeepFit(seconds: person.zones[zone.place])
                let outcome = fit.outcome(with: traits)
                if !outcome.isAbove { isBelow = true }
                short[zone.place] = max(short[zone.place], outcome.shortAfterPower)
                ratios[zone.place] = min(ratios[zone.place], outcome.ratio)
                if !check { least[zone.place].append(fit.leastExcess(like: traits)) }
            }
            if isBelow { below += 1 }
        }
        for zone in ZoneSet.all {
            let place = zone.place
            let site = Zone(rawValue: device.zones[zone].site)
            let traits = DeepTraits.of(site, isMonopolar: device.device.traits.isMonopolar)
            let sorted = least[place].sorted()
            let text =
                sorted.isEmpty
                ? ""
                : "least excess "
                    + [0.5, 0.995, 1].map { share in
                        "\((sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)] * 1000).rounded(toPlaces: 1))"
                    }.joined(separator: " / ") + " (50 % / 99.5 % / all), "
            print(
                "\(site?.name ?? "no name"): \(text)in force \((traits.excess * 1000).rounded(toPlaces: 1)), least ratio of "
                    + "doses \(ratios[place].rounded(toPlaces: 2)), short by \(short[place].rounded(toPlaces: 2)) °C at most "
                    + "while cooling")
        }
        let people = Int(seeds.last - seeds.first) + 1
        print("\(profile.rawValue), \(target) m°C: \(people) people, \(below) underestimated")
        if below * 200 > people { throw ExitCode(1) }
    }
}
