/// The sessions of a person that belong together: what was given, what it adds up to, and what is still to come.
///
/// A value made of the records and of nothing else. When a session may begin is `SessionSpacing`'s matter; a course only
/// proposes.
public struct Course: Equatable, Sendable {
    /// How many sessions, how far apart.
    public let policy: CoursePolicy
    /// Which course of the person it is, counted from 1.
    public let ordinal: Int
    /// The sessions of this course, in order.
    public let sessions: [CourseSession]
    /// The dates of the sessions, in the same order: the first and the last day of each.
    public let days: [ClosedRange<CalendarDay>]
    /// The day that it is.
    public let today: CalendarDay

    /// The course that a person is in today.
    ///
    /// - Parameters:
    ///   - all: Every session of the person, in order.
    ///   - policy: How many sessions, how far apart.
    ///   - now: The moment.
    ///   - day: The date of a moment, where the clinic is.
    public init(_ all: [CourseSession], by policy: CoursePolicy, at now: WallTime, day: (WallTime) -> CalendarDay) {
        self.policy = policy
        today = day(now)
        var ordinal = 1
        var sessions: [CourseSession] = []
        var days: [ClosedRange<CalendarDay>] = []
        func leave(before next: CalendarDay) {
            guard let last = days.last, next - last.upperBound > CourseLimits.gap else { return }
            ordinal += 1
            (sessions, days) = ([], [])
        }
        for session in all {
            let first = day(session.began)
            leave(before: first)
            sessions.append(session)
            days.append(first...max(first, day(session.ended)))
        }
        leave(before: today)
        (self.ordinal, self.sessions, self.days) = (ordinal, sessions, days)
    }

    /// How many of the sessions count.
    public var completed: Int { sessions.count(where: \.isCompleted) }

    /// How many are still to come.
    public var remaining: Int { max(policy.sessions - completed, 0) }

    /// The doses that `zone` has received in all sessions of this course.
    public func dose(of zone: Zone) -> CourseDose { sessions.reduce(CourseDose()) { $0 + $1.dose(of: zone) } }

    /// The number that the session at `place` of `sessions` has among those that count; nil for one that does not.
    public func number(of place: Int) -> Int? {
        guard sessions.indices.contains(place), sessions[place].isCompleted else { return nil }
        return sessions[...place].count(where: \.isCompleted)
    }
}
