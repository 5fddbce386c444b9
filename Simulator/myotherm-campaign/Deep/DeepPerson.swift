import Device
import Safety
import Tissue
import Treatment
import Units
import Wire
import World

/// Holds the estimate of the deep layer against one person, in every course of `HeldSkin`.
struct DeepPerson: Sendable {
    /// What one zone came to.
    struct ZoneOutcome: Sendable {
        /// The most that was missed with the traits in force, in minutes at 43 °C.
        var missed = 0.0
        /// The least excess with which no more than the allowance is missed, in °C for each mW/cm².
        var least = 0.0
        /// The sum of the logarithms of estimated over true dose, where a minute and more was received, and their number.
        var (logarithms, counted) = (0.0, 0)
        /// Skin and fat, in mm.
        var (skin, fat) = (0.0, 0.0)
    }

    let seed: UInt64
    private(set) var zones: [ZoneOutcome] = []

    init(seed: UInt64, profile: DeviceProfile, checksOnly: Bool, error: Int? = nil) {
        self.seed = seed
        let isMonopolar = profile.device.traits.isMonopolar
        let patient = Patient(seed: seed, at: profile.sites)
        let tissues = error.map { AssessedPeople.tissues(of: patient, seed: seed, error: $0) }
        let courses = HeldSkin.courses(isMonopolar: isMonopolar).map {
            HeldSkin(seed: seed, profile: profile, course: $0)
        }
        for zone in ZoneSet.all {
            let traits = DeepTraits.of(
                Zone(rawValue: profile.zones[zone].site), isMonopolar: isMonopolar, tissue: tissues?[zone]?.traits)
            let fits = courses.map { DeepFit(seconds: $0.zones[zone.place]) }
            var outcome = ZoneOutcome()
            (outcome.skin, outcome.fat) = (
                patient.zones[zone].layers.skinMillimetres, patient.zones[zone].layers.fatMillimetres
            )
            for found in fits.map({ $0.outcome(with: traits) }) {
                outcome.missed = max(outcome.missed, found.missed)
                guard found.received >= 1 else { continue }
                outcome.logarithms += log2(found.estimated / found.received)
                outcome.counted += 1
            }
            if !checksOnly {
                let least = fits.map { $0.leastExcess(lag: traits.lag, allowance: DeepCommand.allowance) }
                outcome.least = least.max() ?? 0
            }
            zones.append(outcome)
        }
    }

    /// A line for each zone.
    var rows: [String] {
        zones.enumerated().map { place, zone in
            "\(seed),\(place),\(Int(zone.skin * 1000)),\(Int(zone.fat * 1000)),"
                + "\((zone.least * 1000).rounded(toPlaces: 2))"
        }
    }
}
