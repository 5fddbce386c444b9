import Treatment
import Units

extension TreeReader {
    private static let topKeys = [
        "patient", "assessed", "zones", "expressions", "sessions", "photographs", "screening",
    ]

    /// What a file says of a person; nil when something that cannot be left out is missing or cannot be read.
    mutating func assessment(_ root: PlanText) -> Assessment.Draft? {
        guard let top = section(Entry(root: root), allowed: TreeReader.topKeys) else { return nil }
        let patient = required("patient", in: top, example: "P-0042").flatMap { self.patient($0) }
        let day = required("assessed", in: top, example: "2026-11-23").flatMap { self.day($0) }
        let zones = required("zones", in: top, example: "- zone: forehead").flatMap { self.zoneAssessments($0) }
        let expressions = required("expressions", in: top, example: "none").flatMap { self.expressions($0) }
        let sessions = required("sessions", in: top, example: "none").flatMap { self.sessions($0) }
        let photographs = required("photographs", in: top, example: "none").flatMap { self.photographs($0) }
        let answers = required("screening", in: top, example: "{pregnancy: no}").flatMap { self.answers($0) }
        guard let patient, let day, let zones else { return nil }
        var draft = Assessment.Draft(patient: patient, day: day, zones: zones)
        draft.expressions = expressions ?? []
        draft.sessions = sessions ?? []
        draft.photographs = photographs ?? []
        draft.answers = answers ?? [:]
        return draft
    }

    private mutating func patient(_ entry: Entry) -> PatientID? {
        guard let word = word(entry, example: "P-0042") else { return nil }
        if let patient = PatientID(word) { return patient }
        report(
            .meaning(
                "value '\(Problem.printable(word))' is no pseudonym, allowed 4 … 32 of A-Z, a-z, 0-9 and '-' "
                    + "(never a name)"), at: entry)
        return nil
    }

    private mutating func zoneAssessments(_ entry: Entry) -> [ZoneAssessment]? {
        guard let items = list(entry, of: "zones", count: 1...Zone.allInOrder.count) else { return nil }
        let zones = items.map { zoneAssessment($0) }
        return zones.contains(nil) ? nil : zones.compactMap { $0 }
    }

    private mutating func zoneAssessment(_ item: Entry) -> ZoneAssessment? {
        let keys = ["zone", "skin", "fat", "muscle", "laxity", "volumeLoss", "sensitivity"]
        // Keys below are called by the zone, as people call them.
        let named = Entry(TreeReader.zoneName(of: item.value) ?? item.path, item.line, item.value)
        guard let section = section(named, allowed: keys) else { return nil }
        let zone = required("zone", in: section, example: "forehead").flatMap { self.zone($0) }
        let skin = required("skin", in: section, example: "1.2 mm").flatMap { self.thickness($0) }
        let fat = required("fat", in: section, example: "medium").flatMap { self.thickness($0) }
        let muscles = required("muscle", in: section, example: "{tone: normal, activity: moderate}")
            .flatMap { self.muscles($0) }
        let laxity = required("laxity", in: section, example: "mild").flatMap { choice($0, Laxity.self) }
        let volumeLoss = required("volumeLoss", in: section, example: "none").flatMap { choice($0, VolumeLoss.self) }
        let sensitivity = required("sensitivity", in: section, example: "normal")
            .flatMap { choice($0, Sensitivity.self) }
        guard let zone, let skin, let fat, let muscles, let laxity, let volumeLoss, let sensitivity else { return nil }
        return ZoneAssessment(
            zone: zone, skin: skin, fat: fat, muscles: muscles, laxity: laxity, volumeLoss: volumeLoss,
            sensitivity: sensitivity)
    }

    private mutating func thickness(_ entry: Entry) -> LayerThickness? {
        if case .word(let word, _) = entry.value, let estimate = ThicknessClass(rawValue: word) {
            return .estimated(estimate)
        }
        if case .word(let word, _) = entry.value, let first = word.first, first.isLetter {
            let allowed = ThicknessClass.allCases.map(\.rawValue).joined(separator: ", ")
            report(
                .meaning(
                    "value '\(Problem.printable(word))' is not known, allowed \(allowed) "
                        + "or a length such as '\(Length.example)'"), at: entry)
            return nil
        }
        let length: Length? = quantity(entry, allowed: "0.3 … 20 mm")
        return length.map { .measured($0) }
    }

    private mutating func muscles(_ entry: Entry) -> ZoneMuscles? {
        guard let section = section(entry, allowed: ["tone", "activity", "left", "right"]) else { return nil }
        guard section["left"] != nil || section["right"] != nil else {
            return muscle(section).map { .oneSide($0) }
        }
        for key in ["tone", "activity"] {
            guard let entry = section[key] else { continue }
            report(.meaning("stands beside 'left' and 'right', allowed within each of them"), at: entry)
        }
        let sides = ["left", "right"].map { side -> MuscleFinding? in
            guard let entry = required(side, in: section, example: "{tone: normal, activity: moderate}"),
                let inner = self.section(entry, allowed: ["tone", "activity"])
            else { return nil }
            return muscle(inner)
        }
        guard let left = sides[0], let right = sides[1] else { return nil }
        return .bothSides(left: left, right: right)
    }

    private mutating func muscle(_ section: Section) -> MuscleFinding? {
        let tone = required("tone", in: section, example: "normal").flatMap { choice($0, MuscleTone.self) }
        let activity = required("activity", in: section, example: "moderate")
            .flatMap { choice($0, MuscleActivity.self) }
        guard let tone, let activity else { return nil }
        return MuscleFinding(tone: tone, activity: activity)
    }

    private mutating func expressions(_ entry: Entry) -> [HabitualExpression]? {
        listOrNone(entry, of: "expressions", atMost: HabitualExpression.allCases.count)?
            .compactMap { choice($0, HabitualExpression.self) }
    }

    private mutating func sessions(_ entry: Entry) -> [EarlierSession]? {
        listOrNone(entry, of: "sessions", atMost: Assessment.mostEntries)?.compactMap { session($0) }
    }

    private mutating func session(_ item: Entry) -> EarlierSession? {
        guard let section = section(item, allowed: ["on", "zones", "discomfort", "redness"]) else { return nil }
        let day = required("on", in: section, example: "2026-11-16").flatMap { self.day($0) }
        let zones = required("zones", in: section, example: "[forehead]").flatMap { self.zones($0) }
        let discomfort = required("discomfort", in: section, example: "none").flatMap { choice($0, Discomfort.self) }
        let redness = required("redness", in: section, example: "hours").flatMap { choice($0, Redness.self) }
        guard let day, let zones, let discomfort, let redness else { return nil }
        return EarlierSession(day: day, zones: zones, discomfort: discomfort, redness: redness)
    }

    private mutating func photographs(_ entry: Entry) -> [PhotographReference]? {
        listOrNone(entry, of: "photographs", atMost: Assessment.mostEntries)?.compactMap { item in
            guard let word = word(item, example: "the SHA-256 digest of the file") else { return nil }
            if let photograph = PhotographReference(word) { return photograph }
            report(
                .meaning(
                    "value '\(Problem.printable(word))' is no SHA-256 digest, allowed 64 digits of 0-9 and a-f "
                        + "(as sha256sum prints it, and no file name)"), at: item)
            return nil
        }
    }
}
