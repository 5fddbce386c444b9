@_spi(Energy) import Link
import Testing
import Units
import Wire

/// Damaged frames: whatever is wrong with one, it is counted and costs nothing but itself.
struct DamageTests {
    /// The bytes of one frame of telemetry.
    func telemetry(_ bench: inout Bench) -> [UInt8] {
        _ = Bench.drain(&bench.device.out)
        bench.device.send(bench.fast(at: bench.deviceTime(bench.now)))
        return Bench.drain(&bench.device.out)
    }

    @Test func `a damaged byte of the stuffing counts as much as one of the content`() {
        var bench = Bench.inSession()
        let good = telemetry(&bench)
        for place in good.indices.dropLast() {
            var bytes = good
            bytes[place] ^= 0x55
            guard bytes[place] != 0 else { continue }
            let before = bench.host.damagedFrames
            bench.giveHost(bytes)
            #expect(bench.host.damagedFrames == before + 1, "byte \(place)")
        }
    }

    @Test func `a frame that never ends counts once`() {
        var bench = Bench.inSession()
        let before = bench.host.damagedFrames
        bench.giveHost(Array(repeating: 1, count: 1000) + [0])
        #expect(bench.host.damagedFrames == before + 1)
        let good = bench.host.goodFrames
        bench.giveHost(telemetry(&bench))
        #expect(bench.host.goodFrames == good + 1)
    }

    @Test func `the device counts a broken frame too, and takes the next one`() {
        var bench = Bench.inSession()
        let before = bench.device.damagedFrames
        bench.give([9, 1, 2, 3, 0])
        #expect(bench.device.damagedFrames == before + 1)
        bench.send(disarm)
        bench.run(for: .milliseconds(10))
        #expect(bench.executed.count == 1)
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `no bytes at all make either end trap`(seed: UInt64) {
        var bench = Bench.inSession(seed: seed)
        var stream = RandomStream(seed: seed)
        for _ in 0..<200 {
            var bytes = telemetry(&bench)
            for _ in 0..<4 { bytes[Int(stream.next(below: UInt64(bytes.count)))] = UInt8(stream.next(in: 0...255)) }
            bench.giveHost(bytes)
            bench.give(bytes)
            bench.give((0..<100).map { _ in UInt8(stream.next(in: 0...255)) })
        }
        #expect(bench.executed.isEmpty)
    }

    @Test func `frames of the other direction are damage`() {
        var bench = Bench.inSession()
        let before = (bench.host.damagedFrames, bench.device.damagedFrames)
        let seed = SessionSeed(bootID: bench.device.bootID, hostInstance: bench.host.hostInstance)
        let up = Acknowledgement(taken: 9, about: 9, result: .done).frame(number: 1, epoch: 0, seed: seed)
        let down = Lease(sample: 1, evaluation: 1).frame(number: 1, epoch: 0, seed: seed)
        bench.give((0..<up.count).map { up[$0] })
        bench.giveHost((0..<down.count).map { down[$0] })
        #expect(bench.host.damagedFrames == before.0 + 1)
        #expect(bench.device.damagedFrames == before.1 + 1)
    }
}
