import ArgumentParser
import Device
import Tissue
import Treatment
import Units
import Wire
import World

/// Fits the daemon's compact thermal model to the simulator's people as if they had been measured.
struct ThermalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thermal",
        abstract: "Fit the compact thermal model to people whose skin is warmed and held",
        discussion: """
            Every person's skin is brought to the set-point and held for 20 minutes (`HeldSkin`). Readings and power of each second \
            are what a measurement would give; how thick skin and fat are is what an ultrasound would. Capacity, loss and the \
            exchange with blood are one linear fit of the power, the layer's excess another, for the lag with the least \
            residual. Prints the numbers that `ThermalFit` holds, and what they leave. Exits 1 when what is in force predicts \
            the power of the hold worse than a fresh fit by more than a twentieth.
            """)

    @Option(help: "What kind of device treats: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: ArgumentHelp("The seeds, both ends included", valueName: "first..last"))
    var seeds = SeedRange(first: 0, last: 299)

    @Option(help: "How many threads measure")
    var jobs = 2

    func run() throws {
        let (device, first) = (profile.value, seeds.first)
        let isMonopolar = device.device.traits.isMonopolar
        let people = Workers.map(Int(seeds.last - first) + 1, jobs: jobs) { index in
            ThermalFitting(seed: first + UInt64(index), profile: device)
        }
        var sum = ThermalFitting()
        for person in people { sum.add(person) }
        for line in sum.lines { print(line) }
        let fresh = sum.power.residual
        let inForce = sum.residualInForce
        let holds = inForce <= 1.05 * fresh
        print(
            "thermal: \(profile.rawValue), \(people.count) people\(isMonopolar ? " (fat heated)" : ""), residual of the power "
                + "\(fresh.rounded(toPlaces: 2)) mW/cm² fresh, \(inForce.rounded(toPlaces: 2)) in force: "
                + "\(holds ? "holds" : "FALLS SHORT")")
        if !holds { throw ExitCode(1) }
    }
}

/// What the fits have gathered.
struct ThermalFitting: Sendable {
    /// What may be the layer's lag, in s.
    private static let lags = [60.0, 90, 120, 150, 180, 240]
    /// Seconds that are taken together.
    private static let block = 5

    private(set) var power = LeastSquares(7)
    private var excess = ThermalFitting.lags.map { _ in LeastSquares(3) }
    private var squaresInForce = 0.0

    init() {}

    init(seed: UInt64, profile: DeviceProfile) {
        let isMonopolar = profile.device.traits.isMonopolar
        let patient = Patient(seed: seed, at: profile.sites)
        let course = [HeldSkin.Step(from: 0, target: isMonopolar ? 39.8 : 41)]
        let held = HeldSkin(seed: seed, profile: profile, course: course)
        for zone in ZoneSet.all {
            let layers = patient.zones[zone].layers
            let traits = ThermalTraits(
                skinMicrometres: Int32(layers.skinMillimetres * 1000),
                fatMicrometres: Int32(layers.fatMillimetres * 1000))
            gather(held.zones[zone.place], from: 10 * zone.place, traits, isMonopolar)
        }
    }

    /// What one zone went through from its first second of RF on.
    private mutating func gather(
        _ seconds: [HeldSkin.Second], from start: Int, _ traits: ThermalTraits, _ isMonopolar: Bool
    ) {
        let (thickness, fat) = (Double(traits.skinMicrometres) / 1000, Double(traits.fatMicrometres) / 1000)
        let size = ThermalFitting.block
        let rest = Double(seconds[max(start - 1, 0)].skin) / 1000
        let model = ThermalModel(traits, isMonopolar: isMonopolar, rest: rest)
        var blocks: [(skin: Double, density: Double, above: Double)] = []
        for begin in stride(from: start, to: HeldSkin.heated - size, by: size) {
            var block = (skin: 0.0, density: 0.0, above: 0.0)
            for second in seconds[begin..<(begin + size)] {
                block.skin += Double(second.skin) / 1000 / Double(size)
                block.density += second.density / Double(size)
                block.above += (second.hottest - Double(second.skin) / 1000) / Double(size)
            }
            blocks.append(block)
        }
        var flow = 0.0
        var smooth = ThermalFitting.lags.map { _ in 0.0 }
        for index in 1..<(blocks.count - 1) {
            // The sensor's lag is taken off, as the host does it.
            let slope = (blocks[index + 1].skin - blocks[index - 1].skin) / Double(2 * size)
            let skin = blocks[index].skin + 3 * slope
            flow += (ThermalModel.opening(at: skin) - flow) * Double(size) / ThermalModel.opening
            for place in smooth.indices {
                smooth[place] += (blocks[index].density - smooth[place]) * Double(size) / ThermalFitting.lags[place]
            }
            // The hold lasts ten times as long as the warm-up, and counts as much.
            guard index * size < 150 || index % 10 == 0 else { continue }
            let warm = flow * (skin - ThermalModel.blood)
            let lift = skin - rest
            power.add(
                [slope, slope * thickness, slope * fat, lift, lift * thickness, lift * fat, warm], blocks[index].density
            )
            let expected = model.capacity * slope + model.loss * lift + model.exchange * warm
            squaresInForce += (blocks[index].density - expected) * (blocks[index].density - expected)
            for place in smooth.indices {
                let q = smooth[place]
                excess[place].add([q, q * thickness, q * fat], blocks[index].above)
            }
        }
    }

    mutating func add(_ other: ThermalFitting) {
        power.add(other.power)
        for place in excess.indices { excess[place].add(other.excess[place]) }
        squaresInForce += other.squaresInForce
    }

    /// What the numbers in force leave of the power, in mW/cm².
    var residualInForce: Double { (squaresInForce / Double(max(power.rows, 1))).squareRoot() }

    /// The numbers, a line each.
    var lines: [String] {
        let all = power.coefficients.map { $0.rounded(toPlaces: 2) }
        let best = excess.indices.min { excess[$0].residual < excess[$1].residual } ?? 0
        let layer = excess[best].coefficients.map { $0.rounded(toPlaces: 5) }
        return [
            "capacity, mJ/cm²/°C: \(all[0]) + \(all[1]) per mm of skin + \(all[2]) per mm of fat",
            "loss, mW/cm²/°C: \(all[3]) + \(all[4]) per mm of skin + \(all[5]) per mm of fat",
            "exchange, mW/cm²/°C: \(all[6])",
            "excess, °C per mW/cm²: \(layer[0]) + \(layer[1]) per mm of skin + \(layer[2]) per mm of fat, lag "
                + "\(ThermalFitting.lags[best]) s, residual \(excess[best].residual.rounded(toPlaces: 3)) °C",
        ]
    }
}
