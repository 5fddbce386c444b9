import Link
import Units
import Wire

/// What the device reports.
extension Applicator {
    /// The time between two slow frames.
    static let slowPeriod = Duration.milliseconds(100)

    mutating func sendFastTelemetry(at now: DeviceInstant) {
        endpoint.send(
            FastTelemetry(
                sample: sample, time: now, state: state, flags: flags, firstCause: latch?.cause ?? .none,
                leaseMarginMilliseconds: lease.marginMilliseconds(at: now),
                echoFrame: deviation.contains(.echoBehind) ? endpoint.echoFrame &- 1 : endpoint.echoFrame,
                echoArrival: UInt32(truncatingIfNeeded: endpoint.echoArrival.microseconds),
                lastTaken: endpoint.lastTaken, executedBehind: executedBehind, zoneCount: profile.device.zoneCount,
                zones: readings))
    }

    @inline(__always)
    private var flags: TelemetryFlags {
        TelemetryFlags(
            buttonPressed: measured.buttonPressed, buttonTested: buttonTested,
            outputIsZero: measuredZero || deviation.contains(.zeroNotMeasured),
            shutOffsClosed: shutOffsClosed, selfTestPassed: selfTests.isComplete)
    }

    /// How far the newest executed segment lies behind the last command taken; 65,535 for none or more.
    @inline(__always)
    private var executedBehind: UInt16 {
        guard let lastExecuted, lastExecuted <= endpoint.lastTaken else { return .max }
        return UInt16(clamping: endpoint.lastTaken - lastExecuted)
    }

    mutating func sendSlowTelemetry(at now: DeviceInstant) {
        var totals = PerZone(repeating: ZoneTotals())
        var walk = existingZones
        while let zone = walk.next() { totals[zone] = self.totals(of: zone, at: now) }
        endpoint.send(
            SlowTelemetry(
                reference: measured.reference, returnFirst: measured.returnFirst, returnSecond: measured.returnSecond,
                applicatorID: profile.applicator.id, calibrationHash: profile.device.calibrationHash,
                firstCause: latch?.cause ?? .none, firstCauseZone: latch?.zone?.rawValue ?? 255,
                firstCauseValue: latch?.value ?? 0, segmentHash: segmentHash,
                segmentHashAt: UInt16(truncatingIfNeeded: endpoint.lastTaken),
                damagedFrames: UInt16(clamping: endpoint.damagedFrames),
                staleFrames: UInt16(clamping: endpoint.staleFrames), zoneCount: profile.device.zoneCount,
                zones: totals))
    }

    /// Mutating only so that the device is not copied for it.
    private mutating func totals(of zone: ZoneIndex, at now: DeviceInstant) -> ZoneTotals {
        var totals = ZoneTotals()
        totals.energyMillijoules = UInt32(clamping: tallies[zone.place].energy(at: now).millijoules)
        totals.chargeMicrocoulombs = UInt32(clamping: tallies[zone.place].charge.microcoulombs)
        totals.doseMilliminutes = UInt32(clamping: tallies[zone.place].doseNanominutes / 1_000_000)
        totals.supplyPower = measured.zones[zone].supplyPower
        totals.peakPower = measured.zones[zone].peakPower
        return totals
    }
}
