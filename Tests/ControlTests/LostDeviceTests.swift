import Link
import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Control

@Suite("Lines and devices that are lost on the way to output")
struct LostDeviceTests {
    /// Hazard: HAZ-L7.
    @Test func `a line lost while the device may have armed trips`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.stored(true))
        for _ in 0..<100 where !driven.waits(for: { if case .arm = $0 { true } else { false } }) {
            driven.make(.answers(.done), .wait(.milliseconds(5)), .fast(.plain))
        }
        driven.make(.lineLost)
        #expect(driven.state == .tripped)
        #expect(driven.cause == .linkLost)
    }

    /// Hazard: HAZ-L7.
    @Test func `a line lost before the device was told anything only ends the arming`() throws {
        var driven = try Driven()
        driven.beginArming()
        driven.make(.lineLost)
        #expect(driven.state == .disconnected)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-L12.
    @Test func `a device that tripped before its self-test trips the host, once its acknowledgement had time`() throws {
        var driven = try Driven(until: .selfTesting)
        try #require(driven.state == .selfTesting)
        driven.pass(.milliseconds(195), .tripped(.overTemperature))
        #expect(driven.state == .selfTesting)
        driven.pass(.milliseconds(15), .tripped(.overTemperature))
        #expect(driven.cause == .deviceTrip)
        #expect(driven.state == .stopping || driven.state == .tripped)
    }

    /// Hazard: HAZ-L12.
    @Test func `a sound device may take its time for the self-test`() throws {
        var driven = try Driven(until: .selfTesting)
        for _ in 0..<50 { driven.make(.wait(.milliseconds(5)), .answers(.done), .fast(.plain)) }
        #expect(driven.state == .selfTesting)
        driven.live(until: .ready)
        #expect(driven.state == .ready)
        #expect(driven.cause == nil)
    }

    /// Hazard: HAZ-L12.
    @Test func `acknowledging a device's trip tells the device`() throws {
        var driven = try Driven()
        driven.hear(.tripped(.overTemperature))
        driven.pass(.milliseconds(100), .tripped(.overTemperature))
        try #require(driven.state == .tripped)
        driven.make(.asks(.acknowledge))
        driven.pass(.milliseconds(100), .tripped(.overTemperature))
        #expect(driven.waits { if case .acknowledgeTrip = $0 { true } else { false } })
    }

    /// Hazard: HAZ-L1.
    @Test func `output of which nothing is heard for 60 ms trips by the host's own clock`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.wait(.milliseconds(45)))
        #expect(driven.state == .running)
        driven.make(.wait(.milliseconds(35)))
        #expect(driven.cause == .telemetryStale)
    }

    /// Hazard: HAZ-L1.
    @Test func `slow telemetry that stays away for a second trips the armed host, though the fast one comes`() throws {
        var driven = try Driven()
        driven.arm()
        for _ in 0..<190 { driven.hear(.plain) }
        #expect(driven.state == .armed)
        for _ in 0..<60 where driven.state == .armed { driven.hear(.plain) }
        #expect(driven.cause == .telemetryStale)
    }

    /// Hazard: HAZ-S1.
    @Test func `what was given is remembered when the line is lost in doubt about zero`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.asks(.stop))
        driven.pass(.milliseconds(600), .output)
        try #require(driven.state == .outputUncertain)
        driven.make(.lineLost)
        #expect(driven.system.machine.deliveries[try #require(ZoneIndex(0))] != nil)
    }

    @Test func `a device that says nothing for a second is asked again who it is`() throws {
        var driven = try Driven()
        driven.make(.wait(.milliseconds(900)))
        #expect(driven.state == .ready)
        driven.make(.wait(.milliseconds(200)))
        #expect(driven.state == .identifying)
    }

    @Test func `a device that answers no command while nothing is armed is asked again who it is`() throws {
        var driven = try Driven(until: .selfTesting)
        driven.pass(.milliseconds(500))
        #expect(driven.state == .identifying)
    }

    /// Hazard: HAZ-L4.
    @Test func `nobody watches tissue cool under a device that is lost or new`() throws {
        for (move, cause) in [
            (WalkMove.hello(.otherBoot), Cause.deviceRestarted), (.wait(.seconds(2)), .telemetryStale),
        ] {
            var driven = try Driven()
            driven.system.machine.stage = .cooldown(since: driven.system.now)
            driven.make(move)
            #expect(driven.cause == cause)
            #expect(driven.state == .tripped)
        }
    }

    @Test func `a device that is plugged in later is greeted every quarter of a second`() throws {
        let plans = try WalkPlans(for: .bipolar)
        var system = WalkSystem(.bipolar)
        var judge = WalkJudge()
        system.make(.over(.nothing, .lineOpened), plans, &judge)
        system.make(.wait(.milliseconds(200)), plans, &judge)
        #expect(!system.peer.wantsAnswer)
        system.make(.wait(.milliseconds(100)), plans, &judge)
        #expect(system.peer.wantsAnswer)
        system.peer.wantsAnswer = false
        system.make(.wait(.milliseconds(300)), plans, &judge)
        #expect(system.peer.wantsAnswer)
    }

    /// Hazard: HAZ-S1.
    @Test func `a stop is said again after 30 ms, and not before`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.over(.nothing, .asks(.stop)), .wait(.milliseconds(25)))
        #expect(!driven.system.peer.wantsAnswer)
        driven.make(.wait(.milliseconds(20)))
        #expect(driven.system.peer.wantsAnswer)
    }

    /// Hazard: HAZ-S1.
    @Test func `while zero was never seen a stop is said again after 100 ms, and not before`() throws {
        var driven = try Driven()
        driven.start()
        driven.make(.over(.nothing, .asks(.stop)), .over(.nothing, .wait(.milliseconds(700))))
        try #require(driven.state == .outputUncertain)
        driven.system.peer.wantsAnswer = false
        for _ in 0..<40 where !driven.system.peer.wantsAnswer { driven.make(.wait(.milliseconds(5))) }
        try #require(driven.system.peer.wantsAnswer)
        driven.system.peer.wantsAnswer = false
        driven.make(.wait(.milliseconds(80)))
        #expect(!driven.system.peer.wantsAnswer)
        driven.make(.wait(.milliseconds(50)))
        #expect(driven.system.peer.wantsAnswer)
    }
}

