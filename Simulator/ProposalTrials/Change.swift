import Treatment
import Units

/// One finding changed in one direction, and what the numbers of that zone may do then.
struct Change {
    /// What was changed.
    let name: String
    /// The assessment with the change, unchecked.
    let draft: Assessment.Draft
    /// The zones that the change is about.
    let zones: [Zone]
    /// Numbers that must not rise.
    let mayNotRise: [PlanField]
    /// Numbers that must not fall.
    var mayNotFall: [PlanField] = []

    private static let milder: [PlanField] = [
        .target, .warmUpTarget, .rampLimit, .density, .current, .rate, .width, .on, .duration,
    ]
    private static let longer: [PlanField] = [.warmUpDuration, .off, .rampUp, .rampDown, .from]

    /// Every change of one finding that must not make a treatment stronger, for each zone of `draft`.
    static func all(of draft: Assessment.Draft) -> [Change] {
        draft.zones.indices.flatMap { Change.inZone($0, of: draft) }
    }

    private static func inZone(_ place: Int, of draft: Assessment.Draft) -> [Change] {
        let found = draft.zones[place]
        let zone = found.zone
        func changed(_ edit: (inout ZoneAssessment) -> Void) -> Assessment.Draft {
            var copy = draft
            edit(&copy.zones[place])
            return copy
        }
        var changes: [Change] = []
        let fat = found.thickness(of: .fat)
        let thicker = min(fat + .micrometres(1_300), TissueLayer.fat.measurable.upperBound)
        changes.append(
            Change(
                name: "thicker fat", draft: changed { $0.fat = .measured(thicker) }, zones: [zone],
                mayNotRise: [.density, .target, .warmUpTarget, .rampLimit], mayNotFall: [.warmUpDuration]))
        let thinner = max(found.thickness(of: .skin) - .micrometres(170), TissueLayer.skin.measurable.lowerBound)
        changes.append(
            Change(
                name: "thinner skin", draft: changed { $0.skin = .measured(thinner) }, zones: [zone],
                mayNotRise: [.density, .target]))
        if let more = Sensitivity.allCases.next(after: found.sensitivity) {
            changes.append(
                Change(
                    name: "more sensitive", draft: changed { $0.sensitivity = more }, zones: [zone], mayNotRise: milder,
                    mayNotFall: longer))
        }
        if let more = VolumeLoss.allCases.next(after: found.volumeLoss) {
            changes.append(
                Change(
                    name: "more volume lost", draft: changed { $0.volumeLoss = more }, zones: [zone],
                    mayNotRise: milder))
        }
        return changes + sessions(in: zone, of: draft)
    }

    private static func sessions(in zone: Zone, of draft: Assessment.Draft) -> [Change] {
        let day = AssessmentDraw.day.later(by: -20)
        return [("discomfort", Discomfort.strong, Redness.none), ("redness", .none, .days)].map { name, felt, red in
            var copy = draft
            copy.sessions.append(EarlierSession(day: day, zones: [zone], discomfort: felt, redness: red))
            return Change(
                name: name + " in an earlier session", draft: copy, zones: [zone], mayNotRise: milder,
                mayNotFall: longer)
        }
    }
}

extension Array where Element: Equatable {
    /// The element behind `element`, or nil behind the last.
    fileprivate func next(after element: Element) -> Element? {
        guard let place = firstIndex(of: element), place + 1 < count else { return nil }
        return self[place + 1]
    }
}
