public import Units

/// What is asked before a person is treated.
///
/// The raw value is the question's id: the key in assessments and in a prescriber's rules, and the row in
/// `docs/screening.md`.
public enum ScreeningQuestion: String, Sendable, Hashable, CaseIterable {
    // Never, as long as it is so.
    case activeImplant, cochlearImplant, metalImplant, dentalMetal, permanentImplant, metalThreads
    case pregnancy, nursing, epilepsy, malignancy, radioChemotherapy, premalignantLesion
    case infection, impairedImmunity, skinAutoimmune, collagenDisease, cardiovascularDisease
    case skinCondition, tattoo, heatInsensitivity, adhesiveAllergy, thyroidDisease, carotidDisease
    case heatHerpes

    // Not for some time after.
    case isotretinoin, antiInflammatoryDrug, resurfacing, facialSurgery, otherEnergyDevice
    case filler, threads, toxinIntramuscular, toxinIntradermal

    // On the day itself.
    case metalWorn, hearingAid, anaesthetic, skinNotReady, changedSinceAssessment

    /// Not asked but known from the earlier sessions.
    case lastSession

    /// The question's id.
    public var id: String { rawValue }
}

/// How a question is answered.
public enum AnswerForm: Equatable, Sendable {
    /// Yes or no.
    case yesNo
    /// No, or the zones where it is so.
    case zones
    /// No, or the day of the last time.
    case day
    /// No, or every time with its day and zones.
    case times
    /// No, or every time with its day, zones and depth, which must lie in the range.
    case injections(depth: ClosedRange<Length>)
    /// Not answered: it follows from the earlier sessions.
    case sessions
}

/// Something that was done to parts of the face on a day.
public struct LocalEvent: Equatable, Sendable {
    /// The day.
    public var day: CalendarDay
    /// The zones that it touched.
    ///
    /// What lies between zones is named by every zone whose pad it comes under or beside.
    public var zones: [Zone]
    /// How deep the needle went; nil where the question does not ask for it.
    public var depth: Length?

    /// An event, unchecked: `Assessment` checks it.
    public init(day: CalendarDay, zones: [Zone], depth: Length? = nil) {
        self.day = day
        self.zones = zones
        self.depth = depth
    }
}

/// An answer to one question.
///
/// A question without an answer is a state of its own, and is never taken for a no.
public enum ScreeningAnswer: Equatable, Sendable {
    /// It is not so, and never was.
    case no
    /// It is so.
    case yes
    /// It is so in these zones, 1 or more.
    case here([Zone])
    /// It was so on this day for the last time.
    case last(CalendarDay)
    /// It was done at these times, 1 or more.
    case times([LocalEvent])
}
