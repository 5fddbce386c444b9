import Units
import Wire

/// Bytes, and what is made of them.
extension Check {
    static let framing = [
        noiseIgnored, anyCut, resynchronises, damagedCounted, unknownOpcodeCounted, wrongLengthCounted,
        otherSessionDropped,
    ]

    private static let noiseIgnored = Check(
        "noise-ignored", "2", "text that other programs send to the port changes nothing"
    ) { (bench) throws(Finding) in
        try bench.send(bytes: Array("AT+GMM\r\nlogin: admin\r\n".utf8) + [0])
        try bench.expectAlive()
        try bench.expectState(.idle)
    }

    private static let anyCut = Check(
        "any-cut", "3.6", "frames are understood one byte at a time, and three at once"
    ) { (bench) throws(Finding) in
        for byte in bench.bytes(Describe(.device)) {
            try bench.send(bytes: [byte])
            try bench.listen(.milliseconds(2))
        }
        _ = try bench.wait(Tolerance.describe, for: "DeviceDescription, asked for byte by byte", from: 0) {
            $0.message.device
        }
        let mark = bench.mark
        let three = (0..<3).flatMap { _ in bench.bytes(Describe(.applicator)) }
        try bench.send(bytes: three)
        try bench.listen(Tolerance.describe)
        try bench.expect("answers to three frames at once", bench.since(mark) { $0.applicator }.count, 3)
    }

    private static let resynchronises = Check(
        "resynchronises", "3.6", "a frame that is too long costs itself, and no more than the frame behind it"
    ) { (bench) throws(Finding) in
        let before = try bench.slow().damagedFrames
        try bench.send(bytes: [UInt8](repeating: 0x55, count: 300) + [0] + bench.bytes(Indicate(.none)))
        try bench.expectAlive()
        let counted = try bench.slow().damagedFrames &- before
        try bench.expect((1...2).contains(counted), "1 or 2 frames more counted as damaged", seen: "\(counted)")
    }

    private static let damagedCounted = Check(
        "damaged-frame", "3.6, 13.5", "a command with a wrong checksum is dropped and counted"
    ) { (bench) throws(Finding) in
        try bench.expectDropped("damaged") { bench in
            var bytes = bench.bytes(SelfTest(.sensors), sequence: bench.sequence + 1)
            bytes[bytes.count - 2] ^= 1 ^ (bytes[bytes.count - 2] == 1 ? 2 : 0)
            return bytes
        }
    }

    private static let unknownOpcodeCounted = Check(
        "unknown-opcode", "3.6", "a good frame of an opcode that does not exist is dropped and counted"
    ) { (bench) throws(Finding) in
        try bench.expectDropped("of an unknown opcode") { bench in
            bench.frame(of: bench.header(0x1F, sequence: bench.sequence + 1) + [1])
        }
    }

    private static let wrongLengthCounted = Check(
        "wrong-length", "3.6, 7.2", "a command with a byte too many is dropped and counted, not taken"
    ) { (bench) throws(Finding) in
        try bench.expectDropped("of a wrong length") { bench in
            bench.frame(of: bench.header(SelfTest.opcode.rawValue, sequence: bench.sequence + 1) + [3, 0])
        }
    }

    private static let otherSessionDropped = Check(
        "other-session", "3.4, 8.2", "a command of an earlier session fails the checksum"
    ) { (bench) throws(Finding) in
        let earlier = bench.seed
        try bench.open()
        try bench.sample("fast telemetry")
        try bench.expectDropped("of an earlier session") { bench in
            bench.bytes(SelfTest(.sensors), sequence: bench.sequence + 1, seed: earlier)
        }
    }
}

extension Bench {
    /// Holds the device to understanding the next good frame.
    func expectAlive() throws(Finding) {
        guard try describe(.device, { $0.device }) != nil else {
            throw .deviates(expected: "DeviceDescription behind it", seen: "no answer")
        }
    }

    /// Holds the device to dropping one frame, which would be its next command, and to counting it as damaged.
    fileprivate func expectDropped(_ what: String, _ bytes: (Bench) -> [UInt8]) throws(Finding) {
        let before = try slow().damagedFrames
        let mark = mark
        try send(bytes: bytes(self))
        try expectNothing("answer to a frame \(what)", from: mark) {
            $0.message.acknowledgement != nil || $0.message.selfTest != nil
        }
        try expect("the last command taken", sample("fast telemetry").lastTaken, sequence)
        try expect("frames more counted as damaged", Int(slow().damagedFrames) - Int(before), 1)
        try expectState(.idle)
    }
}
