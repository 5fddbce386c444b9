/// How many sessions a course has and how far apart they are, checked: one that exists lies within `CourseLimits`.
public struct CoursePolicy: Equatable, Sendable {
    /// How many sessions are planned.
    public let sessions: Int
    /// The first day after a session on which the next one is normal.
    public let earliest: Int
    /// The day after a session on which the next one is proposed.
    public let preferred: Int
    /// The last day after a session on which the next one is normal.
    public let latest: Int

    /// Four sessions, a week apart, 5 to 10 days allowed for.
    ///
    /// Source: the trials of a comparable device, see `CourseLimits`.
    public static let standard = CoursePolicy(sessions: 4, spacing: (5, 7, 10))

    private init(sessions: Int, spacing: (earliest: Int, preferred: Int, latest: Int)) {
        self.sessions = sessions
        (earliest, preferred, latest) = spacing
    }

    /// A course of these numbers; days are counted from the session before.
    ///
    /// - Throws: the first number that is out of range or out of order.
    public init(sessions: Int = 4, earliest: Int = 5, preferred: Int = 7, latest: Int = 10) throws(CourseError) {
        guard CourseLimits.sessions.contains(sessions) else { throw .sessions(sessions) }
        for days in [earliest, preferred, latest] where !CourseLimits.days.contains(days) { throw .days(days) }
        guard earliest <= preferred, preferred <= latest else {
            throw .order(earliest: earliest, preferred: preferred, latest: latest)
        }
        self.init(sessions: sessions, spacing: (earliest, preferred, latest))
    }
}

/// Why a course is refused.
public enum CourseError: Error, Equatable, Sendable {
    /// So many sessions are no course.
    case sessions(Int)
    /// So many days between two sessions are not allowed.
    case days(Int)
    /// The days between sessions do not rise from the earliest to the latest.
    case order(earliest: Int, preferred: Int, latest: Int)

    /// What is wrong and what is allowed.
    public var message: String {
        switch self {
        case .sessions(let count):
            "'\(count)' sessions are no course, allowed "
                + "\(CourseLimits.sessions.lowerBound) … \(CourseLimits.sessions.upperBound)"
        case .days(let days):
            "'\(days) d' between sessions is out of range, allowed "
                + "\(CourseLimits.days.lowerBound) … \(CourseLimits.days.upperBound) d"
        case .order(let earliest, let preferred, let latest):
            "the days between sessions, \(earliest), \(preferred) and \(latest), must not fall from earliest to latest"
        }
    }
}

extension CourseError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
