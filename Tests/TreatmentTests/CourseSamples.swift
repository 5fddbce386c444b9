import Testing
import Units

@testable import Treatment

/// Treatments of a person, told in days and hours after 2026-11-02T00:00Z.
enum CourseSample {
    static let first = WallTime(millisecondsSince1970: 1_793_577_600_000)
    static let allZones = Zone.allInOrder

    static func time(_ day: Int, _ hours: Int = 0, minutes: Int = 0) -> WallTime {
        first + .seconds(Int64(day * 86_400 + hours * 3_600 + minutes * 60))
    }

    /// A treatment that begins at `hour` of `day` and takes 20 minutes.
    static func treatment(
        _ day: Int, _ hour: Int = 9, _ zones: [Zone] = allZones, isCompleted: Bool = true, hadEnergy: Bool = true,
        record: Int64 = 1
    ) -> GivenTreatment {
        GivenTreatment(
            record: record, began: time(day, hour), ended: time(day, hour, minutes: 20), isCompleted: isCompleted,
            mayHaveHadEnergy: hadEnergy,
            shares: zones.map {
                ZoneShare($0, dose: CourseDose(skinMilliminutes: 100, deepMilliminutes: 700), hadEnergy: true)
            })
    }

    static func sessions(_ treatments: GivenTreatment...) -> [CourseSession] {
        CourseSession.sessions(of: treatments)
    }

    /// The course that these days of sessions make, on `today` at noon; dates in UTC.
    static func course(
        _ days: [Int], today: Int, policy: CoursePolicy = .standard, cutShort: [Int] = []
    ) -> Course {
        let treatments = days.map { treatment($0, isCompleted: !cutShort.contains($0)) }
        return Course(CourseSession.sessions(of: treatments), by: policy, at: time(today, 12), day: date)
    }

    static func date(_ time: WallTime) -> CalendarDay {
        CalendarDay(secondsSince1970: time.millisecondsSince1970 / 1000)
    }

    static func day(_ number: Int) -> CalendarDay { date(first).later(by: number) }

    static func wait(
        _ from: Int, _ until: Int?, zone: Zone? = nil, blocks: Bool = true, _ reason: String = "toxin"
    ) -> Course.Wait {
        Course.Wait(zone: zone, from: day(from), until: until.map(day), blocks: blocks, reason: reason)
    }
}
