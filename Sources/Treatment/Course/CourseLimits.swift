public import Units

/// Every number that a course of sessions rests on.
///
/// Sources: "consent form" is the one that clinics hand out for a comparable device (2 to 14 days between sessions);
/// "trials" are those of its maker (four sessions 5 to 10 days apart; one publication of 2025 with 7); another trial of
/// facial radio frequency waited 7 to 14 days. "Policy" marks a choice of this project.
public enum CourseLimits {
    /// How many sessions a course may have.
    ///
    /// Trials: 4. The ends are policy: a single session is a course, and more than twelve are no course of this treatment.
    public static let sessions = 1...12

    /// Days that may be written between two sessions.
    ///
    /// The consent form's range, which holds those of all trials.
    public static let days = 2...14

    /// The least time between two sessions: 2 days, in hours and from end to beginning.
    ///
    /// Consent form. Hours are the stricter reading: "the day after tomorrow" may be 26 h away, and 48 h after the end of
    /// a session it is at least two dates later in every time zone.
    public static let leastSpacing = Duration.seconds(2 * 86_400)

    /// How long after its beginning a session may be gone on with where it was cut short.
    ///
    /// Policy: a working day, whatever the time zone. All of such a session lies within the 24 h over which doses are
    /// added up, so that the limits of a day hold for it as for one that was never cut.
    public static let continuation = Duration.seconds(12 * 3_600)

    /// Days without a session after which the next one begins another course.
    ///
    /// Policy: 12 weeks; trials judge the effect of a course after 4 to 24.
    public static let gap = 84

    /// How many days ahead a date is looked for.
    ///
    /// Policy: the longest wait that screening knows is a year.
    public static let horizon = 400
}
