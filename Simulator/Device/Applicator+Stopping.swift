import Link
import Units
import Wire

/// Every way to output off. None of them can fail, and none asks for anything.
extension Applicator {
    /// Takes RF to zero at once, drops what waits and gives the lease back.
    ///
    /// A pulse in flight keeps its balancing phase, because half a pulse leaves its charge in the skin; the shut-off
    /// elements open behind it.
    mutating func outputZero<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        hardware.cutPower(at: now)
        var walk = ZoneSet.all
        while let zone = walk.next() {
            tallies[zone.place].setPower(.zero, at: now)
            tallies[zone.place].contactLostAt = nil
            players[zone.place].drop()
        }
        if state == .running { runningBefore = runningTime(at: now) }
        lease.void()
        outputBegun = false
        nextSlice = .never
        nextOutput = .never
        runningEnd = .never
        if inFlight == nil { openShutOffs(at: now, hardware: &hardware) }
    }

    /// Breaks the lease's logic, or mends it: as long as it is broken, output needs no lease.
    public mutating func breakLease(_ isBroken: Bool) {
        guard lease.isBroken != isBroken else { return }
        lease.isBroken = isBroken
        updateNextEvent()
    }

    /// Closes both shut-off elements while it runs by a lease: without one not even a welded stage finds a way.
    mutating func closeShutOffs<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        guard state == .running, !shutOffsClosed, lease.isValid(at: now) else { return }
        shutOffsClosed = true
        hardware.setShutOffs(closed: true, at: now)
    }

    mutating func openShutOffs<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        shutOffsClosed = false
        hardware.setShutOffs(closed: false, at: now)
    }

    /// Output zero, and the arming is gone.
    mutating func disarm<Hardware: ApplicatorHardware>(
        into next: DeviceState, at now: DeviceInstant, hardware: inout Hardware
    ) {
        outputZero(at: now, hardware: &hardware)
        armedZones = .none
        program = .none
        envelopes = PerZone(repeating: nil)
        buttonWasPressed = false
        state = next
    }

    /// A STOP run: closed to everything but `Stop` and `Hello`, which the endpoint holds.
    mutating func halt<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        disarm(into: .halted, at: now, hardware: &hardware)
    }

    /// A framed stop: the epoch begins, the halt is lifted, a latched cause stays.
    mutating func stopFramed<Hardware: ApplicatorHardware>(
        _ stop: Stop, at now: DeviceInstant, hardware: inout Hardware
    ) {
        disarm(into: latch == nil ? .idle : .tripped, at: now, hardware: &hardware)
        endpoint.enterEpoch(stop.epoch)
        let bootID = deviation.contains(.bootIDChanges) ? ~endpoint.bootID : endpoint.bootID
        answerHello(hostInstance: endpoint.hostInstance ?? 0, bootID: bootID, at: now, hardware: &hardware)
    }

    /// The device stops by itself.
    ///
    /// The first cause stays; whatever follows from it does not overwrite it.
    mutating func trip<Hardware: ApplicatorHardware>(
        _ cause: DeviceCause, in zone: ZoneIndex? = nil, value: UInt32 = 0, at now: DeviceInstant,
        hardware: inout Hardware
    ) {
        switch state {
        case .tripped, .halted: return
        case .idle, .armed, .running, .paused: break
        }
        disarm(into: .tripped, at: now, hardware: &hardware)
        latch = TripLatch(cause: cause, zone: zone, value: value)
        endpoint.raiseEpoch()
    }

    /// Whether the latched cause is gone, as far as the last sample can tell.
    ///
    /// Mutating only so that the device is not copied for it.
    mutating func isGone(_ latch: TripLatch) -> Bool {
        guard inFlight == nil, measuredZero else { return false }
        switch latch.cause {
        case .patientButton: return !measured.buttonPressed
        case .terminalNotReady: return terminalIsReady
        case .overTemperature, .envelopeExceeded, .sensorFault:
            return sensorsAreInOrder(in: latch.zone.map { ZoneSet(bits: 1 << $0.rawValue) } ?? profile.existingZones)
        default: return true
        }
    }

    /// The time in the state `running` since the arming.
    @inline(__always)
    func runningTime(at now: DeviceInstant) -> Duration {
        state == .running ? runningBefore + (now - runningSince) : runningBefore
    }
}
