import Link
public import Units
import Wire

/// How the firmware goes from event to event.
extension Applicator {
    /// Works out anew when something happens next: whatever changes what is due comes through here before it returns.
    mutating func updateNextEvent() {
        var next = min(nextSample, min(nextAlarm, nextAnnouncement))
        if let inFlight { next = min(next, inFlight.end) }
        if state == .running {
            next = min(next, min(nextOutput, min(nextSlice, runningEnd)))
            if outputBegun || shutOffsClosed { next = min(next, lease.end) }
        }
        nextEvent = max(next, clock)
    }

    /// Lets time go on to `now`, and does everything that is due up to and including it.
    ///
    /// Time never goes back.
    public mutating func advance<Hardware: ApplicatorHardware>(to now: DeviceInstant, hardware: inout Hardware) {
        updateNextEvent()
        var rounds = 0
        while nextEvent <= now {
            let due = nextEvent
            rounds = due == clock ? rounds + 1 : 0
            guard rounds < Applicator.roundLimit else {
                // Whatever is due is not being dealt with. A device that waits for itself gives no output.
                trip(.watchdog, at: clock, hardware: &hardware)
                break
            }
            clock = due
            perform(at: due, hardware: &hardware)
            updateNextEvent()
        }
        clock = max(clock, now)
        updateNextEvent()
    }

    /// How often events may be due at one moment before the firmware takes itself for stuck.
    private static let roundLimit = 16

    /// Works out anew when a segment's boundary or a pulse is due next.
    ///
    /// Kept rather than asked for: reading the players through a value of their owner copies them all.
    mutating func updateNextOutput() {
        var next = DeviceInstant.never
        var walk = armedZones
        while let zone = walk.next() {
            next = min(next, min(players[zone.place].nextBoundary, players[zone.place].nextPulse))
        }
        nextOutput = next
    }

    /// Does what is due at `now`.
    ///
    /// What takes output away comes before what gives it.
    private mutating func perform<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        finishPulse(at: now, hardware: &hardware)
        if state == .running { checkPermission(at: now, hardware: &hardware) }
        if nextSample <= now { takeSample(at: now, hardware: &hardware) }
        if state == .running { play(at: now, hardware: &hardware) }
        if nextAnnouncement <= now { announce(at: now, hardware: &hardware) }
        if nextAlarm <= now {
            nextAlarm = .never
            alarm = .high
        }
        updatePanel(at: now, hardware: &hardware)
    }

    /// Stops when the lease or the armed time is over.
    private mutating func checkPermission<Hardware: ApplicatorHardware>(
        at now: DeviceInstant, hardware: inout Hardware
    ) {
        if outputBegun, !lease.isValid(at: now) {
            trip(.leaseExpired, value: lease.sample, at: now, hardware: &hardware)
        } else if shutOffsClosed, !lease.isValid(at: now) {
            // Nothing was given yet, so that nobody has to be told; the next lease closes them again.
            openShutOffs(at: now, hardware: &hardware)
        } else if runningEnd <= now {
            trip(
                .envelopeExceeded, value: UInt32(clamping: runningTime(at: now).milliseconds), at: now,
                hardware: &hardware)
        }
    }

    /// Says that the device is there and has no session.
    private mutating func announce<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        guard !hasSession else {
            nextAnnouncement = .never
            return
        }
        nextAnnouncement = now + .milliseconds(100)
        answerHello(hostInstance: 0, at: now, hardware: &hardware)
    }

    mutating func updatePanel<Hardware: ApplicatorHardware>(at now: DeviceInstant, hardware: inout Hardware) {
        let wanted = FrontPanel(
            state: state, alarm: alarm, wantsButtonTest: hasSession && state == .idle && !buttonTested)
        guard panel != wanted else { return }
        panel = wanted
        hardware.show(wanted, at: now)
    }
}
