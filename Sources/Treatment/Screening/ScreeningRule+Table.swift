import Units

/// The table of contraindications and waiting times.
///
/// Sources: `EXION` are the exclusions of a trial of a facial RF device by the maker of the best known comparable one
/// (NCT05929625); `Forma` and `Optimas` are instructions for RF devices of another maker, `TempSure` those of a third;
/// `PMS guidance` is FDA's of 1999 for powered muscle stimulators; `microcurrent` is the manual of a facial stimulator. Where
/// they differ, the longest time blocks, except for fillers, where clinics treat after weeks. `policy` is a choice of
/// this project that none of them states.
extension ScreeningRule {
    /// Every rule, one for each question, in the order of the questions.
    public static let all: [ScreeningRule] = standing + waiting + onTheDay + [sessions]

    /// The rule of a question.
    public static func rule(of question: ScreeningQuestion) -> ScreeningRule {
        guard let rule = all.first(where: { $0.question == question }) else {
            preconditionFailure("every question has a rule")
        }
        return rule
    }

    private static func never(
        _ question: ScreeningQuestion, _ text: String, _ form: AnswerForm = .yesNo, _ reach: Reach = .everywhere,
        source: String, isProjectDefault: Bool = false
    ) -> ScreeningRule {
        ScreeningRule(
            question, text, form, reach, .standing(.block), source: source, isProjectDefault: isProjectDefault)
    }

    private static let standing = [
        never(
            .activeImplant, "a pacemaker, defibrillator or other active implant anywhere in the body",
            source: "EXION; PMS guidance"),
        never(
            .cochlearImplant, "a cochlear implant",
            source: "Forma (1 cm away); anywhere: policy", isProjectDefault: true),
        never(
            .metalImplant, "plates, screws or other metal in head or neck", source: "EXION; Forma; whole face: policy",
            isProjectDefault: true),
        never(
            .dentalMetal, "crowns, bridges, braces or other metal in the mouth, by the zones over it", .zones, .named,
            source: "one person with gold crowns had pain for a day; severity: policy", isProjectDefault: true),
        never(.permanentImplant, "a permanent implant or filler, by zone", .zones, .named, source: "EXION"),
        never(
            .metalThreads, "gold or other metal threads, by zone", .zones, .named, source: "Forma (metal); policy",
            isProjectDefault: true),
        never(.pregnancy, "pregnant, or possibly so", source: "Forma; TempSure; microcurrent"),
        never(.nursing, "nursing", source: "Forma"),
        never(.epilepsy, "epilepsy, or a seizure at any time", source: "microcurrent"),
        never(.malignancy, "cancer of any kind, now or in treatment", source: "EXION; Forma; microcurrent"),
        never(.radioChemotherapy, "radiotherapy or chemotherapy", source: "EXION"),
        never(.premalignantLesion, "premalignant moles or lesions of the skin", source: "EXION; PMS guidance"),
        never(.infection, "an infection or acute inflammation anywhere, or fever", source: "EXION"),
        never(.impairedImmunity, "impaired immunity, by illness or medicine", source: "EXION; Forma"),
        never(.skinAutoimmune, "an autoimmune disease of the skin", source: "EXION"),
        never(.collagenDisease, "a disease of the collagen", source: "EXION"),
        never(.cardiovascularDisease, "a disease of heart or vessels", source: "EXION"),
        never(
            .skinCondition, "wounds, cuts, inflamed or infected skin, by zone", .zones, .named,
            source: "EXION; TempSure; PMS guidance"),
        never(
            .tattoo, "a tattoo or permanent make-up, by zone", .zones, .named, source: "Optimas"),
        never(
            .heatInsensitivity, "warmth is felt less than elsewhere, on the face or where a return electrode would lie",
            source: "TempSure"),
        never(
            .adhesiveAllergy, "an allergy to adhesives, gel or gold", source: "TempSure"),
        never(
            .thyroidDisease, "a disease of the thyroid", .yesNo, .only([.submentum]),
            source: "the gland lies below the pad: policy", isProjectDefault: true),
        never(
            .carotidDisease, "a disease of the carotid arteries, or fainting when the neck is touched", .yesNo,
            .only([.submentum]), source: "PMS guidance; IEC 60601-2-10 (carotid sinus)"),
        ScreeningRule(
            .heatHerpes, "herpes of the face that heat has brought out before", .yesNo, .everywhere,
            .standing(.warn), source: "Forma (with prophylaxis)"),
    ]

