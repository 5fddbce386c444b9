import Device
import PlanFiles
import Tissue
import Treatment
import Units
import World

/// People as a clinic knows them: their skin and fat measured, and not quite right.
struct AssessedPeople: Sendable {
    /// The plan that everybody is given.
    let plan: Plan
    /// The standard deviation of a measured thickness, in hundredths of it; nil where nobody measures.
    let error: Int?

    private static let purpose: UInt64 = 0x4D45_4153
    /// Beyond so many standard deviations a measurement would be made again.
    private static let furthest = 2.5

    /// The plan of the person whom `seed` determines, with what was measured under each of its zones.
    ///
    /// - Throws: why the plan cannot be compiled.
    func program(of seed: UInt64, on profile: DeviceProfile) throws(TreatmentError) -> Program {
        guard let error else { return try compile(plan) }
        let tissues = AssessedPeople.tissues(
            of: Patient(seed: seed, at: profile.sites), seed: seed, error: error)
        var zones = plan.zones
        for index in zones.indices {
            guard let place = profile.zone(of: zones[index].zone) else { continue }
            zones[index].tissue = tissues[place]
        }
        return try compile(Plan(name: plan.name, patient: plan.patient, duration: plan.duration, zones: zones))
    }

    /// What is measured of `patient`, wrong by `error` hundredths (standard deviation).
    static func tissues(of patient: Patient, seed: UInt64, error: Int) -> PerZone<TissueThickness?> {
        var stream = RandomStream(seed: seed, purpose: AssessedPeople.purpose)
        var tissues = PerZone<TissueThickness?>(repeating: nil)
        for zone in ZoneSet.all {
            let layers = patient.zones[zone].layers
            tissues[zone] = TissueThickness(
                skin: measure(layers.skinMillimetres, error, PrescriptionLimits.skin, &stream),
                fat: measure(layers.fatMillimetres, error, PrescriptionLimits.fat, &stream))
        }
        return tissues
    }

    private func compile(_ plan: Plan) throws(TreatmentError) -> Program {
        try Program(compiling: plan, identity: DocumentHash(of: plan.canonicalBytes).fingerprint)
    }

    private static func measure(
        _ millimetres: Double, _ error: Int, _ limit: Limit<Length>, _ stream: inout RandomStream
    ) -> Length {
        let off = min(max(stream.nextNormal(), -furthest), furthest) * Double(error) / 100
        let read = Length.micrometres(Int32(millimetres * (1 + off) * 1000))
        return min(max(read, limit.range.lowerBound), limit.range.upperBound)
    }
}
