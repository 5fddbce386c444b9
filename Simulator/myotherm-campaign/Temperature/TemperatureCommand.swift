import ArgumentParser
import Device
import Glibc
import PlanFiles
import Synchronization
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
            Every person is assessed, and treated whole, in virtual time, once by each controller: ours, a PI controller tuned by \
            SIMC, on-off with hysteresis, and one that knows the tissue. Readings are means of a second of the hotter sensor; \
            doses, peaks and the hottest sensor are the oracle's. On the reference profile all of docs/temperature-control.md is \
            judged, on the monopolar one the limits alone. A run of a thousand people takes hours: with --rows every trial is \
            printed as a line when it is done, and --with reads such lines again, of a run that was interrupted or of several \
            machines with another --first each; what they hold is not played again. Exits 1 when something falls short.
            """)

    @Option(help: ArgumentHelp("The plan file", valueName: "file"))
    var plan = "examples/plans/full-face.yaml"

    @Option(help: "How many people are treated, 1 or more")
    var people = 1000

    @Option(help: "The first of their seeds")
    var first: UInt64 = 0

    @Option(help: "What kind of device treats: reference (bipolar), monopolar; may be repeated, and is both otherwise")
    var profile: [ProfileName] = []

    @Option(help: "Which controllers: ours, pi, on-off, clairvoyant; may be repeated, and is all of them otherwise")
    var controller: [Controller] = []

    @Option(help: "By how many hundredths skin and fat are measured wrong (standard deviation), 0 to 30")
    var error = 10

    @Flag(help: "Nobody's skin and fat are measured")
    var unmeasured = false

    @Option(help: "How many threads treat")
    var jobs = 2

    @Flag(help: "Print one JSON object instead of text")
    var json = false

    @Flag(help: "Print every trial as a line when it is done, and judge nothing")
    var rows = false

    @Option(
        name: .customLong("with"),
        help: ArgumentHelp("Take the trials from such lines, and play the others", valueName: "file"))
    var rowFiles: [String] = []

    @Flag(help: "Print every person who falls short of something")
    var persons = false

    @Option(help: ArgumentHelp("Print this person's seconds as CSV instead, by each controller", valueName: "seed"))
    var course: UInt64?

    func validate() throws {
        guard people > 0 else { throw ValidationError("--people is \(people), but 1 or more was expected.") }
        guard (0...30).contains(error) else { throw ValidationError("--error is \(error), but 0 to 30 was expected.") }
    }

    /// Which trial: a row of the table of all of them.
    private struct Key: Hashable, Sendable {
        let profile: ProfileName
        let controller: Controller
        let seed: UInt64
    }

    func run() throws {
        let known = try readRows()
        let assessed = AssessedPeople(plan: try PlanArgument.plan(plan), error: unmeasured ? nil : error)
        // Whatever is wrong with the plan is the same for everybody: said before the first hour is over.
        for profile in profiles {
            do { _ = try assessed.program(of: first, on: profile.value) } catch { throw ValidationError("\(error)") }
        }
        if let course { return printCourse(of: course, assessed) }
        let played = play(assessed, known)
        guard !rows else { return }
        var table = known
        for row in played {
            table[Key(profile: row.profile, controller: row.controller, seed: row.trial.seed)] = row.trial
        }
        try judge(table)
    }

    private var profiles: [ProfileName] { profile.isEmpty ? [.reference, .monopolar] : profile }
    private var controllers: [Controller] {
        controller.isEmpty ? Controller.allCases : Controller.allCases.filter(controller.contains)
    }
    private var seeds: Range<UInt64> { first..<(first + UInt64(people)) }

    private func readRows() throws -> [Key: TemperatureTrial] {
        var known: [Key: TemperatureTrial] = [:]
        for file in rowFiles {
            let bytes: [UInt8]
            do {
                bytes = try RegularFile.content(of: file, atMost: 1 << 28)
            } catch { throw ValidationError("\(error)") }
            for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                guard let row = TemperatureRow(line) else { continue }
                known[Key(profile: row.profile, controller: row.controller, seed: row.trial.seed)] = row.trial
            }
        }
        return known
    }

    /// Plays what is not known, person by person, so that an interrupted run has whole people.
    private func play(_ assessed: AssessedPeople, _ known: [Key: TemperatureTrial]) -> [TemperatureRow] {
        let keys = seeds.flatMap { seed in
            profiles.flatMap { profile in
                controllers.map { Key(profile: profile, controller: $0, seed: seed) }
            }
        }.filter { known[$0] == nil }
        let prints = rows
        let printed = Mutex(0)
        return Workers.map(keys.count, jobs: jobs) { index in
            let key = keys[index]
            let device = key.profile.value
            // Compiled once for the first person already; only the tissue differs.
            guard let program = try? assessed.program(of: key.seed, on: device) else {
                return TemperatureRow(key.profile, key.controller, TemperatureTrial(seed: key.seed))
            }
            let trial = TemperatureTrial(seed: key.seed, program: program, profile: device, by: key.controller)
            let row = TemperatureRow(key.profile, key.controller, trial)
            if prints {
                printed.withLock { count in
                    print(row.text)
                    count += 1
                    fflush(nil)
                }
            }
            return row
        }
    }

    private func judge(_ table: [Key: TemperatureTrial]) throws {
        var (parts, isShort): ([String], Bool) = ([], false)
        for profile in profiles {
            let figures = controllers.map { controller in
                TemperatureFigures(
                    controller: controller,
                    trials: seeds.compactMap { table[Key(profile: profile, controller: controller, seed: $0)] },
                    spread: .of(isMonopolar: profile == .monopolar))
            }
            let short = TemperatureFigures.judge(figures, onReference: profile == .reference)
            isShort = isShort || !short.isEmpty
            if json {
                parts.append(
                    """
                    {"profile":"\(profile.rawValue)","holds":\(short.isEmpty),\
                    "shortfalls":[\(short.map { "\"\($0.escaped)\"" }.joined(separator: ","))],\
                    "controllers":[\(figures.map(\.json).joined(separator: ","))]}
                    """)
                continue
            }
            for figure in figures { print(figure.text) }
            if persons { TemperatureCommand.printPersons(figures) }
            let verdict = short.isEmpty ? "holds" : "FALLS SHORT: " + short.joined(separator: "; ")
            print("temperature: \(profile.rawValue), \(people) people: \(verdict)")
        }
        if json {
            let measured = unmeasured ? "null" : "\(error)"
            print(
                """
                {"people":\(people),"firstSeed":\(first),"measurementErrorPercent":\(measured),"holds":\(!isShort),\
                "profiles":[\(parts.joined(separator: ","))]}
                """)
        }
        if isShort { throw ExitCode(1) }
    }

    private func printCourse(of seed: UInt64, _ assessed: AssessedPeople) {
        print("controller,zone,second,reading_millicelsius,target_millicelsius,density_milliwatts_per_cm2")
        let device = (profile.first ?? .reference).value
        guard let program = try? assessed.program(of: seed, on: device) else { return }
        for controller in controllers {
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
