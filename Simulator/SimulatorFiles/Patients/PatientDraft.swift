import PlanFiles
import Tissue
import Units

/// What a patient file says, before it is known whether such a person can be.
struct PatientDraft {
    private var seed: UInt64?
    private var sex: Sex?
    private var person: [PatientTrait: Written] = [:]
    private var face: [PatientTrait: Written] = [:]
    private var zones: [FaceSite: [PatientTrait: Written]] = [:]

    /// A number, and where it was written.
    private struct Written {
        let value: Double
        let entry: TreeReader.Entry
    }

    /// What the tree says; nil and a problem when it is no section.
    init?(_ root: PlanText, _ reader: inout TreeReader) {
        let personKeys = PatientTrait.ofPerson.map(\.key)
        let keys = ["seed", "sex"] + personKeys + ["face", "zones"]
        guard let top = reader.section(TreeReader.Entry(root: root), allowed: keys) else { return nil }
        if let entry = top["seed"] {
            seed = reader.wholeNumber(entry, in: 0...UInt64.max, example: "7", "a seed has 64 bits")
        }
        if let entry = top["sex"] {
            sex = reader.choice(entry, Sex.self)
            if top["seed"] == nil {
                reader.report(.meaning("without a seed there is only the average person (write 'seed: 7')"), at: entry)
            }
        }
        person = PatientDraft.numbers(of: PatientTrait.ofPerson, in: top, &reader)
        if let entry = top["face"] { face = PatientDraft.zone(entry, &reader) }
        guard let entry = top["zones"] else { return }
        guard let section = reader.section(entry, allowed: FaceSite.allCases.map(\.rawValue)) else { return }
        for site in FaceSite.allCases {
            if let entry = section[site.rawValue] { zones[site] = PatientDraft.zone(entry, &reader) }
        }
    }

    private static func zone(_ entry: TreeReader.Entry, _ reader: inout TreeReader) -> [PatientTrait: Written] {
        let traits = PatientTrait.ofZone
        guard let section = reader.section(entry, allowed: traits.map(\.key)) else { return [:] }
        return numbers(of: traits, in: section, &reader)
    }

    private static func numbers(
        of traits: [PatientTrait], in section: TreeReader.Section, _ reader: inout TreeReader
    ) -> [PatientTrait: Written] {
        var numbers: [PatientTrait: Written] = [:]
        for trait in traits {
            guard let entry = section[trait.key], let value = reader.number(entry, trait.measure) else { continue }
            numbers[trait] = Written(value: value, entry: entry)
        }
        return numbers
    }

    /// The person under zones at `sites`, checked; what is wrong is reported.
    func patient(at sites: PerZone<FaceSite>, _ reader: inout TreeReader) -> Patient {
        var patient = seed.map { Patient(seed: $0, at: sites, sex: sex) } ?? Patient(averageAt: sites)
        checkAlone(&reader)
        for (trait, written) in person {
            if case .person(let path) = trait.place { patient[keyPath: path] = written.value }
        }
        for zone in ZoneSet.all {
            for (trait, written) in written(at: sites[zone]) {
                if case .zone(let path) = trait.place { patient.zones[zone][keyPath: path] = written.value }
            }
        }
        if reader.problems.isEmpty { checkTogether(patient, at: sites, &reader) }
        return patient
    }

    private func written(at site: FaceSite) -> [PatientTrait: Written] {
        face.merging(zones[site] ?? [:]) { _, own in own }
    }

    /// Reports every number outside its own range, also at a site where the applicator has no zone.
    private func checkAlone(_ reader: inout TreeReader) {
        for numbers in [person, face] + FaceSite.allCases.compactMap({ zones[$0] }) {
            for (trait, written) in numbers where !trait.allowed.contains(written.value) {
                let reason = "beyond that the models mean nothing"
                reader.report(reader.outOfRange(written.entry, trait.measure, trait.allowed, reason), at: written.entry)
            }
        }
    }

    /// Reports a tolerance below the motor threshold, the only thing that the numbers say together.
    ///
    /// What the file leaves out fits together: one of the three numbers is written.
    private func checkTogether(_ patient: Patient, at sites: PerZone<FaceSite>, _ reader: inout TreeReader) {
        for site in FaceSite.allCases {
            guard let zone = ZoneSet.all.first(where: { sites[$0] == site }) else { continue }
            guard let finding = patient.findings().first(where: { $0.zone == zone }) else { continue }
            let sentence =
                "at \(site.rawValue) the \(finding.trait.key) is \(TreeReader.text(finding.value)), allowed "
                + "\(TreeReader.text(finding.allowed.lowerBound)) … \(TreeReader.text(finding.allowed.upperBound)) mA "
                + "(\(finding.reason))"
            let numbers = written(at: site)
            let culprit = numbers[.tolerance] ?? numbers[.rheobase] ?? numbers[.chronaxie]
            reader.report(.meaning(sentence), culprit?.entry.path, line: culprit?.entry.line ?? 1)
        }
    }
}
