import Units
import Wire

/// Epochs: a frame from before a stop is never taken.
extension Check {
    static let epochs = [lowerStop, olderDropped, newerTrips]

    private static let lowerStop = Check(
        "epoch-never-back", "6.2, 6.3", "Stop of a smaller epoch is answered, and the device keeps its own"
    ) { (bench) throws(Finding) in
        let own = bench.epoch
        let mark = bench.mark
        try bench.send(Stop(epoch: own - 1))
        let header = try bench.wait(Tolerance.hello, for: "HelloAnswer to Stop", from: mark) { heard in
            heard.message.helloAnswer.map { _ in heard.header }
        }
        try bench.expect("the epoch", header.epoch, own)
    }

    private static let olderDropped = Check(
        "epoch-older", "6.3, 13.5", "a command of an older epoch is dropped and counted, without a latch"
    ) { (bench) throws(Finding) in
        let before = try bench.slow().staleFrames
        let mark = bench.mark
        try bench.send(SelfTest(.sensors), sequence: bench.sequence + 1, epoch: bench.epoch - 1)
        try bench.expectNothing("answer to a command of an older epoch", from: mark) {
            $0.message.acknowledgement != nil
        }
        try bench.expect("the last command taken", bench.sample("fast telemetry").lastTaken, bench.sequence)
        try bench.expect("frames more counted as old", Int(bench.slow().staleFrames) - Int(before), 1)
        try bench.expectState(.idle)
    }

    private static let newerTrips = Check(
        "epoch-newer", "6.3, 15.2", "a frame of an epoch that has not begun trips the device, which begins one itself"
    ) { (bench) throws(Finding) in
        let own = bench.epoch
        let mark = bench.mark
        try bench.send(Indicate(.none), epoch: own + 5)
        try bench.expectTrip(.epochAhead, from: mark)
        try bench.expect("the epoch", bench.epoch, own + 1)
    }
}
