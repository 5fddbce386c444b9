import Control
import Device
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

/// Doses in whole treatments: set-points that give way, what is written of a dose, and what the next plan carries.
struct DoseTests {
    /// Three minutes at 41 °C, whose dose is let count for more by what was carried.
    private static func program(seconds: Int64 = 180) throws -> Program {
        let heating = Heating(
            target: .celsius(41), warmUpTarget: .celsius(40), warmUpDuration: .seconds(120),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let zones = Zone.allInOrder.map { ZonePlan(zone: $0, heating: heating, stimulation: nil) }
        let plan = try Plan(name: "warm", duration: .seconds(seconds), zones: zones)
        return try Program(compiling: plan, identity: Fingerprint(high: 3, low: 4))
    }

    private static func play(
        seed: UInt64, _ profile: DeviceProfile, carried: ZoneDose, _ incidents: Incident...
    ) throws -> RunReport {
        var scenario = Scenario(program: try program(), seed: seed)
        scenario.profile = profile
        scenario.incidents = incidents
        for zone in Zone.allInOrder { scenario.carried[zone] = carried }
        scenario.limit = scenario.limit + .seconds(600)
        var run = VirtualTreatment(scenario)
        return run.run()
    }

    private static func doses(of zone: Zone, in events: [TimedEvent]) -> [(at: Duration, skin: Int64, deep: Int64)] {
        events.compactMap {
            guard case .dose(zone, let skin, let deep) = $0.event else { return nil }
            return ($0.at, skin, deep)
        }
    }

    private static func warnings(_ cause: Cause, in run: RunReport) -> [Finding] {
        run.events.compactMap {
            guard case .finding(let finding) = $0.event, finding.cause == cause else { return nil }
            return finding
        }
    }

    /// Hazard: HAZ-T11.
    @Test(arguments: [3, 11] as [UInt64])
    func `over fat the set-point gives way, is told, and the treatment completes within its limits`(
        seed: UInt64
    ) throws {
        // As much as a first session may leave: 1.5 minutes remain for steering.
        let run = try DoseTests.play(seed: seed, .monopolar, carried: ZoneDose(deep: 13_000_000_000))
        #expect(run.result == .completed, "\(run.state) \(String(describing: run.firstCause)) \(run.refusals)")
        #expect(!run.states.contains(.paused))
        let told = DoseTests.warnings(.deepDose, in: run)
        #expect(!told.isEmpty && told.allSatisfy { $0.reaction == .warn && $0.limit == Limits.deepDoseGiveWay })
        #expect(Set(told.compactMap { $0.zone?.place }).count == told.count, "each zone is told once")
        for place in ZoneSet.all {
            let delivery = try #require(run.deliveries[place])
            #expect(delivery.carriedDeepMilliminutes == 13_000)
            #expect(delivery.peak < .milliCelsius(40_800))
        }
        for zone in run.truth.zones { #expect(zone.milliminutes <= 1_600) }
        // As long as anything can be given. What warm fat adds while it cools for minutes nobody can take away; it is
        // counted, and carried to the next session of the day.
        let cooldown = try #require(run.events.firstIndex { $0.event == .entered(.cooldown) })
        for site in [Zone.forehead, .leftCheek, .rightCheek, .submentum] {
            let last = DoseTests.doses(of: site, in: Array(run.events[..<cooldown])).last
            #expect(13_000 + (last?.deep ?? 0) < 15_500, "\(site)")
        }
    }

    /// Hazard: HAZ-T11.
    ///
    /// The fat of this person cools slowly, and nobody but the skin tells the new daemon that it is warm.
    @Test func `a daemon that died in a hold and treats anew stays within the dose of both treatments`() throws {
        var scenario = Scenario(program: try DoseTests.program(seconds: 480), seed: 184)
        scenario.profile = .monopolar
        scenario.incidents = [Incident(at: .seconds(240), .hostRestart)]
        scenario.limit = .seconds(1400)
        var run = VirtualTreatment(scenario)
        let report = run.run()
        #expect(report.events.count { if case .treatmentBegan = $0.event { true } else { false } } == 2)
        let fat = report.truth.zones.map(\.milliminutes).max() ?? 0
        #expect(fat > 3_000 && fat <= 16_000, "\(report.truth.summary) \(report.state) \(report.refusals)")
    }

    /// Hazard: HAZ-T11.
    @Test func `on the reference profile the same plan keeps its set-point`() throws {
        let run = try DoseTests.play(seed: 3, .reference, carried: ZoneDose())
        #expect(run.result == .completed)
        #expect(DoseTests.warnings(.deepDose, in: run).isEmpty)
        for place in ZoneSet.all {
            let delivery = try #require(run.deliveries[place])
            #expect(delivery.peak > .milliCelsius(40_900))
        }
    }

    /// Hazard: HAZ-T10, HAZ-T11.
    @Test(
        arguments: [
            (ZoneDose(skin: Limits.doseCeiling), DoseKind.skin), (ZoneDose(deep: Limits.deepDoseCeiling), .deep),
        ])
    func `a zone that has received its day's dose is not heated again`(_ carried: ZoneDose, _ kind: DoseKind) throws {
        let run = try DoseTests.play(seed: 3, .reference, carried: carried)
        #expect(run.refusals == [.doseSpent(.forehead, kind)])
        #expect(run.state == .ready)
    }

    /// Hazard: HAZ-T11.
    @Test func `while a dose grows it is written down every ten seconds, and at the end`() throws {
        let run = try DoseTests.play(seed: 3, .reference, carried: ZoneDose())
        let doses = DoseTests.doses(of: .forehead, in: run.events)
        #expect(doses.count >= 8)
        for (before, after) in zip(doses, doses.dropFirst()) {
            #expect(after.skin >= before.skin && after.deep >= before.deep)
            #expect(after.at - before.at >= .seconds(1))
        }
        let place = try #require(ZoneIndex(0))
        let delivery = try #require(run.deliveries[place])
        let last = try #require(doses.last)
        #expect((0...1).contains(last.deep - delivery.deepMilliminutes))
        #expect((0...1).contains(last.skin - delivery.cem43Milliminutes))
        #expect(delivery.deepMilliminutes >= delivery.cem43Milliminutes)
    }

    /// Hazard: HAZ-T11.
    @Test func `a dose counts across a pause`() throws {
        let run = try DoseTests.play(
            seed: 3, .reference, carried: ZoneDose(), Incident(at: .seconds(150), .pause),
            Incident(at: .seconds(170), .resume))
        #expect(run.result == .completed, "\(run.state) \(String(describing: run.firstCause))")
        let doses = DoseTests.doses(of: .forehead, in: run.events)
        for (before, after) in zip(doses, doses.dropFirst()) { #expect(after.deep >= before.deep) }
        let last = try #require(doses.last)
        #expect(last.deep > 100)
    }

    /// Hazard: HAZ-T11.
    @Test func `cooldown lasts until the estimate of the deep layer is below 39 °C`() throws {
        let run = try DoseTests.play(seed: 3, .monopolar, carried: ZoneDose())
        func time(of state: TreatmentState) -> Duration? {
            run.events.first { $0.event == .entered(state) }?.at
        }
        let (begin, end) = (try #require(time(of: .cooldown)), try #require(time(of: .finished)))
        let cooldown = end - begin
        #expect(cooldown > .seconds(60))
        #expect(cooldown < .seconds(900))
    }

    /// Hazard: HAZ-T11.
    @Test func `a trip writes the doses down at once`() throws {
        let run = try DoseTests.play(
            seed: 3, .reference, carried: ZoneDose(), Incident(at: .seconds(155), .button(.seconds(1))))
        #expect(run.state == .tripped)
        let end = try #require(
            run.events.firstIndex { if case .treatmentEnded = $0.event { true } else { false } })
        let doses = DoseTests.doses(of: .forehead, in: Array(run.events[..<end]))
        let last = try #require(doses.last)
        #expect(run.events[end].at - last.at < .milliseconds(1))
    }
}
