import Safety
import Treatment
import Units

/// What was last written down of the doses of the plan that is loaded.
struct DoseLog: Equatable, Sendable {
    /// How often a dose that grows is written down.
    static let interval = Duration.seconds(10)

    /// When that was last done; nil before the treatment begins.
    private(set) var at: Instant?
    private var skin = PerZone<Int64>(repeating: 0)
    private var deep = PerZone<Int64>(repeating: 0)

    /// Nothing yet.
    init() {}

    /// The treatment begins.
    mutating func begin(at now: Instant) { at = now }

    /// It is time to write; false within the interval.
    mutating func isDue(isEnd: Bool, at now: Instant) -> Bool {
        guard let last = at, isEnd || now - last >= DoseLog.interval else { return false }
        at = now
        return true
    }

    /// Notes what is written, in thousandths; false when it says nothing new.
    mutating func note(skin newSkin: Int64, deep newDeep: Int64, of zone: ZoneIndex) -> Bool {
        guard newSkin > skin[zone] || newDeep > deep[zone] else { return false }
        (skin[zone], deep[zone]) = (newSkin, newDeep)
        return true
    }
}

extension Machine {
    /// Writes the doses down that have grown since the last time: at the treatment's end at once, otherwise in turn.
    mutating func recordDoses(isEnd: Bool, at now: Instant, into effects: inout Effects) {
        guard let treatment, doseLog.isDue(isEnd: isEnd, at: now) else { return }
        for place in treatment.program.zones {
            guard let zone = treatment.zones[place] else { continue }
            let own = tallies[zone].ownDose
            let (skin, deep) = ((own.skin + 999_999) / 1_000_000, (own.deep + 999_999) / 1_000_000)
            guard doseLog.note(skin: skin, deep: deep, of: zone) else { continue }
            let site = treatment.program.zone(at: place)
            effects.append(.record(.dose(site, skinMilliminutes: skin, deepMilliminutes: deep)))
        }
    }
}
