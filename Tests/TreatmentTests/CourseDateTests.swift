import Testing
import Units

@testable import Treatment

struct CourseDateTests {
    private typealias Sample = CourseSample

    private func dates(_ course: Course, _ waits: Course.Wait...) -> [SessionDate] {
        course.outlook(waits: waits).dates
    }

    @Test func `the remaining sessions follow one another by a week, each in its window`() {
        let dates = dates(Sample.course([0], today: 1))
        #expect(dates.map(\.number) == [2, 3, 4])
        #expect(dates.map(\.preferred) == [7, 14, 21].map(Sample.day))
        #expect(dates.map(\.earliest) == [5, 12, 19].map(Sample.day))
        #expect(dates.map(\.latest) == [10, 17, 24].map(Sample.day))
        #expect(dates.allSatisfy { $0.daysLate == 0 && $0.moved.isEmpty && $0.warnings.isEmpty })
    }

    @Test func `a first session may be today and has no last day`() {
        let dates = dates(Sample.course([], today: 3))
        #expect(dates.count == 4)
        #expect(dates[0].preferred == Sample.day(3) && dates[0].latest == nil && dates[0].daysLate == 0)
        #expect(dates[1].preferred == Sample.day(10))
    }

    @Test func `today is never proposed too late or too early`() {
        let inWindow = dates(Sample.course([0], today: 9))[0]
        #expect([inWindow.earliest, inWindow.preferred] == [9, 9].map(Sample.day))
        #expect(inWindow.latest == Sample.day(10) && inWindow.daysLate == 0)
        let late = dates(Sample.course([0], today: 13))
        #expect([late[0].earliest, late[0].preferred] == [13, 13].map(Sample.day))
        #expect(late[0].latest == nil && late[0].daysLate == 3)
        #expect(late[1].preferred == Sample.day(20) && late[1].daysLate == 0)
    }

    @Test func `the next session is counted from one that was cut short too`() {
        let dates = dates(Sample.course([0, 7], today: 8, cutShort: [7]))
        #expect(dates.map(\.number) == [2, 3, 4])
        #expect(dates[0].preferred == Sample.day(14))
    }

    @Test func `what blocks moves the date within its window, and is named`() throws {
        let toxin = Sample.wait(6, 9)
        let later = try #require(dates(Sample.course([0], today: 1), toxin).first)
        #expect(later.preferred == Sample.day(9) && later.daysLate == 0 && later.moved == [toxin])
        #expect(later.earliest == Sample.day(5) && later.latest == Sample.day(10))
        let planned = Sample.wait(7, 14)
        let sooner = try #require(dates(Sample.course([0], today: 1), planned).first)
        #expect(sooner.preferred == Sample.day(6) && sooner.moved == [planned])
        #expect(sooner.latest == Sample.day(6))
    }

    @Test func `what blocks a whole window moves the date behind it, and the rest follows`() {
        let filler = Sample.wait(0, 14, zone: .leftCheek, "filler")
        let dates = dates(Sample.course([0], today: 1), filler)
        #expect(dates[0].preferred == Sample.day(14) && dates[0].daysLate == 4 && dates[0].latest == nil)
        #expect(dates[0].moved == [filler])
        #expect(dates[1].preferred == Sample.day(21) && dates[1].moved.isEmpty)
    }

    @Test func `the ends of a window are days on which nothing blocks`() throws {
        let date = try #require(dates(Sample.course([0], today: 1), Sample.wait(4, 6), Sample.wait(9, 30)).first)
        #expect([date.earliest, date.preferred] == [6, 7].map(Sample.day))
        #expect(date.latest == Sample.day(8))
        #expect(date.moved.isEmpty)
    }

    @Test func `what warns moves nothing and is told for the days that it covers`() {
        let warning = Sample.wait(0, 14, zone: .forehead, blocks: false)
        let dates = dates(Sample.course([0], today: 1), warning)
        #expect(dates.map(\.preferred) == [7, 14, 21].map(Sample.day))
        #expect(dates.map(\.warnings) == [[warning], [], []])
    }

    @Test func `a place that is blocked without an end is left out`() {
        let implant = Sample.wait(0, nil, zone: .rightCheek, "implant")
        let dates = dates(Sample.course([0], today: 1), implant)
        #expect(dates.map(\.preferred) == [7, 14, 21].map(Sample.day))
        #expect(dates.allSatisfy { $0.leftOut == [implant] && $0.moved.isEmpty })
    }

    @Test func `where nothing is left to treat there is no date, and why`() {
        let pacemaker = Sample.wait(0, nil, "pacemaker")
        let outlook = Sample.course([0], today: 1).outlook(waits: [pacemaker])
        #expect(outlook == Course.Outlook(dates: [], obstacles: [pacemaker]))
        let everywhere = Zone.allInOrder.map { Sample.wait(0, nil, zone: $0) }
        #expect(Sample.course([0], today: 1).outlook(waits: everywhere).obstacles == everywhere)
        let later = Sample.wait(13, nil)
        let some = Sample.course([0], today: 1).outlook(waits: [later])
        #expect(some.dates.map(\.preferred) == [Sample.day(7), Sample.day(12)])
        #expect(some.dates[1].number == 3 && some.obstacles == [later])
    }

    @Test func `a date is looked for as far as the horizon and not further`() {
        let course = Sample.course([0], today: 1)
        let end = 10 + CourseLimits.horizon
        #expect(dates(course, Sample.wait(0, end)).first?.preferred == Sample.day(end))
        #expect(dates(course, Sample.wait(0, end + 1)).isEmpty)
    }

    @Test func `no proposed date comes within two days of another, whatever waits`() {
        for from in 0..<25 {
            for length in 1..<25 {
                let course = Sample.course([0], today: 1)
                let days = [Sample.day(0)] + dates(course, Sample.wait(from, from + length)).map(\.preferred)
                #expect(days.count == 4)
                for (before, after) in zip(days, days.dropFirst()) {
                    #expect(after - before >= 5)
                    #expect(after < Sample.day(from) || after >= Sample.day(from + length))
                }
            }
        }
    }
}