    private static func wait(
        _ question: ScreeningQuestion, _ text: String, _ form: AnswerForm, _ reach: Reach, block: Int, warn: Int,
        source: String, isProjectDefault: Bool = false
    ) -> ScreeningRule {
        ScreeningRule(
            question, text, form, reach, .waiting(WaitingTime(block: block, warn: warn)), source: source,
            isProjectDefault: isProjectDefault)
    }

    /// Depths: the thickest dermis that histology finds on the face is 2 mm; a needle into muscle passes at least the
    /// thinnest skin.
    private static let waiting = [
        wait(
            .isotretinoin, "isotretinoin taken, the last time", .day, .everywhere, block: 365, warn: 365,
            source: "EXION (12 months); Forma (6)"),
        wait(
            .antiInflammatoryDrug, "an anti-inflammatory drug (NSAID) taken, the last time", .day, .everywhere,
            block: 0,
            warn: 7, source: "Optimas (1 week); severity: policy", isProjectDefault: true),
        wait(
            .resurfacing, "dermabrasion, resurfacing or a deep peel, by zone", .times, .named, block: 183, warn: 183,
            source: "EXION (6 months); Optimas (3)"),
        wait(
            .facialSurgery, "surgery of the face, by zone", .times, .named, block: 365, warn: 365,
            source: "Optimas (1 year); Forma (3 months)"),
        wait(
            .otherEnergyDevice, "another treatment by light, laser or radio frequency, by zone", .times, .named,
            block: 14,
            warn: 21, source: "Optimas (2 to 3 weeks)"),
        wait(
            .filler, "filler, fat or another material injected, by zone", .times, .named, block: 14, warn: 183,
            source: "Forma (6 months) against clinics (2 to 4 weeks): policy", isProjectDefault: true),
        wait(
            .threads, "threads that dissolve, by zone", .times, .named, block: 28, warn: 84,
            source: "clinics (4 to 12 weeks): policy", isProjectDefault: true),
        wait(
            .toxinIntramuscular, "botulinum toxin into muscles, by zone",
            .injections(depth: .micrometres(1_000) ... .micrometres(20_000)), .named, block: 7, warn: 14,
            source: "NCT05524766 treated from 1 week on; policy", isProjectDefault: true),
        wait(
            .toxinIntradermal,
            "botulinum toxin into the skin in many shallow injections (Skin Botox, mesobotox), by zone",
            .injections(depth: .micrometres(100) ... .micrometres(2_500)), .named, block: 7, warn: 14,
            source: "none found; as into muscles, because it spreads wider: policy", isProjectDefault: true),
    ]

    private static let onTheDay = [
        ScreeningRule(
            .metalWorn, "piercings, jewellery, eye shields or other metal on head or neck, now", .yesNo, .everywhere,
            .standing(.block), validity: .sameDay, source: "Forma; instructions of comparable devices"),
        ScreeningRule(
            .hearingAid, "a hearing aid or other electronics worn, now", .yesNo, .everywhere, .standing(.block),
            validity: .sameDay, source: "instructions of comparable devices"),
        ScreeningRule(
            .anaesthetic, "a local or systemic anaesthetic or sedative, today: the button could not be used", .yesNo,
            .everywhere, .standing(.block), validity: .sameDay, source: "TempSure"),
        ScreeningRule(
            .skinNotReady, "skin that is not dry, clean and free of hair, by zone", .zones, .named, .standing(.block),
            validity: .sameDay, source: "instructions of comparable devices"),
        ScreeningRule(
            .changedSinceAssessment,
            "anything new since the assessment (an injection, an operation, an illness, a medicine, a pregnancy): assess anew",
            .yesNo, .everywhere, .standing(.block), validity: .sameDay,
            source: "an answer of last week is none of today: policy", isProjectDefault: true),
    ]

    private static let sessions = ScreeningRule(
        .lastSession, "the last session of this treatment", .sessions, .everywhere,
        .waiting(WaitingTime(block: 2, warn: 5)), source: "trials: 5 to 10 days; a consent form: at least 2")
}
