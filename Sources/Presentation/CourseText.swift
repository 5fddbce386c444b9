public import ControlSocket

/// A course in lines for people.
public enum CourseText {
    /// What was given, what it adds up to, and when the remaining sessions could be.
    public static func lines(_ course: GetCourseReply) -> [String] {
        let count = "\(course.completed) of \(course.planned) sessions completed"
        var lines = [
            "patient    \(course.patient)", "today      \(course.today)", "course     \(course.course): \(count)",
        ]
        if let from = course.allowedFrom { lines.append("not before \(from)") }
        if let until = course.continuesUntil { lines.append("cut short  \(rest(course, until: until))") }
        lines = lines.map(\.printable)
        lines += held(course.sessions) + doses(course.doses) + titrations(course.titrations) + dates(course.dates)
        lines += course.dates.flatMap(notes).map(\.printable)
        if !course.obstacles.isEmpty {
            lines += ["", "no more dates can be proposed:"] + course.obstacles.map { "  \(text($0))".printable }
        }
        return lines
    }

    private static func rest(_ course: GetCourseReply, until: String) -> String {
        let done = course.completedZones.isEmpty ? "" : ", but for \(course.completedZones.joined(separator: ", "))"
        return "the last session may be gone on with until \(until)\(done)"
    }

    private static func held(_ sessions: [CourseSessionReport]) -> [String] {
        guard !sessions.isEmpty else { return ["", "no session yet"] }
        var table = Table([("session", .left), ("day", .left), ("ended", .left), ("records", .left)])
        for session in sessions {
            let number = session.number.map { "\($0)" } ?? "cut short"
            table.add([number, session.day, session.ended, session.records.map { "\($0)" }.joined(separator: ", ")])
        }
        return [""] + table.lines
    }

    private static func doses(_ doses: [CourseDoseReport]) -> [String] {
        guard !doses.isEmpty else { return [] }
        var table = Table([("zone", .left), ("skin in all", .right), ("deep in all", .right)])
        for dose in doses {
            table.add([dose.zone, Figure.minutes(dose.skinMilliminutes), Figure.minutes(dose.deepMilliminutes)])
        }
        return [""] + table.lines
    }

    private static func titrations(_ titrations: [CourseTitration]) -> [String] {
        guard !titrations.isEmpty else { return [] }
        var table = Table([
            ("titrated", .left), ("began", .left), ("record", .right), ("outcome", .left), ("from", .right),
            ("to", .right), ("pulses", .right),
        ])
        for titration in titrations {
            table.add([
                titration.zone, titration.began, "\(titration.record)", titration.outcome ?? Figure.none,
                titration.thresholdMicroamps.map(Figure.milliamps) ?? Figure.none,
                titration.maximumMicroamps.map(Figure.milliamps) ?? Figure.none,
                titration.pulses.map { "\($0)" } ?? Figure.none,
            ])
        }
        return [""] + table.lines
    }

    private static func dates(_ dates: [CourseDate]) -> [String] {
        guard !dates.isEmpty else { return [] }
        var table = Table([("to come", .left), ("proposed", .left), ("from", .left), ("to", .left), ("", .left)])
        for date in dates {
            let isLate = date.daysLate > 0 ? "\(date.daysLate) d late" : ""
            table.add([
                "\(date.number)", date.preferredDay, date.earliestDay, date.latestDay ?? Figure.none, isLate,
            ])
        }
        return [""] + table.lines
    }

    private static func notes(_ date: CourseDate) -> [String] {
        date.moved.map { "session \(date.number) is moved: \(text($0))" }
            + date.warnings.map { "session \(date.number), warning: \(text($0))" }
            + date.leftOut.map { "session \(date.number) without the \($0.zone ?? "face"): \($0.reason)" }
    }

    private static func text(_ wait: CourseWait) -> String {
        let end = wait.untilDay.map { "before \($0)" } ?? "no end in sight"
        return "\(wait.reason) (\(wait.zone ?? "whole face"), \(end))"
    }
}
