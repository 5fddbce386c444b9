import Units
import Wire

/// Leases: permission that ends by itself.
extension Check {
    static let leases = [expiry, arrivesLate, ofTheFuture]

    private static let expiry = Check(
        "lease-expiry", "12", "output ends 200 ms after the sample that the last lease named, and not before"
    ) { (bench) throws(Finding) in
        try bench.run()
        let played = try bench.beginOutput()
        guard let named = bench.newest?.sample else { throw .deviates(expected: "fast telemetry", seen: "none") }
        try bench.lease(named.sample)
        let tripped = try bench.expectTrip(.leaseExpired, from: played.mark)
        let period = try bench.samplePeriod()
        let end = named.time + Protocol.leaseDuration
        let seen = "tripped at \(words(for: tripped.time)), leased by the sample at \(words(for: named.time))"
        try bench.expect(tripped.time >= end, "running until \(words(for: end))", seen: seen)
        try bench.expect(
            tripped.time <= end + period + .milliseconds(1), "tripped in the sample behind \(words(for: end))",
            seen: seen)
        try bench.sample("measured zero", from: played.mark) {
            $0.state == .tripped && $0.flags.outputIsZero && $0.time <= tripped.time + .milliseconds(20)
        }
    }

    private static let arrivesLate = Check(
        "lease-late", "12",
        "a lease that arrives late is shorter by its delay: it ends by its sample, not by its arrival"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        try bench.listen(.milliseconds(200))
        guard let newest = bench.newest?.sample else { throw .deviates(expected: "fast telemetry", seen: "none") }
        // Of the last 64, which every device keeps; the frame needs some of them to arrive.
        let named = bench.since(0) { $0.fast }.last { $0.time <= newest.time - .milliseconds(80) }
        guard let named, newest.sample - named.sample <= 50 else { throw .notShown("no sample is old enough") }
        let mark = bench.mark
        try bench.lease(named.sample)
        let held = try bench.sample("a lease margin above 0", from: mark) { $0.leaseMarginMilliseconds > 0 }
        let wanted = (named.time + Protocol.leaseDuration - held.time).milliseconds
        try bench.expect(
            abs(Int64(held.leaseMarginMilliseconds) - wanted) <= 1, "a margin of \(wanted) ± 1 ms",
            seen: "\(held.leaseMarginMilliseconds) ms")
        try bench.sample("a margin of 0 at the end", within: .milliseconds(300)) { $0.leaseMarginMilliseconds == 0 }
        try bench.expectState(.armed)
    }

    private static let ofTheFuture = Check(
        "lease-future", "12", "a lease for a sample that was not yet taken is ignored"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        guard let newest = bench.newest?.sample else { throw .deviates(expected: "fast telemetry", seen: "none") }
        let mark = bench.mark
        try bench.lease(newest.sample + 100)
        try bench.expectNothing("lease margin", from: mark) { ($0.message.fast?.leaseMarginMilliseconds ?? 0) > 0 }
        try bench.lease()
        try bench.sample("a lease margin by a sample that was taken") { $0.leaseMarginMilliseconds > 0 }
    }
}
