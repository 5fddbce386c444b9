import ControlSocket
import Testing

@testable import Presentation

@Suite struct `A course` {
    static let toxin = CourseWait(
        zone: "forehead", fromDay: "2026-11-25", untilDay: "2026-12-02", blocks: true, reason: "toxin, 7 d")
    static let herpes = CourseWait(
        zone: nil, fromDay: "2026-11-01", untilDay: nil, blocks: false, reason: "herpes; see\nfile\\x")

    static func course(patient: String = "P-0042") -> GetCourseReply {
        GetCourseReply(
            patient: patient, today: "2026-11-23", course: 1, planned: 4, completed: 1,
            allowedFrom: "2026-11-25T09:20:00.000Z", continuesUntil: "2026-11-23T21:00:00.000Z",
            completedZones: ["forehead"],
            sessions: [
                CourseSessionReport(
                    number: 1, day: "2026-11-16", began: "2026-11-16T09:00:00.000Z", ended: "2026-11-16T09:20:00.000Z",
                    isCompleted: true, records: [7], doses: []),
                CourseSessionReport(
                    number: nil, day: "2026-11-23", began: "2026-11-23T09:00:00.000Z",
                    ended: "2026-11-23T09:20:00.000Z", isCompleted: false, records: [8, 9], doses: []),
            ],
            doses: [CourseDoseReport(zone: "forehead", skinMilliminutes: 1_234, deepMilliminutes: 5_678)],
            dates: [
                CourseDate(
                    number: 2, earliestDay: "2026-11-28", preferredDay: "2026-12-02", latestDay: "2026-12-03",
                    daysLate: 0, moved: [toxin], warnings: [herpes]),
                CourseDate(
                    number: 3, earliestDay: "2026-12-20", preferredDay: "2026-12-20", latestDay: nil, daysLate: 8),
            ],
            obstacles: [])
    }

    @Test func `is shown with what was given, what it adds up to, and what is to come`() {
        #expect(
            CourseText.lines(Self.course()) == [
                "patient    P-0042",
                "today      2026-11-23",
                "course     1: 1 of 4 sessions completed",
                "not before 2026-11-25T09:20:00.000Z",
                "cut short  the last session may be gone on with until 2026-11-23T21:00:00.000Z, but for forehead",
                "",
                "session    day         ended                     records",
                "1          2026-11-16  2026-11-16T09:20:00.000Z  7",
                "cut short  2026-11-23  2026-11-23T09:20:00.000Z  8, 9",
                "",
                "zone      skin in all  deep in all",
                "forehead    1.234 min    5.678 min",
                "",
                "to come  proposed    from        to",
                "2        2026-12-02  2026-11-28  2026-12-03",
                "3        2026-12-20  2026-12-20  —           8 d late",
                "session 2 is moved: toxin, 7 d (forehead, before 2026-12-02)",
                "session 2, warning: herpes; see·file\\x (whole face, no end in sight)",
            ])
    }

    @Test func `with titrations says what they found, and of one without a range how it ended`() {
        var course = Self.course()
        course.titrations = [
            CourseTitration(
                record: 5, zone: "leftCheek", began: "2026-11-16T08:50:00.000Z", outcome: "found",
                thresholdMicroamps: 5_800, maximumMicroamps: 15_200, pulses: 2_950),
            CourseTitration(
                record: 6, zone: "forehead", began: "2026-11-16T08:55:00.000Z", outcome: nil, thresholdMicroamps: nil,
                maximumMicroamps: nil, pulses: nil),
        ]
        let lines = CourseText.lines(course)
        #expect(lines.contains("titrated   began                     record  outcome    from       to  pulses"))
        #expect(lines.contains("leftCheek  2026-11-16T08:50:00.000Z       5  found    5.8 mA  15.2 mA    2950"))
        #expect(lines.contains("forehead   2026-11-16T08:55:00.000Z       6  —             —        —       —"))
    }

    @Test func `of which no more dates can be proposed says why`() {
        var course = Self.course()
        (course.dates, course.sessions, course.doses) = ([], [], [])
        course.obstacles = [
            CourseWait(zone: nil, fromDay: "2026-11-23", untilDay: nil, blocks: true, reason: "active implant")
        ]
        let lines = CourseText.lines(course)
        #expect(lines.contains("no session yet"))
        #expect(
            lines.suffix(2) == [
                "no more dates can be proposed:", "  active implant (whole face, no end in sight)",
            ])
    }
}

@Suite struct `A calendar file` {
    private func file(_ course: GetCourseReply = `A course`.course(), hasDetails: Bool = false) -> String? {
        CalendarFile(course, tag: "00112233aabbccdd", stamp: "20261123T120000Z", hasDetails: hasDetails)?.text
    }

    @Test func `has an event of one day for each session to come`() throws {
        let lines = try #require(file()).components("\r\n")
        #expect(
            lines.prefix(15) == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Myotherm//myothermctl//EN", "CALSCALE:GREGORIAN",
                "BEGIN:VEVENT", "UID:myotherm-00112233aabbccdd-course-1-session-2", "DTSTAMP:20261123T120000Z",
                "DTSTART;VALUE=DATE:20261202", "DURATION:P1D", "SUMMARY:Treatment\\, session 2 of 4",
                "DESCRIPTION:In time from 2026-11-28 to 2026-12-03.\\nThere is something to t",
                " hink of: see 'myothermctl course show'.", "STATUS:TENTATIVE", "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
            ])
        #expect(lines.count { $0 == "BEGIN:VEVENT" } == 2 && lines.count { $0 == "END:VEVENT" } == 2)
        #expect(lines.suffix(2) == ["END:VCALENDAR", ""])
        #expect(lines.contains("DESCRIPTION:8 days later than it should be."))
    }

    @Test func `names neither the patient nor any reason unless it is asked to`() throws {
        let plain = try #require(file())
        for secret in ["P-0042", "toxin", "herpes", "forehead"] { #expect(!plain.contains(secret), "\(secret)") }
        let detailed = try #require(file(hasDetails: true)).replacing("\r\n ", with: "")
        #expect(detailed.contains("SUMMARY:Treatment\\, session 2 of 4\\, P-0042\r\n"))
        #expect(detailed.contains("\\nNot before 2026-12-02\\, forehead: toxin\\, 7 d"))
        #expect(detailed.contains("whole face: herpes\\; see\\nfile\\\\x"))
    }

    @Test func `has no line of more than 75 octets, and none that cuts a character`() throws {
        for length in 0..<90 {
            for letter in ["a", "é", "日", "𝄞"] {
                let patient = String(repeating: letter, count: length)
                let text = try #require(file(`A course`.course(patient: patient), hasDetails: true))
                for line in text.components("\r\n") { #expect(line.utf8.count <= 75) }
                #expect(text.replacing("\r\n ", with: "").contains("session 2 of 4\\, \(patient)\r\n"))
                #expect(!text.replacing("\r\n", with: "").utf8.contains { $0 < 0x20 })
            }
        }
    }

    @Test(arguments: ["", "2026-1-02", "20261202", "2026-12-0x", "2026-12-02\r\nX:y"])
    func `is not made of a day that is none`(day: String) {
        var course = `A course`.course()
        course.dates[1].preferredDay = day
        #expect(file(course) == nil)
    }
}

extension String {
    /// The parts between separators; characters are not looked at, because CR and LF are one of them.
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
