import Control
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

@Suite("What stops a treatment, and what is said of it")
struct TripTests {
    /// One thing that goes wrong, and the cause that must be latched first.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var causes: [Cause]
        var kind: Incident.Kind
        var testDescription: String { name }
    }

    static let zone = ZoneIndex(1)

    static var cases: [Case] {
        guard let zone else { return [] }
        return [
            Case(
                name: "a hot zone", causes: [.overTemperature, .deviceTrip],
                kind: broken { $0.heldTemperature[zone] = .milliCelsius(43_600) }),
            Case(name: "an open sensor", causes: [.sensorOpen, .deviceTrip], kind: broken { $0.centre[zone] = .open }),
            Case(name: "a short sensor", causes: [.sensorShort, .deviceTrip], kind: broken { $0.edge[zone] = .short }),
            Case(name: "bridged pads", causes: [.impedanceShort], kind: broken { $0.contact[zone] = .short }),
            Case(name: "the patient's button", causes: [.patientButton], kind: .button(.milliseconds(200))),
            Case(name: "a pulled cable", causes: [.linkLost], kind: .unplug),
            Case(name: "a silent device", causes: [.telemetryStale], kind: .deviceHang),
            Case(name: "a device that starts anew", causes: [.deviceRestarted, .telemetryStale], kind: .deviceRestart),
            Case(
                name: "a stalled host", causes: [.schedulerLate, .deviceTrip, .telemetryStale],
                kind: .hostStall(.milliseconds(120))),
            Case(
                name: "a host that sleeps", causes: [.schedulerLate, .deviceTrip, .telemetryStale],
                kind: .hostStall(.milliseconds(400))),
        ]
    }

    @Test(arguments: cases)
    func `each fault trips, latches its cause and leaves the output off`(fault: Case) throws {
        let run = try play(Incident(at: .seconds(8), fault.kind)) { $0.limit = .seconds(40) }
        #expect(run.state == .tripped || run.state == .outputUncertain)
        #expect(
            run.firstCause.map { fault.causes.contains($0) } == true, "latched \(String(describing: run.firstCause))")
        // A device whose firmware hangs cannot end its lease: nothing but cutting the power helps, and it is said.
        if case .deviceHang = fault.kind {
            #expect(run.state == .outputUncertain)
        } else {
            #expect(run.truth.outputWithoutLease == .zero)
            #expect(run.result == .tripped)
        }
        for pulses in run.truePulses { #expect(pulses < 500) }
    }

    @Test func `a lost contact pauses all zones, and the operator resumes`() throws {
        let zone = try #require(Self.zone)
        let run = try play(
            Incident(at: .seconds(8), broken { $0.contact[zone] = .open }),
            Incident(at: .seconds(10), .faults(LiveFaults())), Incident(at: .seconds(12), .resume))
        #expect(run.result == .completed, "\(run.state) \(String(describing: run.firstCause)) \(run.refusals)")
        #expect(run.states.contains(.paused))
        #expect(
            run.events.contains {
                $0.event == .finding(Finding(.impedanceOpen, .pause, zone: zone, value: 0)) || isContactLoss($0.event)
            })
    }

    private func isContactLoss(_ event: RecordEvent) -> Bool {
        guard case .finding(let finding) = event else { return false }
        return finding.cause == .impedanceOpen && finding.reaction == .pause
    }

    @Test func `a host that dies leaves the device at zero within its lease`() throws {
        let run = try play(Incident(at: .seconds(8), .hostDeath))
        let program = try shortProgram()
        // 8 s and at most the 100 ms that were released ahead.
        let released = (0..<163).reduce(Int64(0)) { sum, ordinal in
            guard let place = ZoneIndex(0), let slice = program.segment(ordinal, of: place).stimulation else {
                return sum
            }
            return sum + (PulseTrain(rate: slice.rate)?.pulseCount(from: slice.offset, length: TimeGrid.segment) ?? 0)
        }
        for pulses in run.truePulses { #expect(pulses <= released) }
        let judged = try #require(run.truth.lastJudgedSampleAt)
        let last = try #require(run.truth.lastOutputAt)
        #expect((last - judged).microseconds <= 200_000)
        #expect(run.truth.outputWithoutLease == .zero)
        #expect(run.truth.energyAfterZeroDue == .zero)
    }

    @Test func `what was given before the cable was pulled is written down`() throws {
        let run = try play(Incident(at: .seconds(8), .unplug)) { $0.limit = .seconds(40) }
        let delivered = run.events.compactMap { event in
            if case .delivered(_, let delivery) = event.event { delivery } else { nil }
        }
        #expect(!delivered.isEmpty)
        #expect(delivered.allSatisfy { $0.pulsesDelivered > 0 || $0.energy > .zero }, "\(delivered)")
    }

    @Test func `a stage that stays on through a stop is named before the doubt about zero`() throws {
        let zone = try #require(Self.zone)
        let run = try play(
            Incident(at: .seconds(8), broken { $0.weldedPower[zone] = .milliwatts(2500) }),
            Incident(at: .milliseconds(8_005), .stop)
        ) { $0.limit = .seconds(20) }
        #expect(run.firstCause == .uncommandedOutput || run.firstCause == .powerMismatch)
        #expect(run.state == .outputUncertain)
    }

    @Test func `a start that the device never hears ends the arming, and nothing flows`() throws {
        var lost = LiveFaults()
        lost.line.toDevice.dropped = PerMillion(rawValue: 1_000_000)
        let run = try play(Incident(at: .zero, .faults(lost))) { $0.limit = .seconds(10) }
        #expect(run.states.last == .loaded && !run.states.contains(.running), "\(run.states)")
        #expect(run.refusals == [.notReady(.device, zone: nil)])
        #expect(run.truth.lastOutputAt == nil)
    }

    @Test func `a pulled cable does not resume when it is plugged in again`() throws {
        let run = try play(
            Incident(at: .seconds(8), .unplug), Incident(at: .seconds(9), .plug),
            Incident(at: .seconds(15), .acknowledge),
            Incident(at: .seconds(20), .faults(LiveFaults())))
        #expect(!run.states.drop { $0 != .tripped }.contains(.running))
        #expect(run.states.drop { $0 != .tripped }.contains(.ready) || run.states.filter { $0 == .tripped }.count > 1)
    }

    /// A cheek that follows the reference, a little behind, and then goes on rising to 42.1 °C.
    ///
    /// Skin that jumps there is another fault, and so is skin that gets there long after the last power.
    private func foldback(seconds: Int64) throws -> Scenario {
        let zone = try #require(Self.zone)
        let heating = Heating(
            target: .milliCelsius(41_500), warmUpTarget: .milliCelsius(41_000), warmUpDuration: .seconds(10),
            rampLimit: .milliCelsiusPerMinute(3_500), density: .milliwattsPerSquareCentimetre(150))
        let plan = try Plan(
            name: "hot", duration: .seconds(seconds),
            zones: [ZonePlan(zone: .leftCheek, heating: heating, stimulation: nil)])
        var scenario = Scenario(
            program: try Program(compiling: plan, identity: Fingerprint(high: 5, low: 6)), seed: 1)
        for tick in 0..<730 {
            // The reference rises from 34.5 to 41.0 °C in 120 s.
            let held = Temperature.milliCelsius(34_500 + max(Int32(tick) - 25, 0) * 54 / 5)
            scenario.incidents.append(
                Incident(at: .milliseconds(200 * Int64(tick)), broken { $0.heldTemperature[zone] = held }))
        }
        return scenario
    }

    @Test func `a zone that reaches 42 degrees is held down without a trip`() throws {
        let zone = try #require(Self.zone)
        var treatment = VirtualTreatment(try foldback(seconds: 160))
        let run = treatment.run()
        #expect(run.firstCause == nil)
        #expect(
            run.events.contains {
                guard case .finding(let finding) = $0.event else { return false }
                return finding.cause == .overTemperature && finding.reaction == .ceiling && finding.zone == zone
            })
    }

    @Test func `a zone that was held down is let up again when it has cooled`() throws {
        var scenario = try foldback(seconds: 200)
        // The skin falls back to what it would have been; a sensor that falls so far under power is another matter, later.
        scenario.incidents.append(Incident(at: .seconds(148), .faults(LiveFaults())))
        var treatment = VirtualTreatment(scenario)
        let run = treatment.run()
        let began = try #require(run.events.first { $0.event == .entered(.running) }?.at)
        let last = try #require(run.truth.lastOutputAt) - scenario.clock.deviceTime(at: .zero + began)
        #expect(last > .seconds(151), "the last RF came \(last.milliseconds) ms after the start")
    }
}
