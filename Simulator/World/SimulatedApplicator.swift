public import Device
public import Oracle
public import Tissue
public import Units
import Wire

/// A whole device in one value: firmware, hardware, face and judge, driven by the host's clock.
///
/// It draws no time and no chance: whoever drives it says when it is, and the seed says the rest.
public struct SimulatedApplicator: Sendable {
    /// The firmware.
    public private(set) var applicator: Applicator
    /// How the device's clock runs.
    public private(set) var clock: DeviceClock
    /// Whether the firmware does nothing.
    public private(set) var isHung = false
    /// Bytes from the host for which a firmware that hung had no room.
    public private(set) var lostBytes: Int64 = 0

    private var board: ClockedHardware
    private var witness: LineWitness
    private var faults = LiveFaults()
    private var waiting: [UInt8] = []
    private var crooked: CrookedLine?

    /// What the UART's buffer holds while the firmware does not take it.
    public static let receiveBuffer = 256

    /// A device that starts at the host's `now`.
    ///
    /// - Parameters:
    ///   - bootID: a number that differs at every start.
    ///   - profile: what the device is.
    ///   - patient: whose face it is on.
    ///   - seed: determines every noise.
    ///   - isCooperative: whether the patient tries the stop button when the device asks for it.
    ///   - limitsItself: whether the device holds itself to limits of its own.
    ///   - deviation: what the device does wrong on purpose.
    ///   - clock: how the device's clock runs.
    public init(
        bootID: UInt64, profile: DeviceProfile = .reference, patient: Patient, seed: UInt64,
        isCooperative: Bool = true, limitsItself: Bool = true, deviation: Deviation = [],
        clock: DeviceClock = DeviceClock(), at now: Instant
    ) {
        let start = clock.deviceTime(at: now)
        self.clock = clock
        applicator = Applicator(
            bootID: bootID, profile: profile, limitsItself: limitsItself, deviation: deviation, at: start)
        crooked = CrookedLine(deviation)
        let hardware = SimulatedHardware(
            profile: profile, patient: patient, seed: seed, isCooperative: isCooperative, at: start)
        board = ClockedHardware(hardware, at: start)
        witness = LineWitness(bootID: bootID)
    }

    /// What is below the firmware.
    public var hardware: SimulatedHardware { board.hardware }

    /// The force of the muscle under `zone`, as a share of the average muscle's greatest.
    func force(in zone: ZoneIndex) -> Double { board.hardware.face.force(in: zone) }

    /// The greatest current of a pulse through `zone` since it was taken last; zero without one.
    func greatestPulse(in zone: ZoneIndex) -> Current { board.hardware.greatestPulses[zone] }

    /// The same, which begins anew with this.
    mutating func takeGreatestPulse(in zone: ZoneIndex) -> Current {
        defer { board.hardware.greatestPulses[zone] = .zero }
        return board.hardware.greatestPulses[zone]
    }

    /// Whether the device has power.
    var hasMains: Bool { board.hardware.hasMains }

    /// Whether a program runs.
    public var isRunning: Bool { applicator.state == .running }

    /// When something happens next, if nothing arrives; never while the firmware hangs.
    public var nextEvent: Instant { isHung ? .nanoseconds(.max) : clock.hostTime(of: applicator.nextEvent) }

    /// Lets time go on to `now`.
    public mutating func advance(to now: Instant) { _ = pass(to: now) }

    /// Lets time go on to `now`, and gives what the device's clock shows then.
    private mutating func pass(to now: Instant) -> DeviceInstant {
        let time = clock.deviceTime(at: now)
        board.pass(to: time)
        if !isHung { applicator.advance(to: time, hardware: &board) }
        return time
    }

    /// Takes bytes that arrived at `now`; a firmware that hangs leaves them in the buffer, or loses them.
    public mutating func receive(_ bytes: Span<UInt8>, at now: Instant) {
        let time = pass(to: now)
        var cursor = 0
        while cursor < bytes.count {
            switch witness.take(bytes, from: &cursor) {
            case .stop: board.hardware.hazardBegan(isHung ? .stopUnheard : .stopArrived, at: board.trueTime(time))
            case .lease(let sample):
                let number = sample &+ board.earlierSamples
                board.hardware.leased(bySample: number, at: board.trueTime(time))
            case nil: break
            }
        }
        guard isHung else { return hear(bytes, at: time) }
        let kept = min(bytes.count, SimulatedApplicator.receiveBuffer - waiting.count)
        for index in 0..<kept { waiting.append(bytes[index]) }
        lostBytes += Int64(bytes.count - kept)
    }

    /// Gives `bytes` to the firmware, as they are or as a crooked line makes them.
    private mutating func hear(_ bytes: Span<UInt8>, at time: DeviceInstant) {
        guard crooked != nil else { return applicator.receive(bytes, at: time, hardware: &board) }
        for index in 0..<bytes.count {
            let bent = crooked?.pass(bytes[index], to: applicator.endpoint) ?? []
            applicator.receive(bent.span, at: time, hardware: &board)
        }
    }

