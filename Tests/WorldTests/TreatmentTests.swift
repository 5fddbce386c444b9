import Control
import Oracle
import Safety
import Testing
import Treatment
import Units
import World

@Suite("A treatment in virtual time")
struct TreatmentTests {
    @Test func `an uneventful treatment gives every pulse and ends finished`() throws {
        let program = try shortProgram()
        let run = try play()
        #expect(run.result == .completed)
        #expect(run.state == .finished)
        #expect(run.firstCause == nil)
        #expect(run.refusals.isEmpty)
        #expect(run.pulses == program.zones.map { program.totals(of: $0).pulses })
        #expect(run.truePulses == run.pulses)
        #expect(run.truth.outputWithoutLease == .zero)
        #expect(run.lostEffects == 0)
        #expect(
            run.states == [
                .identifying, .selfTesting, .ready, .loaded, .contactCheck, .armed, .running, .cooldown, .finished,
            ])
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `every person is treated to the end`(seed: UInt64) throws {
        let run = try play(seed: seed)
        #expect(run.result == .completed, "seed \(seed): \(run.state) \(String(describing: run.firstCause))")
        #expect(run.truePulses == run.pulses)
    }

    @Test func `the same seed gives the same bytes and the same events`() throws {
        let first = try play(seed: 7)
        let second = try play(seed: 7)
        let other = try play(seed: 8)
        #expect(first.trace == second.trace)
        #expect(first.events == second.events)
        #expect(first.trace != other.trace)
    }

    @Test func `the intent to arm and the intent to start are written before anything is sent`() throws {
        let run = try play { $0.storageWorks = false }
        #expect(run.refusals == [.storageFailed])
        #expect(run.state == .loaded)
        #expect(run.truePulses == [0, 0, 0, 0])
        #expect(!run.states.contains(.armed))
    }

    @Test func `arming waits for the patient's button`() throws {
        let run = try play { $0.patientIsCooperative = false }
        #expect(run.refusals == [.notReady(.button, zone: nil)])
        #expect(run.state == .loaded)
    }

    @Test(arguments: [460_800, 921_600, 3_000_000] as [Int64])
    func `any allowed rate of the line carries a treatment`(baud: Int64) throws {
        let run = try play { $0.baud = baud }
        #expect(run.result == .completed, "\(String(describing: run.firstCause)) \(run.refusals)")
    }

    @Test func `a pause holds the program, and a resume goes on from zero`() throws {
        let run = try play(
            Incident(at: .seconds(5), .pause), Incident(at: .seconds(9), .resume))
        #expect(run.result == .completed)
        #expect(run.states.suffix(6) == [.armed, .running, .paused, .running, .cooldown, .finished])
        let planned = try shortProgram().totals(of: try #require(ZoneIndex(0))).pulses
        for pulses in run.truePulses { #expect((planned - 4...planned).contains(pulses)) }
        #expect(run.simulated > .seconds(24))
    }

    @Test func `a stop ends the treatment, disarmed, as stopped`() throws {
        let run = try play(Incident(at: .seconds(8), .stop))
        #expect(run.result == .stopped)
        #expect(run.state == .finished)
        #expect(run.firstCause == .operatorStop)
        #expect(run.states.suffix(3) == [.running, .stopping, .finished])
        let toZero = try #require(run.truth.hazardToZeroMicroseconds)
        #expect(toZero < 1_000, "the oracle counts from the STOP's arrival at the device")
        #expect(run.truth.energyAfterZeroDue == .zero)
    }
}
