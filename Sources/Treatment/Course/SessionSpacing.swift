import Units

/// Whether a person may be treated now, by what the records hold of the sessions before.
///
/// Stands against HAZ-C1: a session too soon after the last. Skin and tissue that were heated are not what they were; the
/// doses of a day start at zero after 24 h, but the skin does not. Any energy counts, however little and however the
/// treatment ended: whoever was burnt by half a session is the last who should be treated the next day.
public enum SessionSpacing {
    /// What may be done now.
    public enum Verdict: Equatable, Sendable {
        /// A session may begin.
        case allowed
        /// The last session may be gone on with, until this moment.
        case continues(until: WallTime)
        /// Nothing may be given before `until`; the last session ended at `last`.
        case tooSoon(until: WallTime, last: WallTime)
    }

    /// The moment from which another session may begin; nil where there was none.
    public static func allowedFrom(after sessions: [CourseSession]) -> WallTime? {
        sessions.map(\.ended).max().map { $0 + CourseLimits.leastSpacing }
    }

    /// The verdict on a treatment of `zones`.
    ///
    /// A session that was cut short may be gone on with for a working day, and places that it has not completed may be
    /// treated with another applicator: the doses of a day are added up over all of it. A place that has gone through to
    /// its end is done. A moment before the last session is none at which anybody could know: too soon.
    /// - Parameters:
    ///   - zones: The places that would be treated.
    ///   - sessions: All sessions of the person, in order.
    ///   - now: The moment.
    public static func verdict(on zones: [Zone], after sessions: [CourseSession], at now: WallTime) -> Verdict {
        guard let session = sessions.last, let last = sessions.map(\.ended).max(),
            let until = allowedFrom(after: sessions), now < until
        else { return .allowed }
        let end = session.began + CourseLimits.continuation
        let completed = session.completedZones
        let isOpen = !zones.isEmpty && !zones.contains(where: completed.contains)
        return isOpen && now >= session.began && now < end
            ? .continues(until: end) : .tooSoon(until: until, last: last)
    }
}