    /// Takes a BREAK.
    public mutating func lineBreak(at now: Instant) {
        let time = pass(to: now)
        board.hardware.hazardBegan(isHung ? .stopUnheard : .lineBreak, at: board.trueTime(time))
        if !isHung { applicator.lineBreak(at: time, hardware: &board) }
    }

    /// Takes a change of the host's DTR.
    public mutating func terminalReady(_ isReady: Bool, at now: Instant) {
        let time = pass(to: now)
        if !isReady { board.hardware.hazardBegan(isHung ? .stopUnheard : .terminalNotReady, at: board.trueTime(time)) }
        if !isHung { applicator.terminalReady(isReady, at: time, hardware: &board) }
    }

    /// Tells the judge how long the host may stall.
    public mutating func allow(stall: Duration) { board.hardware.judge.allow(stall: stall) }

    /// Tells the judge the strongest pulse that was prescribed for `zone`.
    public mutating func prescribe(_ current: Current, in zone: ZoneIndex) {
        board.hardware.judge.prescribe(current, in: zone)
    }

    /// The patient presses the stop button at `now`, for `span`.
    public mutating func pressButton(at now: Instant, for span: Duration) {
        let time = clock.deviceTime(at: now)
        board.pass(to: time)
        board.hardware.pressButton(at: board.trueTime(time), for: span)
    }

    /// How many bytes wait for the line; cheaper to ask than `withPending`.
    public var pendingCount: Int { applicator.pendingCount }

    /// Gives the bytes that wait for the line to `body`, oldest first.
    public func withPending<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try applicator.withPending(body)
    }

    /// Notes that the line took the `count` oldest bytes.
    public mutating func sent(_ count: Int) { applicator.sent(count) }

    /// What the judge has to say at `now`, on the device's clock as it would be without jumps.
    public mutating func report(at now: Instant) -> OracleReport {
        let time = clock.deviceTime(at: now)
        board.pass(to: time)
        return board.hardware.report(at: board.trueTime(time))
    }
}

/// What breaks the device.
extension SimulatedApplicator {
    /// Breaks and mends things at `now`; line and cable are not the device's.
    public mutating func set(_ faults: LiveFaults, at now: Instant) {
        let time = pass(to: now)
        board.hardware.set(faults, at: board.trueTime(time))
        let hung = self.faults.firmwareHangs
        self.faults = faults
        applicator.breakLease(faults.leaseIsBroken)
        if faults.firmwareHangs, !hung { isHung = true }
        if !faults.firmwareHangs, isHung { wake(at: now) }
    }

    /// The device loses power for a moment at `now` and starts anew, with `bootID`; the face and its judge go on.
    public mutating func restart(bootID: UInt64, at now: Instant) {
        let time = pass(to: now)
        board.losePower(at: time)
        isHung = false
        waiting.removeAll(keepingCapacity: true)
        let before = applicator
        applicator = Applicator(
            bootID: bootID, profile: before.profile, limitsItself: before.limitsItself, deviation: before.deviation,
            at: max(time, .zero))
        crooked = CrookedLine(before.deviation)
        applicator.breakLease(faults.leaseIsBroken)
        witness = LineWitness(bootID: bootID)
    }

    /// Somebody pulls the mains plug at `now`: nothing flows, whatever is welded, until `mainsOn`.
    public mutating func mainsOff(at now: Instant) {
        let time = pass(to: now)
        board.losePower(at: time)
        board.hardware.setMains(on: false, at: board.trueTime(time))
        isHung = true
    }

    /// The mains plug is back at `now`, and the device starts anew.
    public mutating func mainsOn(bootID: UInt64, at now: Instant) {
        restart(bootID: bootID, at: now)
        board.hardware.setMains(on: true, at: board.trueTime(clock.deviceTime(at: now)))
    }

    /// The face of `patient` rests until it is as it was before; the judge and its accounts go on.
    public mutating func rest(_ patient: Patient, seed: UInt64, at now: Instant) {
        let time = pass(to: now)
        let profile = applicator.profile
        let face = FaceTissue(
            patient: patient, pads: profile.pads, sensors: profile.sensors, zoneCount: Int(profile.device.zoneCount),
            seed: seed)
        board.hardware.rest(face, at: board.trueTime(time))
    }

    /// The device's clock jumps by `step` at `now`: what falls into the gap is due at once, or all waits for it to pass.
    public mutating func stepClock(by step: Duration, at now: Instant) {
        board.jump(by: step, at: pass(to: now))
        clock = clock.stepped(by: step)
        advance(to: now)
    }

    /// The firmware goes on where it stopped, and finds out how late it is.
    private mutating func wake(at now: Instant) {
        isHung = false
        board.notBefore(clock.deviceTime(at: now))
        advance(to: now)
        let late = waiting
        waiting.removeAll(keepingCapacity: true)
        applicator.receive(late.span, at: clock.deviceTime(at: now), hardware: &board)
    }
}
