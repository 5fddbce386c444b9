import Control
import Oracle
import Tissue
import Treatment
import Units
import World

@testable import Wire

/// Well-framed messages of any content: what a mad peer might say, not what a broken line makes of a sane one.
///
/// An input is a row of records: how long the next one is and how many ms pass before it, then its header and payload.
enum SessionInput {
    private static let hostInstance: UInt64 = 1
    private static let bootID: UInt64 = 2

    static func feedHost(_ input: [UInt8]) {
        var machine = Machine(hostInstance: hostInstance)
        var effects = Effects()
        var now = Instant.zero
        machine.reduce(.lineOpened(today: 20_000), at: now, into: &effects)
        let answer = HelloAnswer(
            bootID: bootID, hostInstance: hostInstance, lastSequence: 0, state: .idle, outputIsZero: true,
            isHalted: false, firstCause: .none)
        let greeting = answer.frame(number: 1, epoch: 0, seed: .frozen)
        machine.receive(bytes(of: greeting).span, at: now, into: &effects)
        forEachRecord(of: input) { frame, pause in
            effects.removeAll()
            machine.wrote(machine.pendingBytes)
            now = now + pause
            machine.receive(frame.span, at: now, into: &effects)
            machine.reduce(.timer, at: now, into: &effects)
            precondition(effects.lost == 0, "every effect finds its place")
            _ = machine.snapshot(at: now)
        }
    }

    static func feedDevice(_ input: [UInt8]) {
        var now = Instant.zero
        let sites = PerZone(repeating: FaceSite.forehead)
        var device = SimulatedApplicator(
            bootID: bootID, patient: Patient(seed: 1, at: sites), seed: 1, at: now)
        let hello = Hello(hostInstance: hostInstance).frame(number: 1, epoch: 0, seed: .frozen)
        device.receive(bytes(of: hello).span, at: now)
        forEachRecord(of: input) { frame, pause in
            now = now + pause
            device.receive(frame.span, at: now)
            device.advance(to: now)
            device.sent(device.pendingCount)
        }
        let report = device.report(at: now)
        precondition(report.outputWithoutLease == .zero, "no message makes the device give output without a lease")
    }

    private static func forEachRecord(of input: [UInt8], _ body: ([UInt8], Duration) -> Void) {
        let seed = SessionSeed(bootID: bootID, hostInstance: hostInstance)
        var rest = input[...]
        // A bound on the records keeps one input from taking minutes.
        for _ in 0..<64 {
            guard let length = rest.popFirst(), let pause = rest.popFirst(), !rest.isEmpty else { return }
            let content = rest.prefix(min(Int(length), 110))
            rest = rest.dropFirst(content.count)
            guard !content.isEmpty else { continue }
            var frame = FrameBuffer()
            frame.append(0)
            for byte in content { frame.append(byte) }
            let isFrozen = content.first.flatMap(Opcode.init(rawValue:))?.isFrozen ?? false
            frame.writeChecksum(from: 1, seed: isFrozen ? SessionSeed.frozen.value : seed.value)
            frame.stuff()
            body(bytes(of: frame), .milliseconds(Int64(pause)))
        }
    }

    private static func bytes(of frame: FrameBuffer) -> [UInt8] { (0..<frame.count).map { frame[$0] } }
}
