public import Units

/// One number of a patient that cannot be.
public struct PatientFinding: Equatable, Sendable {
    /// Which number.
    public let trait: PatientTrait
    /// The zone that it belongs to; nil for a number of the whole person.
    public let zone: ZoneIndex?
    /// What it is, in the unit that the field names.
    public let value: Double
    /// What it may be, in the same unit.
    public let allowed: ClosedRange<Double>
    /// Why, where more than the trait's own range is the reason; else empty.
    public let reason: String
}

extension PatientFinding: CustomStringConvertible {
    /// The number, its place, its value, what is allowed and why, in one line.
    public var description: String {
        let place = zone.map { "zone \($0.place), " } ?? ""
        let why = reason.isEmpty ? "" : " (\(reason))"
        return "\(place)\(trait): \(value) is out of range, allowed \(allowed.lowerBound) … \(allowed.upperBound)\(why)"
    }
}

extension Patient {
    /// Every number that no patient may have, the person's first, then zone by zone; empty for a valid patient.
    ///
    /// A number that is not finite is out of every range.
    public func findings() -> [PatientFinding] {
        var findings: [PatientFinding] = []
        for trait in PatientTrait.allCases {
            guard case .person(let path) = trait.place else { continue }
            check(self[keyPath: path], trait, nil, &findings)
        }
        for zone in ZoneSet.all {
            let anatomy = zones[zone]
            for trait in PatientTrait.allCases {
                guard case .zone(let path) = trait.place else { continue }
                check(anatomy[keyPath: path], trait, zone, &findings)
            }
            let threshold = anatomy.muscle.thresholdMilliampsForTolerance
            let tolerance = anatomy.muscle.toleranceMilliamps
            if tolerance <= threshold, PatientTrait.tolerance.allowed.contains(tolerance) {
                let allowed = threshold...max(threshold, PatientTrait.tolerance.allowed.upperBound)
                findings.append(
                    PatientFinding(
                        trait: .tolerance, zone: zone, value: tolerance, allowed: allowed,
                        reason: "it lies above the motor threshold at 200 µs, which follows from rheobase and chronaxie"
                    ))
            }
        }
        return findings
    }

    private func check(
        _ value: Double, _ trait: PatientTrait, _ zone: ZoneIndex?, _ findings: inout [PatientFinding]
    ) {
        guard !trait.allowed.contains(value) else { return }
        findings.append(PatientFinding(trait: trait, zone: zone, value: value, allowed: trait.allowed, reason: ""))
    }
}

extension MuscleTraits {
    /// The motor threshold at the width for which the tolerance is stated, 200 µs, by Weiss's law, in mA.
    public var thresholdMilliampsForTolerance: Double { rheobaseMilliamps * (1 + chronaxieMicroseconds / 200) }
}
