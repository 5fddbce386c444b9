import Units
import Wire

/// STOP, by run and by frame.
extension Check {
    static let stopping = [
        fourZeros, threeZeros, midFrame, haltedLatch, framedStop, runWhileRunning, stopWhileRunning,
    ]

    private static let fourZeros = Check(
        "stop-four-zeros", "6.1", "four zero bytes in a row, a delimiter among them, halt the device"
    ) { (bench) throws(Finding) in
        try bench.send(bytes: bench.bytes(Indicate(.none)) + [0, 0, 0])
        try bench.sample("state halted") { $0.state == .halted }
    }

    private static let threeZeros = Check(
        "stop-three-zeros", "6.1", "three zero bytes in a row are no STOP"
    ) { (bench) throws(Finding) in
        try bench.send(bytes: bench.bytes(Indicate(.none)) + [0, 0])
        try bench.expectAlive()
        try bench.expectState(.idle)
    }

    private static let midFrame = Check(
        "stop-mid-frame", "6.1", "a STOP run inside a half-sent frame halts the device"
    ) { (bench) throws(Finding) in
        let frame = bench.bytes(SelfTest(.sensors), sequence: bench.sequence + 1)
        try bench.send(bytes: Array(frame.prefix(9)))
        try bench.listen(.milliseconds(10))
        try bench.sendStopRun()
        try bench.sample("state halted") { $0.state == .halted }
    }

    private static let haltedLatch = Check(
        "stop-halted-latch", "6.1, 8.2", "a halted device hears Stop and Hello only, and goes on with telemetry"
    ) { (bench) throws(Finding) in
        let epoch = bench.epoch
        try bench.sendStopRun()
        try bench.sample("state halted") { $0.state == .halted }
        let mark = bench.mark
        try bench.send(Describe(.device))
        try bench.send(SelfTest(.sensors), sequence: bench.sequence + 1)
        try bench.expectNothing("answer while halted", from: mark) {
            $0.message.device != nil || $0.message.acknowledgement != nil
        }
        try bench.expect("the last command taken", bench.sample("fast telemetry").lastTaken, bench.sequence)
        let answer = try bench.open(as: bench.hostInstance)
        try bench.expect("the state in HelloAnswer", answer.state, .halted)
        try bench.expect("the flag halted", answer.isHalted, true)
        try bench.expect("the epoch", bench.epoch, epoch)
    }

    private static let framedStop = Check(
        "stop-framed", "6.2", "Stop is answered within 5 ms, begins its epoch, lifts the halt, and may come again"
    ) { (bench) throws(Finding) in
        try bench.sendStopRun()
        let wanted = bench.epoch + 3
        for _ in 0..<2 {
            let mark = bench.mark
            try bench.send(Stop(epoch: wanted))
            let answer = try bench.wait(Tolerance.hello, for: "HelloAnswer to Stop", from: mark) { heard in
                heard.message.helloAnswer.map { (header: heard.header, message: $0) }
            }
            try bench.expect("the epoch", answer.header.epoch, wanted)
            try bench.expect("the state", answer.message.state, .idle)
            try bench.expect("the flag halted", answer.message.isHalted, false)
        }
        try bench.expectAlive()
    }

    private static let runWhileRunning = Check(
        "stop-while-running", "6.1, 14, 17", "a STOP run during output gives measured zero within 20 ms, and disarms"
    ) { (bench) throws(Finding) in
        try bench.run()
        _ = try bench.beginOutput()
        let epoch = bench.epoch
        let mark = bench.mark
        try bench.sendStopRun()
        try bench.sample("state halted at measured zero within 20 ms", within: Tolerance.zero, from: mark) {
            $0.state == .halted && $0.flags.outputIsZero
        }
        try bench.expect("the epoch", bench.epoch, epoch)
        try bench.expect("the state behind Stop", bench.stop().state, .idle)
        try bench.command(Start(program: Bench.program), mustGive: .wrongState)
    }

    private static let stopWhileRunning = Check(
        "stop-framed-while-running", "6.2", "a framed Stop alone ends output, and disarms"
    ) { (bench) throws(Finding) in
        try bench.run()
        _ = try bench.beginOutput()
        let wanted = bench.epoch + 1
        let mark = bench.mark
        try bench.send(Stop(epoch: wanted))
        try bench.sample("state idle at measured zero within 20 ms", within: Tolerance.zero, from: mark) {
            $0.state == .idle && $0.flags.outputIsZero
        }
        try bench.expect("the epoch", bench.epoch, wanted)
        try bench.command(Start(program: Bench.program), mustGive: .wrongState)
    }
}
