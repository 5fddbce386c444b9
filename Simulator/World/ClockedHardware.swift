import Device
import Units

/// The hardware as the firmware reaches it: by the firmware's clock, which may have jumped or stood still.
///
/// The hardware lives on the true time, which only goes on. What the firmware does late, because it hung or because its
/// clock jumped ahead, happens when it does it; and a pulse whose time had passed by then was never given, because the
/// timers that shape pulses do not run backwards.
struct ClockedHardware: ApplicatorHardware, Sendable {
    /// The hardware itself.
    var hardware: SimulatedHardware
    /// How far the firmware's clock is ahead of the true time.
    private(set) var lead = Duration.zero
    /// The true time before which nothing more can happen.
    private var floor: DeviceInstant
    /// The true time that it is.
    private var present: DeviceInstant
    /// The samples taken before the firmware that runs now started.
    private(set) var earlierSamples: UInt32 = 0
    private var samples: UInt32 = 0
    private var pulseZone: ZoneIndex?

    init(_ hardware: SimulatedHardware, at now: DeviceInstant) {
        self.hardware = hardware
        floor = now
        present = now
    }

    /// The true time of what the firmware does when it takes the time for `now`: never ahead of the present, where a
    /// firmware may believe itself after its clock was set back.
    @inline(__always)
    func trueTime(_ now: DeviceInstant) -> DeviceInstant { min(max(now - lead, floor), present) }

    /// Time has gone on until the firmware's clock shows `now`.
    mutating func pass(to now: DeviceInstant) { present = max(present, now - lead) }

    /// The firmware's clock jumps by `step` when it shows `now`.
    mutating func jump(by step: Duration, at now: DeviceInstant) {
        notBefore(now)
        lead += step
    }

    /// Nothing that the firmware still does can have happened before its clock showed `now`.
    mutating func notBefore(_ now: DeviceInstant) { floor = max(floor, now - lead) }

    /// Without power: nothing flows, and the next firmware counts its samples anew.
    mutating func losePower(at now: DeviceInstant) {
        let time = trueTime(now)
        hardware.cutPower(at: time)
        if let pulseZone { _ = hardware.finishPulse(in: pulseZone, at: time) }
        pulseZone = nil
        hardware.setShutOffs(closed: false, at: time)
        earlierSamples = samples
        floor = time
    }

    mutating func measure(at now: DeviceInstant) -> Measurements {
        samples &+= 1
        var result = hardware.measure(at: trueTime(now))
        result.contactAt = result.contactAt + lead
        return result
    }

    mutating func setPower(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant) {
        hardware.setPower(power, in: zone, at: trueTime(now))
    }

    mutating func cutPower(at now: DeviceInstant) { hardware.cutPower(at: trueTime(now)) }

    mutating func beginPulse(_ amplitude: Current, width: PulseWidth, in zone: ZoneIndex, at now: DeviceInstant) {
        guard now - lead >= floor, now - lead <= present else { return }
        pulseZone = zone
        hardware.beginPulse(amplitude, width: width, in: zone, at: trueTime(now))
    }

    mutating func finishPulse(in zone: ZoneIndex, at now: DeviceInstant) -> PulseMeasurement {
        pulseZone = nil
        return hardware.finishPulse(in: zone, at: trueTime(now))
    }

    mutating func setShutOffs(closed: Bool, at now: DeviceInstant) {
        hardware.setShutOffs(closed: closed, at: trueTime(now))
    }

    mutating func testShutOff(_ element: ShutOff, at now: DeviceInstant) -> Leakage {
        hardware.testShutOff(element, at: trueTime(now))
    }

    mutating func outputIsZero(at now: DeviceInstant) -> Bool { hardware.outputIsZero(at: trueTime(now)) }

    mutating func show(_ panel: FrontPanel, at now: DeviceInstant) { hardware.show(panel, at: trueTime(now)) }
}
