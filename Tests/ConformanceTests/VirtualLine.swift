import Conformance
import Device
import Tissue
import Units
import World

/// A line to a simulated device in virtual time: a call that waits moves the clock.
final class VirtualLine: DeviceLine {
    /// What bytes take on their way, each way.
    static let delay = Duration.microseconds(300)

    private(set) var now = Instant.nanoseconds(0)
    private(set) var device: SimulatedApplicator
    /// Everything that was sent, for a test that looks at how an examination ends.
    private(set) var sent: [UInt8] = []
    /// When the line goes away; nil for never.
    var goesAway: Instant?

    private var toDevice: [(at: Instant, bytes: [UInt8])] = []
    private var toHost: [(at: Instant, bytes: [UInt8])] = []

    init(deviation: Deviation = [], profile: DeviceProfile = .reference) {
        device = SimulatedApplicator(
            bootID: 0xB007, profile: profile, patient: Patient(seed: 1, at: profile.sites), seed: 1,
            deviation: deviation, at: now)
    }

    func send(_ bytes: [UInt8]) throws(LineFailure) {
        try check()
        sent += bytes
        toDevice.append((now + VirtualLine.delay, bytes))
    }

    func receive(until deadline: Instant) throws(LineFailure) -> [UInt8] {
        try check()
        while true {
            if let first = toHost.first, first.at <= now {
                toHost.removeFirst()
                return first.bytes
            }
            var next = min(deadline, device.nextEvent)
            if let arrival = toDevice.first { next = min(next, arrival.at) }
            if let arrival = toHost.first { next = min(next, arrival.at) }
            guard next < deadline || now < deadline else { return [] }
            now = max(now, next)
            pass()
        }
    }

    func reopen() throws(LineFailure) {
        try check()
        toHost.removeAll()
        now = now + .milliseconds(10)
        pass()
    }

    private func pass() {
        device.advance(to: now)
        while let first = toDevice.first, first.at <= now {
            toDevice.removeFirst()
            device.receive(first.bytes.span, at: now)
        }
        let bytes = device.withPending { pending in (0..<pending.count).map { pending[$0] } }
        guard !bytes.isEmpty else { return }
        device.sent(bytes.count)
        toHost.append((now + VirtualLine.delay, bytes))
    }

    private func check() throws(LineFailure) {
        if let goesAway, goesAway <= now { throw .gone("the cable was pulled") }
    }
}
