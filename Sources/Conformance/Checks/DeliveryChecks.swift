import Units
import Wire

/// Commands: in order, once, answered.
extension Check {
    static let delivery = [acknowledged, repeated, conflict, gap, malformed, wrongStates]

    private static let acknowledged = Check(
        "command-acknowledged", "7.2, 7.3", "a command is answered within its time, and stands in the telemetry"
    ) { (bench) throws(Finding) in
        for _ in 0..<10 {
            bench.sequence += 1
            let sequence = bench.sequence
            let mark = bench.mark
            try bench.send(bench.envelope(), sequence: sequence)
            let answer = try bench.wait(Tolerance.command, for: "Acknowledgement within 5 ms", from: mark) {
                $0.message.acknowledgement
            }
            try bench.expect("about", answer.about, sequence)
            try bench.expect("the last command taken", answer.taken, sequence)
            try bench.expect("the result", answer.result, .done)
        }
        try bench.listen(.milliseconds(10))
        try bench.expect("the last command taken", bench.sample("fast telemetry").lastTaken, bench.sequence)
    }

    private static let repeated = Check(
        "command-repeated", "7.2", "a repeated command is not done again, and gets the same result"
    ) { (bench) throws(Finding) in
        let mark = bench.mark
        try bench.command(SelfTest(.sensors), mustGive: .done)
        let test = bench.sequence
        try bench.expect("the result again", bench.result(of: SelfTest(.sensors), sequence: test).result, .done)
        try bench.command(Pause(), mustGive: .wrongState)
        let pause = bench.sequence
        try bench.expect("the result again", bench.result(of: SelfTest(.sensors), sequence: test).result, .done)
        try bench.expect("the result again", bench.result(of: Pause(), sequence: pause).result, .wrongState)
        try bench.listen(Tolerance.selfTest)
        try bench.expect("self-tests done", bench.since(mark) { $0.selfTest }.count, 1)
        try bench.expect("the last command taken", bench.sample("fast telemetry").lastTaken, pause)
    }

    private static let conflict = Check(
        "command-conflict", "7.2", "a sequence number that comes again with other content is a fault, and trips"
    ) { (bench) throws(Finding) in
        try bench.command(SelfTest(.firstShutOff), mustGive: .done)
        let epoch = bench.epoch
        let mark = bench.mark
        try bench.send(SelfTest(.sensors), sequence: bench.sequence)
        let result = try bench.wait(Tolerance.selfTest, for: "Acknowledgement", from: mark) {
            $0.message.acknowledgement?.result
        }
        try bench.expect("the result", result, .sequenceConflict)
        try bench.expectTrip(.sequenceConflict, from: mark)
        try bench.expect("the epoch", bench.epoch, epoch + 1)
    }

    private static let gap = Check(
        "command-gap", "7.2", "a command behind a gap is ignored until what is missing has come"
    ) { (bench) throws(Finding) in
        let mark = bench.mark
        let next = bench.sequence + 1
        try bench.send(Pause(), sequence: next + 1)
        try bench.expectNothing("answer to a command behind a gap", from: mark) { $0.message.acknowledgement != nil }
        try bench.expect("the last command taken", bench.sample("fast telemetry").lastTaken, bench.sequence)
        try bench.command(SelfTest(.sensors), mustGive: .done)
        try bench.command(Pause(), mustGive: .wrongState)
    }

    private static let malformed = Check(
        "command-malformed", "7.2", "a command with a value outside its range is taken, with the result malformed"
    ) { (bench) throws(Finding) in
        bench.sequence += 1
        let content = bench.header(SelfTest.opcode.rawValue, sequence: bench.sequence) + [9]
        let mark = bench.mark
        try bench.send(bytes: bench.frame(of: content))
        let answer = try bench.wait(Tolerance.command, for: "Acknowledgement", from: mark) {
            $0.message.acknowledgement
        }
        try bench.expect("the result", answer.result, .malformed)
        try bench.expect("the last command taken", answer.taken, bench.sequence)
        try bench.expectState(.idle)
    }

    private static let wrongStates = Check(
        "states-idle", "14", "what idle does not allow is refused with wrongState, and Disarm is done"
    ) { (bench) throws(Finding) in
        try bench.command(Start(program: Bench.program), mustGive: .wrongState)
        try bench.command(Pause(), mustGive: .wrongState)
        try bench.command(Resume(program: Bench.program), mustGive: .wrongState)
        try bench.command(bench.segment(at: bench.deviceNow() + .milliseconds(150)), mustGive: .wrongState)
        try bench.command(AcknowledgeTrip(cause: .leaseExpired), mustGive: .wrongState)
        try bench.command(Disarm(), mustGive: .done)
        try bench.expectState(.idle)
    }
}
