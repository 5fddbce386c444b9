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
    public static func judge(_ evidence: Evidence, into verdict: inout Verdict) {
        for heated in evidence.zones {
            let own = evidence.readings[heated].heat
            for other in evidence.zones where other != heated {
                let others = evidence.readings[other].heat
                judge(own.centre.long, crossing: others.centre.long, in: heated, into: &verdict)
                judge(own.edge.long, crossing: others.edge.long, in: heated, into: &verdict)
                guard own.energy >= Limits.swapEnergy else { continue }
                guard own.energy >= others.energy * Limits.swapEnergyRatio else { continue }
                judge(own.centre, others.centre, in: heated, into: &verdict)
                judge(own.edge, others.edge, in: heated, into: &verdict)
            }
        }
    }

    private static func judge(
        _ own: PowerAnswer?, crossing other: PowerAnswer?, in zone: ZoneIndex, into verdict: inout Verdict
    ) {
        guard let own, let other else { return }
        let limit = Limits.swapCrossing
        guard own.expected >= limit, own.measured <= -limit else { return }
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
