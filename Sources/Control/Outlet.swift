@_spi(Energy) import Link
import Safety
import Units
import Wire

/// The only place from which anything that can lead to output leaves.
///
/// Each call asks the gate, consumes its approval and encodes into the link's buffer: between the check and the bytes
/// there is no queue, and nothing can be sent twice.
enum Outlet {
    /// When a segment is to be played.
    struct Timing {
        var start: DeviceInstant
        var trainOffset: Duration
        var isFinal: Bool
        /// The moment after which sending it again is useless.
        var deadline: Instant
    }

    /// Sends one segment, or says which limit it breaks.
    ///
    /// Gives what was sent; nil means that the line has no room.
    static func send(
        _ request: OutputRequest, at timing: Timing, within bounds: OutputBounds, by gate: Gate,
        over link: inout HostEndpoint, now: Instant
    ) throws(OutputRefusal) -> Segment? {
        guard link.hasRoom(forCommandOf: Segment.frameLength) else { return nil }
        let approved = try gate.approve(request, within: bounds).take()
        let segment = Segment(
            zone: approved.zone, isFinal: timing.isFinal, start: timing.start, trainOffset: timing.trainOffset,
            rate: approved.rate, width: approved.width, ramp: approved.ramp, power: approved.power)
        return link.sendEnergy(.segment(segment), deadline: timing.deadline, at: now) ? segment : nil
    }

    /// Arms the device.
    ///
    /// False means that the gate refused or the line has no room.
    static func arm(_ arm: Arm, by gate: Gate, over link: inout HostEndpoint, now: Instant) -> Bool {
        send(.arm(arm), step: .arm, by: gate, over: &link, now: now)
    }

    /// Lets the device go from armed to running.
    static func start(_ program: Fingerprint, by gate: Gate, over link: inout HostEndpoint, now: Instant) -> Bool {
        send(.start(Start(program: program)), step: .start, by: gate, over: &link, now: now)
    }

    /// Lets the device go from paused to running.
    static func resume(_ program: Fingerprint, by gate: Gate, over link: inout HostEndpoint, now: Instant) -> Bool {
        send(.resume(Resume(program: program)), step: .resume, by: gate, over: &link, now: now)
    }

    /// Renews the lease on the sample judged last.
    ///
    /// False means that the gate refused or the line has no room.
    static func renewLease(by gate: Gate, over link: inout HostEndpoint, now: Instant) -> Bool {
        guard link.hasRoom(forDatagramOf: leaseLength), let lease = gate.approveLease()?.take() else { return false }
        link.sendLease(Lease(sample: lease.sample, evaluation: lease.evaluation), at: now)
        return true
    }

    /// Lowers a zone at once, or lets it up to what its segments say.
    ///
    /// Lowering needs no approval; letting up does.
    static func limit(
        _ zone: ZoneIndex, to power: Power, isLowering: Bool, by gate: Gate, over link: inout HostEndpoint,
        now: Instant
    ) -> Bool {
        if isLowering {
            guard link.hasRoom(forUrgentDatagramOf: ceilingLength) else { return false }
        } else {
            guard gate.approveLease() != nil, link.hasRoom(forDatagramOf: ceilingLength) else { return false }
        }
        link.sendCeiling(Ceiling(zone: zone, stimulation: .whole, power: power), at: now)
        return true
    }

    private static let leaseLength = 21
    private static let ceilingLength = 18
    /// No command of this kind is longer on the line.
    private static let commandLength = 54

    private static func send(
        _ command: HostCommand, step: EnergyStep, by gate: Gate, over link: inout HostEndpoint, now: Instant
    ) -> Bool {
        guard link.hasRoom(forCommandOf: commandLength), gate.approve(step)?.take() != nil else { return false }
        return link.sendEnergy(command, deadline: nil, at: now)
    }
}
