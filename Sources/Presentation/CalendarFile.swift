public import ControlSocket

/// The sessions to come as a calendar file (iCalendar, RFC 5545) of days without hours.
///
/// Calendars are shared, synchronised and shown on telephones: without being asked to, it names neither the patient nor why
/// a date was moved, and says no more than that there is a session. Reading a later file into the same calendar moves the
/// events, because each keeps its UID: it is made of the patient's tag, the course and the session.
public struct CalendarFile: Equatable, Sendable {
    /// The file, with CRLF at the end of each line.
    public let text: String

    /// The sessions to come of `course`; nil when a date of the reply is none, or a session has no number.
    ///
    /// - Parameters:
    ///   - course: What the daemon replied; one date or more.
    ///   - tag: What stands for the patient in the UIDs: hexadecimal digits.
    ///   - stamp: When the file is made, in UTC, such as `20261123T120000Z`.
    ///   - hasDetails: Whether the pseudonym and the reasons are written too.
    public init?(_ course: GetCourseReply, tag: String, stamp: String, hasDetails: Bool) {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Myotherm//myothermctl//EN", "CALSCALE:GREGORIAN",
        ]
        for date in course.dates {
            guard let day = CalendarFile.day(date.preferredDay) else { return nil }
            let patient = hasDetails ? ", \(course.patient)" : ""
            let summary = "Treatment, session \(date.number) of \(course.planned)\(patient)"
            let description = CalendarFile.description(date, hasDetails: hasDetails)
            lines += [
                "BEGIN:VEVENT", "UID:myotherm-\(tag)-course-\(course.course)-session-\(date.number)",
                "DTSTAMP:\(stamp)", "DTSTART;VALUE=DATE:\(day)", "DURATION:P1D",
                "SUMMARY:\(CalendarFile.escaped(summary))", "DESCRIPTION:\(CalendarFile.escaped(description))",
                "STATUS:TENTATIVE", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        text = lines.map { CalendarFile.folded($0) + "\r\n" }.joined()
    }

    private static func description(_ date: CourseDate, hasDetails: Bool) -> String {
        var lines = ["In time from \(date.earliestDay) to \(date.latestDay ?? "any later day")."]
        if date.daysLate > 0 { lines = ["\(date.daysLate) days later than it should be."] }
        let waits = date.moved + date.warnings + date.leftOut
        if hasDetails {
            lines += waits.map { wait in
                let word = wait.blocks ? "Not" : "Warning"
                return
                    "\(word) before \(wait.untilDay ?? "further notice"), \(wait.zone ?? "whole face"): \(wait.reason)"
            }
        } else if !waits.isEmpty {
            lines.append("There is something to think of: see 'myothermctl course show'.")
        }
        return lines.joined(separator: "\n")
    }

    /// `2026-11-23` as `20261123`; nil for anything else.
    private static func day(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDate =
            parts.map(\.utf8.count) == [4, 2, 2] && parts.joined().utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isDate ? parts.joined() : nil
    }

    /// A value of type TEXT (RFC 5545, 3.3.11), control characters replaced.
    private static func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line).printable.map { character in
                switch character {
                case "\\", ";", ",": "\\\(character)"
                default: String(character)
                }
            }.joined()
        }.joined(separator: "\\n")
    }

    /// The line in pieces of at most 75 octets, none of which cuts a character (RFC 5545, 3.1).
    private static func folded(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > longestLine {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += size
        }
        return result
    }

    private static let longestLine = 75
}
