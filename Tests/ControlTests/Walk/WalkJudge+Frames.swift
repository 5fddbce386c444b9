import Safety
import Treatment
import Units
import Wire

@testable import Control
@testable import Link

/// What the frames that left the machine in one step ask for, held against what the walk itself knows.
extension WalkJudge {
    mutating func judgeFrames(_ system: inout WalkSystem, _ before: WalkBefore, _ stopped: Bool) {
        let count = system.machine.pendingBytes
        // A stop throws away what waited: then everything is new.
        let first = stopped || count < before.pending ? 0 : before.pending
        guard count > first else { return }
        var decoder = FrameDecoder()
        var segmentSeen = false
        for index in first..<count {
            let byte = system.machine.withPendingBytes { $0[index] }
            guard decoder.push(byte) == .frame else { continue }
            do throws(WireError) {
                let header = try decoder.header(seed: system.machine.link.seed)
                try judge(decoder, header, &system, before, &segmentSeen)
            } catch {
                wrong.append("a frame that cannot be read: \(error)")
            }
        }
    }

    private mutating func judge(
        _ decoder: FrameDecoder, _ header: FrameHeader, _ system: inout WalkSystem, _ before: WalkBefore,
        _ segmentSeen: inout Bool
    ) throws(WireError) {
        let isAgain = before.inFlight.contains(header.sequence)
        switch header.opcode {
        case .segment:
            segmentSeen = true
            let segment = try decoder.message(Segment.self, after: header)
            judgeSegment(segment, isAgain: isAgain, &system)
        case .arm:
            let arm = try decoder.message(Arm.self, after: header)
            if arm.approval == .none { wrong.append("an arming without an approval") }
            let isTitration = !system.machine.titrations.isEmpty
            judgeStep(isTitration ? .titrate : .arm, .contactCheck, isAgain: isAgain, &system)
        case .start: judgeStep(.start, .armed, isAgain: isAgain, &system)
        case .resume: judgeStep(.resume, .paused, isAgain: isAgain, &system)
        case .lease:
            let lease = try decoder.message(Lease.self, after: header)
            let state = system.machine.state
            if ![.armed, .running, .titrating].contains(state) { wrong.append("a lease in \(state)") }
            if lease.sample != system.memory.sample?.sample { wrong.append("a lease on another sample") }
            judgeTruth("a lease", system)
        case .ceiling:
            let ceiling = try decoder.message(Ceiling.self, after: header)
            guard ceiling.power > .zero else {
                if segmentSeen { wrong.append("a ceiling behind a segment") }
                return
            }
            if system.machine.state != .running { wrong.append("a lifted ceiling in \(system.machine.state)") }
            judgeTruth("a lifted ceiling", system)
        case .hello, .stop, .describe, .indicate, .selfTest, .envelope, .disarm, .pause, .acknowledgeTrip: return
        case .helloAnswer, .acknowledgement, .deviceDescription, .applicatorDescription, .zoneDescription,
            .selfTestResult, .fastTelemetry, .slowTelemetry:
            wrong.append("a frame that only a device sends")
        }
    }

    private mutating func judgeSegment(_ segment: Segment, isAgain: Bool, _ system: inout WalkSystem) {
        let machine = system.machine
        system.memory.zeroSeen = false
        if isAgain {
            // What the device lacks goes again in front of a pause, because it takes commands in order only.
            let isAllowed = [.running, .titrating, .paused].contains(machine.state)
            if !isAllowed { wrong.append("a segment again in \(machine.state)") }
            return
        }
        if machine.state != .running && machine.state != .titrating { wrong.append("a segment in \(machine.state)") }
        if segment.power > .zero, machine.gate.verdict.demandsCeiling(in: segment.zone) {
            wrong.append("power for a zone that is held down")
        }
        if machine.state == .titrating {
            let cap = machine.titrations.first?.procedure.cap ?? .zero
            if segment.power > .zero { wrong.append("heat in a titration") }
            if max(segment.ramp.start, segment.ramp.end) > cap { wrong.append("a titration above its cap") }
        }
        judgeTruth("a segment", system)
    }

    /// A step towards output: in its state, on an intent that is on disk, once.
    private mutating func judgeStep(
        _ intent: Intent, _ state: TreatmentState, isAgain: Bool, _ system: inout WalkSystem
    ) {
        if system.machine.state != state { wrong.append("\(intent) in \(system.machine.state)") }
        system.memory.zeroSeen = false
        guard !isAgain else { return }
        if system.memory.storedIntent != intent { wrong.append("\(intent) without its intent on disk") }
        system.memory.storedIntent = nil
        judgeTruth("\(intent)", system)
    }

    /// Whether the gate allowed it, and whether it was right to, by what the walk itself has shown the machine.
    private mutating func judgeTruth(_ what: String, _ system: borrowing WalkSystem) {
        let machine = system.machine
        if machine.gate.sample == nil { wrong.append("\(what) without a sample") }
        if !machine.gate.verdict.allowsOutput { wrong.append("\(what) against the verdict") }
        if !machine.lineIsOpen || !machine.link.epochIsConfirmed { wrong.append("\(what) without a session") }
        guard let sample = system.memory.sample else { return wrong.append("\(what) without any sample") }
        if system.now - system.memory.sampleAt > Limits.telemetryTrip { wrong.append("\(what) on an old sample") }
        if sample.firstCause != .none { wrong.append("\(what) on a device that tripped") }
        if sample.flags.buttonPressed { wrong.append("\(what) with the button pressed") }
        // A titration is of the first zone alone, and the other one may lie open.
        for zone in WalkSample.zones where machine.titrations.isEmpty || zone == WalkSample.zones[0] {
            let values = sample.zones[zone]
            let isWhole =
                values.centreValidity == .ok && values.edgeValidity == .ok && values.impedanceValidity == .ok
                && values.loadValidity == .ok
            if !isWhole { wrong.append("\(what) with a circuit open or short") }
            if max(values.centre, values.edge) >= Limits.softStopTemperature { wrong.append("\(what) on hot skin") }
        }
    }
}
