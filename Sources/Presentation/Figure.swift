/// Integers with their units as people read them.
enum Figure {
    /// Numbers beyond this are shown as it: they come from outside, and must not overflow what is computed of them.
    static let greatest: Int64 = 1_000_000_000_000

    /// What is shown where there is no value.
    static let none = "—"

    /// `value` thousandths with so many decimal places (0 to 3), rounded half away from zero.
    static func thousandths(_ value: Int64, places: Int) -> String {
        let step: UInt64 = [1000, 100, 10, 1][min(max(places, 0), 3)]
        let rounded = (min(value.magnitude, UInt64(greatest)) + step / 2) / step
        let unit = 1000 / step
        let sign = value < 0 && rounded > 0 ? "-" : ""
        guard unit > 1 else { return "\(sign)\(rounded)" }
        return "\(sign)\(rounded / unit).\(String(unit + rounded % unit).dropFirst())"
    }

    static func celsius(_ milli: Int64?) -> String { milli.map { "\(thousandths($0, places: 1)) °C" } ?? none }
    static func watts(_ milli: Int64) -> String { "\(thousandths(milli, places: 1)) W" }
    static func milliamps(_ micro: Int64) -> String { "\(thousandths(micro, places: 1)) mA" }
    static func ohms(_ milli: Int64) -> String { "\(thousandths(milli, places: 0)) Ω" }
    static func joules(_ milli: Int64) -> String { "\(thousandths(milli, places: 1)) J" }
    static func minutes(_ milli: Int64) -> String { "\(thousandths(milli, places: 3)) min" }
    static func milliseconds(_ micro: Int64?) -> String { micro.map { "\(thousandths($0, places: 2)) ms" } ?? none }

    /// Milliseconds as minutes and seconds, seconds begun not counted: `2:05`.
    static func clock(_ milliseconds: Int64) -> String {
        let seconds = min(max(milliseconds, 0), greatest) / 1000
        return "\(seconds / 60):\(String(100 + seconds % 60).dropFirst())"
    }

    /// The time that remains, seconds begun counted, so that 0:00 is the end.
    static func remaining(_ elapsed: Int64, of duration: Int64) -> String {
        let (elapsed, duration) = (min(max(elapsed, 0), greatest), min(max(duration, 0), greatest))
        return clock(max(duration - elapsed, 0) + 999)
    }
}
