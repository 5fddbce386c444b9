import Control
import Safety
import Testing
import Treatment
import Units
import Wire

@Suite("The machine under any order of events")
struct RandomWalkTests {
    /// Whatever happens, in whatever order: nothing traps, no effect is lost, no request is left without an answer for
    /// good, and nothing that asks for energy leaves a machine that has no device.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func `without a device no order of events leads to output`(seed: UInt64) throws {
        var chance = RandomStream(seed: seed, purpose: 2)
        var machine = Machine(hostInstance: 7)
        var effects = Effects()
        let program = try RandomWalk.program()
        var now = Instant.nanoseconds(1_000_000_000)
        var asked: UInt32 = 0
        var answered: Set<UInt32> = []
        for _ in 0..<1_500 {
            now = now + .microseconds(chance.next(in: 0...30_000))
            switch chance.next(below: 8) {
            case 0: machine.reduce(.lineOpened(today: 20_000), at: now, into: &effects)
            case 1: machine.reduce(.lineLost, at: now, into: &effects)
            case 2, 3: machine.reduce(.timer, at: now, into: &effects)
            case 4:
                let request = RequestID(rawValue: UInt32(chance.next(in: 0...Int64(asked) + 1)))
                machine.reduce(.intentStored(request, chance.next(below: 2) == 0), at: now, into: &effects)
            case 5:
                let bytes = (0..<chance.next(in: 1...80)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
                machine.receive(bytes.span, at: now, into: &effects)
            default:
                asked += 1
                machine.take(
                    RandomWalk.command(program, &chance), request: RequestID(rawValue: asked), at: now, into: &effects)
            }
            RandomWalk.drain(&effects, into: &answered)
            #expect(effects.lost == 0)
            #expect(!RandomWalk.sendsEnergy(&machine))
            switch machine.state {
            case .disconnected, .identifying, .service: break
            default: Issue.record("seed \(seed): \(machine.state) without a device")
            }
        }
        #expect(answered == Set(1...asked), "seed \(seed): every request has its answer")
    }

    @Test func `stop is answered in every state and never refused`() {
        var machine = Machine(hostInstance: 7)
        var effects = Effects()
        for request in 1...3 as ClosedRange<UInt32> {
            machine.take(.stop, request: RequestID(rawValue: request), at: .zero, into: &effects)
            #expect(
                (0..<effects.count).contains {
                    effects[$0] == .publish(.answer(RequestID(rawValue: request), .done))
                })
            effects.removeAll()
        }
    }

    @Test func `the device's code for its button is the one that the interlock knows`() {
        var evidence = Evidence(zones: .none)
        evidence.deviceCause = DeviceCause.patientButton.rawValue
        evidence.clockBound = .zero
        #expect(Interlocks.judge(evidence).leading?.cause == .patientButton)
    }
}

/// What the walks have in common.
enum RandomWalk {
    static func program() throws -> Program {
        let stimulation = Stimulation(
            current: .milliamps(10), rate: .hertz(50), width: .microseconds(200), on: .seconds(2), off: .seconds(1),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(1), until: .seconds(10))
        let plan = try Plan(
            name: "walk", duration: .seconds(10),
            zones: [ZonePlan(zone: .forehead, heating: nil, stimulation: stimulation)])
        return try Program(compiling: plan, identity: Fingerprint(high: 3, low: 4))
    }

    static func command(_ program: Program, _ chance: inout RandomStream) -> OperatorCommand {
        switch chance.next(below: 13) {
        case 0: .load(program, approval: Fingerprint(high: 5, low: 6))
        case 1: .arm(token: 5, approval: nil)
        case 2: .start(token: 5)
        case 3: .pause
        case 4: .prepareResume(token: 6)
        case 5: .resume(token: 6)
        case 6: .acknowledge
        case 7: .shutDown
        case 8: .titrate(program, token: 5, approval: nil)
        case 9: .mark(.maximum)
        case 10: .endTitration
        case 11: .setIntensity(.forehead, PerMille(rawValue: 10))
        default: .stop
        }
    }

    static func drain(_ effects: inout Effects, into answered: inout Set<UInt32>) {
        for index in 0..<effects.count {
            if case .publish(.answer(let request, _)) = effects[index] { answered.insert(request.rawValue) }
        }
        effects.removeAll()
    }

    /// Whether a frame that can lead to output waits for the line; takes everything that waits.
    static func sendsEnergy(_ machine: inout Machine) -> Bool {
        var decoder = FrameDecoder()
        let count = machine.pendingBytes
        let found = machine.withPendingBytes { (bytes: Span<UInt8>) -> Bool in
            var found = false
            for index in bytes.indices where decoder.push(bytes[index]) == .frame {
                let opcode = decoder.withFrame { (frame: Span<UInt8>) -> UInt8 in frame[0] }
                switch Opcode(rawValue: opcode) {
                case .hello, .stop, .describe, .indicate: break
                default: found = true
                }
            }
            return found
        }
        machine.wrote(count)
        return found
    }
}
