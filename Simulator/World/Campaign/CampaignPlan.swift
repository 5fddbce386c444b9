public import Treatment
public import Units

/// A plan small enough for one line: every zone gets the same.
public struct CampaignPlan: Equatable, Sendable {
    /// How long it lasts, in seconds; 10 to 1800.
    public var seconds: Int64 = 60
    /// The zones, in the order of their places.
    public var zones: [Zone] = [.forehead]
    /// How they are warmed; nil for not at all.
    public var heating: Heating?
    /// How they are stimulated; nil for not at all.
    public var stimulation: Stimulation?
    /// The number of an example plan that is played instead, from 0; nil for none.
    public var example: Int?

    /// A plan that does nothing yet.
    public init() {}

    /// A mild treatment of ten seconds in one zone: what shows that a machine can still treat.
    public static var mild: CampaignPlan {
        var plan = CampaignPlan()
        plan.seconds = 10
        plan.heating = Heating(
            target: .milliCelsius(38_000), warmUpTarget: .milliCelsius(36_000), warmUpDuration: .seconds(10),
            rampLimit: .milliCelsiusPerMinute(3500), density: .milliwattsPerSquareCentimetre(60))
        plan.stimulation = Stimulation(
            current: .milliamps(5), rate: .hertz(20), width: .microseconds(100), on: .seconds(1), off: .seconds(1),
            rampUp: .milliseconds(300), rampDown: .milliseconds(300), from: .seconds(2), until: .seconds(9))
        return plan
    }

    /// The program that the plan is; nil where it is none, or an example that does not exist.
    public func program(examples: [Program]) -> Program? {
        if let example { return examples.indices.contains(example) ? examples[example] : nil }
        let entries = zones.map { ZonePlan(zone: $0, heating: heating, stimulation: stimulation) }
        do throws(TreatmentError) {
            let plan = try Plan(name: "Campaign", duration: .seconds(seconds), zones: entries)
            return try Program(compiling: plan, identity: identity)
        } catch {
            return nil
        }
    }

    /// How long the plan lasts and which zones it treats, without compiling it; nil for an example that does not exist.
    func outline(examples: [Program]) -> (duration: Duration, zones: [Zone])? {
        guard let example else { return (.seconds(seconds), zones) }
        guard examples.indices.contains(example) else { return nil }
        let program = examples[example]
        return (program.duration, program.zones.map { program.zone(at: $0) })
    }

    /// Tells any two plans apart (FNV-1a over the numbers).
    private var identity: Fingerprint {
        var hash = TraceHash()
        for number in numbers { hash.add(number) }
        return Fingerprint(high: 0x4341_4D50, low: hash.value)
    }

    private var numbers: [Int64] {
        var all = [seconds] + zones.map { Int64($0.rawValue) }
        if let heating {
            all += [
                Int64(heating.target.milliCelsius), Int64(heating.warmUpTarget.milliCelsius),
                heating.warmUpDuration.nanoseconds, Int64(heating.rampLimit.rawValue), Int64(heating.density.rawValue),
            ]
        }
        if let stimulation {
            all += [
                Int64(stimulation.current.microamps), Int64(stimulation.rate.millihertz),
                Int64(stimulation.width.microseconds), stimulation.on.nanoseconds, stimulation.off.nanoseconds,
                stimulation.rampUp.nanoseconds, stimulation.rampDown.nanoseconds, stimulation.from.nanoseconds,
                stimulation.until.nanoseconds,
            ]
        }
        return all
    }

    /// How long the program runs, where `examples` hold it.
    public func duration(examples: [Program]) -> Duration {
        guard let example, examples.indices.contains(example) else { return .seconds(seconds) }
        return examples[example].duration
    }
}
