import Control
import Safety
import Treatment
import Units

/// What happens to host, line and device on the way.
extension VirtualTreatment {
    mutating func serveIncidents() {
        while let incident = incidents.first, let startedAt, now >= startedAt + incident.at {
            incidents.removeFirst()
            happen(incident.kind)
        }
    }

    private mutating func happen(_ kind: Incident.Kind) {
        switch kind {
        case .faults(let faults): apply(faults)
        case .button(let span): device.pressButton(at: now, for: span)
        case .pause: if hostLives { ask(.pause) }
        case .resume: if hostLives { ask(person.beginResume()) }
        case .stop: if hostLives { ask(.stop) }
        case .acknowledge: if hostLives { ask(.acknowledge) }
        case .treatAgain: treatAgain()
        case .unplug: unplug()
        case .plug: plug()
        case .deviceRestart: restart()
        case .deviceHang:
            var faults = standing
            faults.firmwareHangs = true
            apply(faults)
        case .hostStall(let span): hostFreeAt = max(hostFreeAt, now + span)
        case .hostDeath: hostLives = false
        case .hostRestart:
            restartHost()
            treatAgain()
        }
    }

    private mutating func treatAgain() {
        person = Operator(recoveringWith: scenario.program, carrying: recorded, after: person.requestCount)
    }

    /// What the records say that each place has received, the day's beginning included.
    private var recorded: DayDose {
        var day = scenario.carried
        var before = day
        for event in events {
            switch event.event {
            case .treatmentBegan: before = day
            case .dose(let zone, let skin, let deep):
                day[zone] = ZoneDose(
                    skin: before[zone].skin + skin * 1_000_000, deep: before[zone].deep + deep * 1_000_000)
            default: break
            }
        }
        return day
    }

    /// The daemon is started again: a new instance that knows nothing.
    mutating func restartHost() {
        hostLives = true
        let laws = machine.laws
        machine = Machine(hostInstance: VirtualTreatment.hostInstance + 1)
        machine.laws = laws
        state = machine.state
        effects = Effects()
        timer = nil
        stored = []
        hostFreeAt = now
        isPlugged = false
        plug()
    }

    mutating func plug() {
        guard !isPlugged else { return }
        isPlugged = true
        machine.reduce(.lineOpened(today: VirtualTreatment.today), at: now, into: &effects)
        perform()
    }

    mutating func unplug() {
        guard isPlugged else { return }
        isPlugged = false
        toDevice.cut()
        toHost.cut()
        guard hostLives else { return }
        machine.reduce(.lineLost, at: now, into: &effects)
        perform()
    }

    /// Whether nothing more can come: the treatment has ended and every incident has happened.
    @inline(__always)
    var isOver: Bool {
        guard incidents.isEmpty, !person.isRecovering else { return false }
        guard hostLives else { return startedAt.map { now > $0 + .seconds(30) } ?? true }
        switch state {
        case .finished, .service: return true
        case .tripped: return true
        case .loaded, .ready: return !refusals.isEmpty
        case .disconnected, .identifying, .selfTesting, .contactCheck, .titrating, .armed, .running, .paused, .stopping,
            .cooldown, .outputUncertain:
            return false
        }
    }
}
