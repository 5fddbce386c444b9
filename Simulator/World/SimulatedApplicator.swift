public import Device
public import Oracle
public import Tissue
public import Units

/// A whole device in one value: firmware, hardware, face and judge, driven by the host's clock.
///
/// It draws no time and no chance: whoever drives it says when it is, and the seed says the rest.
public struct SimulatedApplicator: Sendable {
    /// The firmware.
    public private(set) var applicator: Applicator
    /// What is below it.
    public private(set) var hardware: SimulatedHardware
    /// How the device's clock runs.
    public let clock: DeviceClock
    private var witness: LineWitness

    /// A device that starts at the host's `now`.
    ///
    /// - Parameters:
    ///   - bootID: a number that differs at every start.
    ///   - profile: what the device is.
    ///   - patient: whose face it is on.
    ///   - seed: determines every noise.
    ///   - isCooperative: whether the patient tries the stop button when the device asks for it.
    ///   - clock: how the device's clock runs.
    public init(
        bootID: UInt64, profile: DeviceProfile = .reference, patient: Patient, seed: UInt64,
        isCooperative: Bool = true, clock: DeviceClock = DeviceClock(), at now: Instant
    ) {
        let start = clock.deviceTime(at: now)
        self.clock = clock
        applicator = Applicator(bootID: bootID, profile: profile, at: start)
        hardware = SimulatedHardware(
            profile: profile, patient: patient, seed: seed, isCooperative: isCooperative, at: start)
        witness = LineWitness(bootID: bootID)
    }

    /// When something happens next, if nothing arrives.
    public var nextEvent: Instant { clock.hostTime(of: applicator.nextEvent) }

    /// Lets time go on to `now`.
    public mutating func advance(to now: Instant) {
        applicator.advance(to: clock.deviceTime(at: now), hardware: &hardware)
    }

    /// Takes bytes that arrived at `now`.
    public mutating func receive(_ bytes: Span<UInt8>, at now: Instant) {
        let time = clock.deviceTime(at: now)
        applicator.advance(to: time, hardware: &hardware)
        for index in bytes.indices {
            switch witness.take(bytes[index]) {
            case .stop: hardware.hazardBegan(.stopArrived, at: time)
            case .lease(let sample): hardware.leased(bySample: sample, at: time)
            case nil: break
            }
        }
        applicator.receive(bytes, at: time, hardware: &hardware)
    }

    /// Takes a BREAK.
    public mutating func lineBreak(at now: Instant) {
        let time = clock.deviceTime(at: now)
        applicator.advance(to: time, hardware: &hardware)
        hardware.hazardBegan(.lineBreak, at: time)
        applicator.lineBreak(at: time, hardware: &hardware)
    }

    /// Takes a change of the host's DTR.
    public mutating func terminalReady(_ isReady: Bool, at now: Instant) {
        let time = clock.deviceTime(at: now)
        applicator.advance(to: time, hardware: &hardware)
        if !isReady { hardware.hazardBegan(.terminalNotReady, at: time) }
        applicator.terminalReady(isReady, at: time, hardware: &hardware)
    }

    /// Breaks and mends things at `now`.
    public mutating func set(_ faults: LiveFaults, at now: Instant) {
        let time = clock.deviceTime(at: now)
        applicator.advance(to: time, hardware: &hardware)
        hardware.set(faults, at: time)
    }

    /// The patient presses the stop button at `now`, for `span`.
    public mutating func pressButton(at now: Instant, for span: Duration) {
        hardware.pressButton(at: clock.deviceTime(at: now), for: span)
    }

    /// Gives the bytes that wait for the line to `body`, oldest first.
    public func withPending<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try applicator.withPending(body)
    }

    /// Notes that the line took the `count` oldest bytes.
    public mutating func sent(_ count: Int) { applicator.sent(count) }

    /// What the judge has to say at `now`.
    public mutating func report(at now: Instant) -> OracleReport {
        hardware.report(at: clock.deviceTime(at: now))
    }
}
