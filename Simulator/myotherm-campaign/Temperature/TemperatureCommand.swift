import ArgumentParser
import Device
import Treatment
import Units
import Wire
import World

/// Holds the product's temperature control against people, and against other controllers.
struct TemperatureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "temperature",
        abstract: "Treat people with the full-face plan, and compare the temperature control with others",
        discussion: """
            Every person is treated whole, in virtual time, once by each controller: ours, a PI controller tuned by SIMC, on-off \
            with hysteresis, and one that knows the tissue. Readings are means of a second of the hotter sensor; doses and the \
            hottest sensor are the oracle's. On the reference profile all of docs/temperature-control.md is judged, on the \
            monopolar one the limits alone. Exits 1 when something falls short.
            """)

    @Option(help: ArgumentHelp("The plan file", valueName: "file"))
    var plan = "examples/plans/full-face.yaml"

    @Option(help: "How many people are treated, 1 or more")
    var people = 1000

    @Option(help: "The first of their seeds")
    var first: UInt64 = 0

    @Option(help: "What kind of device treats: reference (bipolar) or monopolar")
    var profile = ProfileName.reference

    @Option(help: "Which controllers: ours, pi, on-off, clairvoyant; may be repeated, and is all of them otherwise")
    var controller: [Controller] = []

    @Option(help: "How many threads treat")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    @Flag(help: "Print every person who falls short of something")
    var persons = false

    @Option(help: ArgumentHelp("Print this person's seconds as CSV instead, by each controller", valueName: "seed"))
    var course: UInt64?

    func validate() throws {
        guard people > 0 else { throw ValidationError("--people is \(people), but 1 or more was expected.") }
    }

    func run() throws {
        let program = try PlanArgument.program(plan)
        let (device, first) = (profile.value, first)
        let chosen = controller.isEmpty ? Controller.allCases : Controller.allCases.filter(controller.contains)
        if let course { return printCourse(of: course, program, device, chosen) }
        let figures = chosen.map { controller in
            TemperatureFigures(
                controller: controller,
                trials: Workers.map(people, jobs: jobs) { index in
                    TemperatureTrial(
                        seed: first + UInt64(index), program: program, profile: device, by: controller)
                })
        }
        let short = TemperatureCommand.judge(figures, onReference: !device.device.traits.isMonopolar)
        if json {
            print(
                """
                {"profile":"\(profile.rawValue)","people":\(people),"firstSeed":\(first),"holds":\(short.isEmpty),\
                "shortfalls":[\(short.map { "\"\($0.escaped)\"" }.joined(separator: ","))],\
                "controllers":[\(figures.map(\.json).joined(separator: ","))]}
                """)
        } else {
            for figure in figures { print(figure.text) }
            if persons { TemperatureCommand.printPersons(figures) }
            let verdict = short.isEmpty ? "holds" : "FALLS SHORT: " + short.joined(separator: "; ")
            print("temperature: \(profile.rawValue), \(people) people: \(verdict)")
        }
        if !short.isEmpty { throw ExitCode(1) }
    }

    private func printCourse(of seed: UInt64, _ program: Program, _ device: DeviceProfile, _ chosen: [Controller]) {
        print("controller,zone,second,reading_millicelsius,target_millicelsius,density_milliwatts_per_cm2")
        for controller in chosen {
            let trial = TemperatureTrial(
                seed: seed, program: program, profile: device, by: controller, keepsSeconds: true)
            for (zone, course) in trial.zones.enumerated() {
                for at in course.seconds {
                    print(
                        "\(controller.rawValue),\(zone),\(at.time),\(at.reading),\(at.target),"
                            + "\(at.density.rounded(toPlaces: 1))")
                }
            }
        }
    }

    /// What falls short, in words; empty when nothing does.
    static func judge(_ figures: [TemperatureFigures], onReference isReference: Bool) -> [String] {
        guard let ours = figures.first(where: { $0.controller == .ours }) else { return [] }
        guard isReference else { return ours.brokenLimits }
        let best = figures.first { $0.controller == .clairvoyant }?.warmSeconds
        var short = ours.shortfalls(best: best)
        for other in figures where other.controller == .pi || other.controller == .onOff {
            short += ours.worse(than: other)
        }
        return short
    }

    /// One line for each zone that is slow, overshoots, is not held or gives way, with each controller's figures.
    private static func printPersons(_ figures: [TemperatureFigures]) {
        guard let ours = figures.first else { return }
        for (person, trial) in ours.trials.enumerated() {
            for (place, zone) in trial.zones.enumerated() {
                let isShort =
                    (zone.warmAfter ?? .max) > 120 || zone.overshoot > 300
                    || zone.heldSeconds * 100 < zone.holdSeconds * 99 || !zone.keepsPlan
                guard isShort else { continue }
                let each = figures.map { figure in
                    let zone = figure.trials[person].zones[place]
                    return "\(figure.controller.rawValue) \(zone.warmAfter.map { "\($0)" } ?? "never") s, "
                        + "\(zone.overshoot) m°C, \(zone.heldSeconds)/\(zone.holdSeconds) s, "
                        + "\(zone.lowestTarget) m°C"
                }
                print("seed \(trial.seed) zone \(place): \(each.joined(separator: " | "))")
            }
        }
    }
}

extension Controller: ExpressibleByArgument {}