@Suite("A start after a treatment that was cut off")
struct InterruptionTests {
    /// Hazard: HAZ-L15.
    @Test func `it begins tripped, stays so with a sound device, and sends STOP before anything else`() {
        var machine = Machine(hostInstance: 1, unacknowledged: .treatmentInterrupted)
        var effects = Effects()
        #expect(machine.state == .tripped)
        #expect(machine.firstCause?.cause == .treatmentInterrupted)
        machine.reduce(.lineOpened(today: 20_000), at: .zero, into: &effects)
        #expect(machine.state == .tripped)
        let zeros = machine.withPendingBytes { bytes in (0..<bytes.count).prefix { bytes[$0] == 0 }.count }
        #expect(zeros >= Protocol.stopRunSent)
    }

    /// Hazard: HAZ-L15.
    @Test func `nothing can be loaded, armed or resumed before a person has acknowledged it`() {
        var machine = Machine(hostInstance: 1, unacknowledged: .treatmentInterrupted)
        var effects = Effects()
        for command in [
            OperatorCommand.arm(token: 1, approval: nil), .start(token: 1), .resume(token: 1), .prepareResume(token: 1),
            .pause, .stop,
        ] {
            machine.take(command, request: RequestID(rawValue: 7), at: .zero, into: &effects)
            #expect(machine.state == .tripped)
        }
        machine.take(.acknowledge, request: RequestID(rawValue: 8), at: .zero, into: &effects)
        #expect(machine.state == .disconnected)
        #expect(machine.firstCause == nil)
    }

    /// Hazard: HAZ-L15.
    @Test func `the first device is watched until it has measured zero, and only then it is tripped again`() throws {
        var driven = try Driven(until: .disconnected)
        driven.system.machine = Machine(
            hostInstance: driven.system.machine.link.hostInstance, unacknowledged: .treatmentInterrupted)
        driven.make(.lineOpened)
        #expect(driven.state == .tripped)
        driven.make(.hello(.same), .next(.idleButOn))
        #expect(driven.state == .stopping)
        driven.make(.next(.idleButOn))
        #expect(driven.state == .stopping)
        driven.live(until: .tripped)
        #expect(driven.state == .tripped)
        #expect(driven.cause == .treatmentInterrupted)
    }

    /// Hazard: HAZ-L15.
    @Test func `what happens now goes before what is still to be acknowledged of before`() throws {
        var machine = Machine(hostInstance: 1, unacknowledged: .treatmentInterrupted)
        var effects = Effects()
        machine.trip(Finding(.uncommandedOutput, .trip), at: .zero, into: &effects)
        #expect(machine.firstCause?.cause == .uncommandedOutput)
        machine.trip(Finding(.linkLost, .trip), at: .zero, into: &effects)
        #expect(machine.firstCause?.cause == .uncommandedOutput)
    }

    @Test func `any other start begins without a device and without a cause`() {
        #expect(Machine(hostInstance: 1).state == .disconnected)
        #expect(Machine(hostInstance: 1).firstCause == nil)
    }
}
