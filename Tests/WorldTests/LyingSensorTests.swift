import Control
import Device
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

/// Two cheeks that are warmed to 38 °C, reach it after 70 s, and are held there.
func warmProgram(lasting seconds: Int64 = 120) throws -> Program {
    let heating = Heating(
        target: .milliCelsius(38_000), warmUpTarget: .milliCelsius(37_000), warmUpDuration: .seconds(10),
        rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
    let zones = [Zone.leftCheek, .rightCheek].map { ZonePlan(zone: $0, heating: heating, stimulation: nil) }
    let plan = try Plan(name: "warm", duration: .seconds(seconds), zones: zones)
    return try Program(compiling: plan, identity: Fingerprint(high: 3, low: 4))
}

@Suite("Sensors that lie are found before the skin burns")
struct LyingSensorTests {
    /// A fault, the causes that it may have first, and how soon.
    struct Case: Sendable, CustomTestStringConvertible {
        var faults: [String]
        var at: Duration
        var causes: [Cause]
        var within: Duration
        var testDescription: String { faults.joined(separator: " ") }
    }

    static let sites = ["centre", "edge", "both"]

    /// `fault` at one or both sensors of the device's zone 1, the first of the program, in warm-up and in hold.
    static func cases(_ fault: String, _ causes: [Cause]) -> [Case] {
        [(Int64(20), Int64(30)), (90, 10)].flatMap { at, within in
            LyingSensorTests.sites.map { site in
                let places = site == "both" ? ["centre", "edge"] : [site]
                return Case(
                    faults: places.map { "at=run+\(at)s,zone=1,\($0)=\(fault)" }, at: .seconds(at), causes: causes,
                    within: .seconds(within))
            }
        }
    }

    static let frozen: [Cause] = [.sensorFrozen, .sensorsDisagree, .sensorDetached]
    static let detached: [Cause] = [.sensorDetached, .sensorsDisagree, .sensorFrozen, .sensorImplausible]

    /// When the first finding came that ended or paused output, counted from the first segment, and its cause.
    static func firstStop(of run: RunReport) -> (at: Duration, cause: Cause)? {
        guard let began = run.events.first(where: { $0.event == .entered(.running) })?.at else { return nil }
        for timed in run.events {
            guard case .finding(let finding) = timed.event, finding.reaction >= .pause else { continue }
            return (timed.at - began, finding.cause)
        }
        return nil
    }

    static func play(_ faults: [String], seed: UInt64, profile: ProfileName, seconds: Int64) throws -> RunReport {
        var scenario = Scenario(program: try warmProgram(), seed: seed)
        scenario.profile = profile.value
        scenario.faults = FaultScript(try faults.map { try TimedFault(text: $0) })
        scenario.limit = .seconds(seconds)
        var run = VirtualTreatment(scenario)
        return run.run()
    }

    static func hottestSkin(of run: RunReport) -> Temperature {
        run.truth.zones.compactMap { $0.layers.first?.peak }.max() ?? .zero
    }

    func check(_ fault: Case, _ profile: ProfileName, seeds: ClosedRange<UInt64>) throws {
        for seed in seeds {
            let run = try LyingSensorTests.play(fault.faults, seed: seed, profile: profile, seconds: 130)
            let stop = try #require(LyingSensorTests.firstStop(of: run), "seed \(seed)")
            #expect(fault.causes.contains(stop.cause), "seed \(seed): \(stop.cause)")
            #expect(stop.at >= fault.at && stop.at <= fault.at + fault.within, "seed \(seed): \(stop.at)")
            #expect(LyingSensorTests.hottestSkin(of: run) < .celsius(43), "seed \(seed)")
        }
    }

    /// Hazard: HAZ-T4.
    @Test(arguments: cases("stuck", frozen), [ProfileName.reference, .monopolar])
    func `a frozen sensor is found in warm-up and in hold`(fault: Case, profile: ProfileName) throws {
        try check(fault, profile, seeds: 1...2)
    }

    /// Hazard: HAZ-T7.
    @Test(arguments: cases("detached", detached), [ProfileName.reference, .monopolar])
    func `a detached sensor is found in warm-up and in hold`(fault: Case, profile: ProfileName) throws {
        try check(fault, profile, seeds: 3...4)
    }

    /// Hazard: HAZ-T8.
    ///
    /// The zones are the device's 1 and 2; the second starts RF 10 s after the first.
    @Test(arguments: sites, [ProfileName.reference, .monopolar])
    func `interchanged sensors are found before the second zone is warm`(site: String, profile: ProfileName) throws {
        let places = site == "both" ? ["centre", "edge"] : [site]
        for seed in 1...3 as ClosedRange<UInt64> {
            let run = try LyingSensorTests.play(
                places.map { "at=0s,zone=1,\($0)=swapped:2" }, seed: seed, profile: profile, seconds: 130)
            let stop = try #require(LyingSensorTests.firstStop(of: run), "seed \(seed)")
            #expect([.sensorsSwapped, .sensorsDisagree].contains(stop.cause), "seed \(seed): \(stop.cause)")
            #expect(stop.at <= .seconds(profile == .reference ? 15 : 90), "seed \(seed): \(stop.at)")
            #expect(LyingSensorTests.hottestSkin(of: run) < .celsius(40), "seed \(seed)")
        }
    }

    /// Hazard: HAZ-T5.
    @Test(arguments: ["offset:1600", "offset:-1600", "drift:3000", "drift:-3000"], ["centre", "edge"])
    func `a sensor that leaves its class is found by the other one`(fault: String, site: String) throws {
        let run = try LyingSensorTests.play(
            ["at=run+30s,zone=1,\(site)=\(fault)"], seed: 5, profile: .reference, seconds: 130)
        let stop = try #require(LyingSensorTests.firstStop(of: run))
        #expect([.sensorsDisagree, .sensorDetached, .temperatureRising].contains(stop.cause), "\(stop.cause)")
        #expect(stop.at <= .seconds(70), "\(stop.at)")
    }

    /// Hazard: HAZ-T3.
    @Test func `noise beyond the class is not believed, and noise within it is nothing`() throws {
        func first(_ noise: String) throws -> Cause? {
            let run = try LyingSensorTests.play(
                ["at=run+20s,zone=1,centre=noise:\(noise)"], seed: 6, profile: .reference, seconds: 60)
            return LyingSensorTests.firstStop(of: run)?.cause
        }
        #expect(try first("1000") == .sensorImplausible)
        #expect(try first("200") == nil)
    }

    /// Hazard: HAZ-T9.
    @Test func `a drifting reference stops the treatment although every sensor is sound`() throws {
        let run = try LyingSensorTests.play(["at=run+10s,reference=600"], seed: 7, profile: .reference, seconds: 60)
        let stop = try #require(LyingSensorTests.firstStop(of: run))
        #expect(stop.cause == .referenceDrift)
        // 0.2 °C at 0.6 °C a minute are 20 s.
        #expect(stop.at >= .seconds(28) && stop.at <= .seconds(31), "\(stop.at)")
        #expect(run.events.contains { isWarning($0.event) })
    }

    private func isWarning(_ event: RecordEvent) -> Bool {
        guard case .finding(let finding) = event else { return false }
        return finding.cause == .referenceDrift && finding.reaction == .warn
    }

    /// Hazard: HAZ-T2.
    @Test func `skin that is heated from elsewhere pauses the treatment`() throws {
        let run = try LyingSensorTests.play(["at=run+20s,zone=1,heat=38000"], seed: 8, profile: .reference, seconds: 60)
        #expect(LyingSensorTests.firstStop(of: run)?.cause == .temperatureRising)
    }
}

@Suite("Healthy skin is not mistaken for a lying sensor")
struct HealthySensorTests {
    /// Hazard: HAZ-T2, HAZ-T4, HAZ-T5, HAZ-T7, HAZ-T8, HAZ-T9.
    @Test(arguments: 11...13 as ClosedRange<UInt64>, [ProfileName.reference, .monopolar])
    func `warm-up, hold, pause and resume give no finding`(seed: UInt64, profile: ProfileName) throws {
        var scenario = Scenario(program: try warmProgram(), seed: seed)
        scenario.profile = profile.value
        scenario.incidents = [Incident(at: .seconds(60), .pause), Incident(at: .seconds(85), .resume)]
        var run = VirtualTreatment(scenario)
        let report = run.run()
        #expect(report.result == .completed, "\(String(describing: report.firstCause))")
        for timed in report.events {
            guard case .finding(let finding) = timed.event else { continue }
            Issue.record("\(timed.at): \(finding)")
        }
    }

    /// Hazard: HAZ-T4, HAZ-T7.
    @Test func `what a sensor did before the contact check is forgotten`() throws {
        var loop = ClosedLoop()
        try loop.load()
        var faults = LiveFaults()
        let zone = try #require(ZoneIndex(1))
        faults.centre[zone] = .frozen(.milliCelsius(34_500))
        loop.device.set(faults, at: loop.now)
        loop.run(.seconds(3))
        loop.device.set(LiveFaults(), at: loop.now)
        loop.run(.milliseconds(100))
        _ = loop.arm()
        #expect(loop.machine.state == .armed)
    }

    /// Hazard: HAZ-T4, HAZ-T7.
    @Test(arguments: ["frozen", "detached"])
    func `nothing is armed on a sensor that lies at rest`(fault: String) throws {
        var loop = ClosedLoop()
        try loop.load()
        var faults = LiveFaults()
        let zone = try #require(ZoneIndex(1))
        faults.centre[zone] = fault == "frozen" ? .frozen(.milliCelsius(34_500)) : .detached
        faults.edge[zone] = faults.centre[zone]
        loop.device.set(faults, at: loop.now)
        loop.run(.seconds(90))
        let armedAt = loop.now
        _ = loop.arm()
        // What is found within the first second after arming has not given any energy.
        loop.run(.seconds(1))
        #expect(loop.machine.state != .armed && loop.machine.state != .running, "\(loop.now - armedAt)")
    }
}
