import Units

/// What the scenario's script breaks and mends.
extension VirtualTreatment {
    mutating func serveFaults() {
        if script.waitsForRun, device.isRunning {
            script.runBegan(at: now - Instant.zero)
            nextFault = now
        }
        guard let due = nextFault, due <= now else { return }
        let elapsed = now - Instant.zero
        for _ in 0..<script.takeResets(upTo: elapsed) { restart() }
        let step = script.takeClockStep(upTo: elapsed)
        if step != .zero { device.stepClock(by: step, at: now) }
        apply(script.faults(at: elapsed))
        nextFault = script.nextChange(after: elapsed).map { Instant.zero + $0 }
    }

    /// Breaks and mends device, line and cable.
    mutating func apply(_ faults: LiveFaults) {
        let before = standing
        standing = faults
        device.set(faults, at: now)
        toDevice.faults = faults.line.toDevice
        toHost.faults = faults.line.toHost
        guard faults.isUnplugged != before.isUnplugged else { return }
        if faults.isUnplugged { unplug() } else { plug() }
    }

    /// The device loses power for a moment.
    mutating func restart() {
        boots += 1
        device.restart(bootID: scenario.seed &* 1000 &+ boots, at: now)
    }
}
