import Testing
import Treatment

struct CalendarDayTests {
    private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

    @Test func `days are counted from 1970 on`() throws {
        #expect(try day("1970-01-01").number == 0)
        #expect(try day("1969-12-31").number == -1)
        #expect(try day("2000-02-29").number == 11_016)
        #expect(try day("2026-11-23").number == 20_780)
    }

    @Test func `every day of three centuries says its own date and follows the one before`() throws {
        var expected = try day("1900-01-01")
        let end = try day("2199-12-31")
        var count = 1
        while expected < end {
            let next = expected.later(by: 1)
            #expect(next - expected == 1)
            #expect(CalendarDay(next.text) == next)
            expected = next
            count += 1
        }
        #expect(count == 109_573)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-3", "26-04-03", "1899-12-31", "2200-01-01",
        "2026-11-23 ", "٢٠٢٦-11-23", "2026/11/23", "", "+026-11-23", "1900-02-29",
    ])
    func `what the calendar does not have is no day`(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func `a moment lies in its day`() throws {
        #expect(try CalendarDay(secondsSince1970: 86_399) == day("1970-01-01"))
        #expect(try CalendarDay(secondsSince1970: 86_400) == day("1970-01-02"))
        #expect(try CalendarDay(secondsSince1970: -1) == day("1969-12-31"))
        #expect(try CalendarDay(secondsSince1970: .max) == day("2199-12-31"))
        #expect(try CalendarDay(secondsSince1970: .min) == day("1900-01-01"))
    }
}
