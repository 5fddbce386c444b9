/// A day of the Gregorian calendar, without time and time zone: what people write on a file card.
public struct CalendarDay: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// Days since 1970-01-01, which is 0.
    public let number: Int32

    /// The years in which days are understood: wider than any life that is treated now.
    public static let years = 1900...2199

    /// The day of this date, or nil where the calendar has none.
    public init?(year: Int, month: Int, day: Int) {
        guard CalendarDay.years.contains(year), (1...12).contains(month), day >= 1,
            day <= CalendarDay.length(of: month, in: year)
        else { return nil }
        number = CalendarDay.number(year: year, month: month, day: day)
    }

    /// The day that `text` says, such as `2026-11-23`, or nil when it says none.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
            parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isWholeNumber } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day in which `seconds` after 1970-01-01T00:00Z lie, for times of 1900 … 2199; the nearest end otherwise.
    public init(secondsSince1970 seconds: Int64) {
        let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
        let ends = (
            CalendarDay.number(year: CalendarDay.years.lowerBound, month: 1, day: 1),
            CalendarDay.number(year: CalendarDay.years.upperBound, month: 12, day: 31)
        )
        number = Int32(min(max(day, Int64(ends.0)), Int64(ends.1)))
    }

    private init(number: Int32) { self.number = number }

    /// The date as `2026-11-23`.
    public var text: String {
        let (year, month, day) = date
        return "\(year)-\(String(100 + month).dropFirst())-\(String(100 + day).dropFirst())"
    }

    /// The day so many days later; earlier for a negative number.
    public func later(by days: Int) -> CalendarDay { CalendarDay(number: number + Int32(days)) }

    /// How many days later `left` is than `right`.
    public static func - (left: CalendarDay, right: CalendarDay) -> Int { Int(left.number) - Int(right.number) }

    /// Whether the left day comes first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    // Both conversions count from 1 March: the leap day is then the last of its year (Hinnant, "chrono-compatible
    // low-level date algorithms"). All years are positive here.

    private static func number(year: Int, month: Int, day: Int) -> Int32 {
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
        return Int32(days - 719_468)
    }

    private var date: (year: Int, month: Int, day: Int) {
        let days = Int(number) + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
