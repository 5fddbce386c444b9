import Units
import Wire

/// How a session begins.
extension Check {
    static let handshake = [
        helloAnswered, newInstanceForgets, sameInstanceKeeps, otherSchema, invalidHello, bootIDStable, lineReopened,
    ]

    private static let helloAnswered = Check(
        "hello-answered", "8.2, 17", "Hello is answered within 5 ms, and telemetry starts"
    ) { (bench) throws(Finding) in
        let mark = bench.mark
        let asked = bench.line.now
        let answer = try bench.open()
        try bench.expect(
            bench.line.now - asked <= Tolerance.hello, "an answer within 5 ms, and 25 for the line",
            seen: "\((bench.line.now - asked).milliseconds) ms")
        try bench.expect("the schema hash", answer.schemaHash, Protocol.schemaHash)
        try bench.expect(answer.bootID != 0, "a boot id", seen: "0")
        try bench.expect("the last command taken", answer.lastSequence, 0)
        try bench.expect("the state", answer.state, .idle)
        try bench.sample("fast telemetry", from: mark) { $0.lastTaken == 0 }
        _ = try bench.slow()
    }

    private static let newInstanceForgets = Check(
        "hello-new-instance", "8.2", "a new host instance resets the sequence, and forgets self-tests and envelopes"
    ) { (bench) throws(Finding) in
        try bench.passSelfTests()
        try bench.command(bench.envelope(), mustGive: .done)
        try bench.expect("the last command taken", bench.open().lastSequence, 0)
        let sample = try bench.sample("fast telemetry")
        try bench.expect("selfTestPassed", sample.flags.selfTestPassed, false)
        try bench.command(bench.armCommand([bench.envelope()]), mustGive: .zoneUnknown)
    }

    private static let sameInstanceKeeps = Check(
        "hello-same-instance", "7.5, 8.2", "the same host instance keeps sequence, results and self-tests"
    ) { (bench) throws(Finding) in
        try bench.passSelfTests()
        let taken = bench.sequence
        let answer = try bench.open(as: bench.hostInstance)
        try bench.expect("the last command taken", answer.lastSequence, taken)
        let mark = bench.mark
        let again = try bench.result(of: SelfTest(.sensors), sequence: taken)
        try bench.expect("the result of the repeated command", again.result, .done)
        try bench.expect("self-tests done again", bench.since(mark) { $0.selfTest }.count, 0)
        try bench.expect("selfTestPassed", bench.sample("fast telemetry").flags.selfTestPassed, true)
    }

    private static let otherSchema = Check(
        "hello-other-schema", "8.2", "Hello of another schema is answered and opens nothing; the open session goes on"
    ) { (bench) throws(Finding) in
        try bench.command(SelfTest(.sensors), mustGive: .done)
        let mark = bench.mark
        try bench.send(Hello(schemaHash: ~Protocol.schemaHash, hostInstance: bench.hostInstance ^ 0xFFFF))
        let answer = try bench.wait(Tolerance.hello, for: "HelloAnswer", from: mark) { $0.message.helloAnswer }
        try bench.expect("the schema hash", answer.schemaHash, Protocol.schemaHash)
        try bench.expect("the host instance", answer.hostInstance, 0)
        try bench.expect("the last command taken", answer.lastSequence, 0)
        try bench.command(SelfTest(.sensors), mustGive: .done)
    }

    private static let invalidHello = Check(
        "hello-invalid", "8.2", "Hello with host instance 0, or another magic number, has no effect"
    ) { (bench) throws(Finding) in
        let mark = bench.mark
        try bench.send(Hello(hostInstance: 0))
        let magic: [UInt8] = [0x4D, 0x59, 0x4F, 0x55]
        let rest = [UInt8](repeating: 1, count: 14)
        try bench.send(bytes: bench.frame(of: bench.header(Hello.opcode.rawValue) + magic + rest, seed: .frozen))
        try bench.expectNothing("HelloAnswer", from: mark) { $0.message.helloAnswer != nil }
        try bench.expectAlive()
    }

    private static let bootIDStable = Check(
        "boot-id-stable", "8.2", "every HelloAnswer names the same boot id, behind Hello and behind Stop"
    ) { (bench) throws(Finding) in
        let wanted = bench.bootID
        for _ in 0..<3 {
            try bench.expect("the boot id behind Stop", bench.stop().bootID, wanted)
            try bench.expect("the boot id behind Hello", bench.open().bootID, wanted)
        }
    }

    private static let lineReopened = Check(
        "line-reopened", "7.5, 13.1", "the session goes on when the line was closed and opened"
    ) { (bench) throws(Finding) in
        try bench.command(SelfTest(.sensors), mustGive: .done)
        let taken = bench.sequence
        try bench.reopen()
        try bench.expect("the last command taken", bench.sample("fast telemetry", within: .seconds(1)).lastTaken, taken)
        try bench.expect("the last command taken", bench.open(as: bench.hostInstance).lastSequence, taken)
        try bench.command(SelfTest(.sensors), mustGive: .done)
    }
}
