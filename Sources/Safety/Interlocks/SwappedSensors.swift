import Treatment
import Units

/// Hazard HAZ-T8: a zone is heated after the sensor of another one, and the colder both get, the hotter one becomes.
///
/// Zones start RF one after the other. As long as one zone has received at least four times the energy of another, the
/// other's sensors cannot rise while its own stand still: where they do, they are interchanged. Later, a zone whose sensor
/// falls over thirty seconds while its power should warm it, beside one whose sensor rises while its power should not keep
/// it warm, tell the same. Centre and edge are compared each by itself, so that a single swapped pair of wires is found
/// too. Source of the limits: `Limits`.
public enum SwappedSensors: Interlock {
    /// Adds what is wrong to `verdict`.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        for heated in evidence.zones {
            let energy = energy(of: heated, &evidence)
            let isAhead = energy >= Limits.swapEnergy
            let falls = fallsInstead(heated, &evidence)
            guard isAhead || falls else { continue }
            for other in evidence.zones where other != heated {
                let isFarAhead = isAhead && energy >= self.energy(of: other, &evidence) * Limits.swapEnergyRatio
                guard isFarAhead || falls else { continue }
                compare(heated, with: other, isFarAhead: isFarAhead, &evidence, into: &verdict)
            }
        }
    }

    // Two zones' evidence at a time is copied to be read, 280 bytes each: only where the cheap questions ask for it.
    @inline(never)
    private static func compare(
        _ heated: ZoneIndex, with other: ZoneIndex, isFarAhead: Bool, _ evidence: inout Evidence,
        into verdict: inout Verdict
    ) {
        let own = evidence.readings[heated].heat
        let others = evidence.readings[other].heat
        judge(own.centre.long, crossing: others.centre.long, in: heated, into: &verdict)
        judge(own.edge.long, crossing: others.edge.long, in: heated, into: &verdict)
        guard isFarAhead else { return }
        judge(own.centre, others.centre, in: heated, into: &verdict)
        judge(own.edge, others.edge, in: heated, into: &verdict)
    }

    @inline(never)
    private static func energy(of zone: ZoneIndex, _ evidence: inout Evidence) -> EnergyDensity {
        evidence.readings[zone].heat.energy
    }

    @inline(never)
    private static func fallsInstead(_ zone: ZoneIndex, _ evidence: inout Evidence) -> Bool {
        let heat = evidence.readings[zone].heat
        return fallsInstead(heat.centre.long) || fallsInstead(heat.edge.long)
    }

    /// Whether a sensor falls that should rise.
    private static func fallsInstead(_ answer: PowerAnswer?) -> Bool {
        guard let answer else { return false }
        return answer.expected >= Limits.swapCrossing && answer.measured <= -Limits.swapCrossing
    }

    private static func judge(
        _ own: PowerAnswer?, crossing other: PowerAnswer?, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        guard let own, let other, fallsInstead(own) else { return }
        let limit = Limits.swapCrossing
        guard other.expected <= -limit, other.measured >= limit else { return }
        verdict.add(
            Finding(
                .sensorsSwapped, .trip, zone: zone, value: Int64(own.measured.millikelvin),
                limit: -Int64(limit.millikelvin)))
    }

    private static func judge(
        _ own: SensorBehaviour, _ other: SensorBehaviour, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        guard other.leastRise >= Limits.swapRise, own.greatestRise <= Limits.swapStill else { return }
        verdict.add(
            Finding(
                .sensorsSwapped, .trip, zone: zone, value: Int64(other.leastRise.millikelvin),
                limit: Int64(Limits.swapRise.millikelvin)))
    }
}
