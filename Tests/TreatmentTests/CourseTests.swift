import Testing
import Units

@testable import Treatment

struct CourseTests {
    private typealias Sample = CourseSample

    @Test func `a course is four sessions a week apart, five to ten days allowed for`() throws {
        #expect(try CoursePolicy() == .standard)
        let standard = CoursePolicy.standard
        #expect(standard.sessions == 4)
        #expect([standard.earliest, standard.preferred, standard.latest] == [5, 7, 10])
        #expect(CourseLimits.leastSpacing == .seconds(172_800))
        #expect(CourseLimits.days.lowerBound * 86_400 == Int(CourseLimits.leastSpacing.milliseconds / 1000))
    }

    @Test func `numbers at their limits are taken, one step beyond they are refused with what is allowed`() throws {
        #expect(try CoursePolicy(sessions: 1).sessions == 1)
        #expect(try CoursePolicy(sessions: 12).sessions == 12)
        #expect(try CoursePolicy(earliest: 2, preferred: 2, latest: 14).latest == 14)
        #expect(throws: CourseError.sessions(0)) { try CoursePolicy(sessions: 0) }
        #expect(throws: CourseError.sessions(13)) { try CoursePolicy(sessions: 13) }
        #expect(throws: CourseError.days(1)) { try CoursePolicy(earliest: 1) }
        #expect(throws: CourseError.days(15)) { try CoursePolicy(latest: 15) }
        #expect(throws: CourseError.order(earliest: 8, preferred: 7, latest: 10)) { try CoursePolicy(earliest: 8) }
        #expect(throws: CourseError.order(earliest: 5, preferred: 7, latest: 6)) { try CoursePolicy(latest: 6) }
        #expect(CourseError.sessions(13).message.contains("1 … 12"))
        #expect(CourseError.days(1).message.contains("2 … 14 d"))
    }

    @Test func `treatments of one sitting are one session, and doses add up place by place`() {
        let sessions = Sample.sessions(
            Sample.treatment(7, 10), Sample.treatment(0, 9, [.forehead], isCompleted: false),
            Sample.treatment(0, 11, [.forehead, .leftCheek]))
        #expect(sessions.map(\.treatments.count) == [2, 1])
        #expect(sessions[0].dose(of: .forehead) == CourseDose(skinMilliminutes: 200, deepMilliminutes: 1400))
        #expect(sessions[0].dose(of: .leftCheek) == CourseDose(skinMilliminutes: 100, deepMilliminutes: 700))
        #expect(sessions[0].dose(of: .submentum) == CourseDose())
        let course = Course(sessions, by: .standard, at: Sample.time(7, 12), day: Sample.date)
        #expect(course.dose(of: .forehead) == CourseDose(skinMilliminutes: 300, deepMilliminutes: 2100))
    }

    @Test func `a dose that overflows is full, and a negative one is none`() {
        let full = CourseDose(skinMilliminutes: .max, deepMilliminutes: -5)
        #expect(full + full == CourseDose(skinMilliminutes: .max, deepMilliminutes: 0))
    }

    @Test func `a session counts when every place that received anything was completed`() {
        let cut = Sample.sessions(Sample.treatment(0, 9, isCompleted: false))
        #expect(!cut[0].isCompleted)
        let mended = Sample.sessions(Sample.treatment(0, 9, isCompleted: false), Sample.treatment(0, 11))
        #expect(mended.map(\.isCompleted) == [true])
        let half = Sample.sessions(
            Sample.treatment(0, 9, [.leftCheek], isCompleted: false), Sample.treatment(0, 11, [.forehead]))
        #expect(half.map(\.isCompleted) == [false])
        #expect(half[0].completedZones == [.forehead])
    }

    @Test func `sessions that were cut short do not count, and are not numbered`() {
        let course = Sample.course([0, 7, 14], today: 20, cutShort: [7])
        #expect(course.completed == 2 && course.remaining == 2)
        #expect((0..<4).map(course.number) == [1, nil, 2, nil])
    }

    @Test func `after twelve weeks without a session another course begins`() {
        let same = Sample.course([0, 84], today: 90)
        #expect(same.ordinal == 1 && same.completed == 2)
        let next = Sample.course([0, 85], today: 90)
        #expect(next.ordinal == 2 && next.completed == 1)
        let none = Sample.course([0, 7], today: 92)
        #expect(none.ordinal == 2 && none.sessions.isEmpty && none.remaining == 4)
        #expect(none.dose(of: .forehead) == CourseDose())
        #expect(Sample.course([0, 7], today: 91).ordinal == 1)
    }

    @Test func `more sessions than planned leave none to come`() {
        let course = Sample.course([0, 7, 14, 21, 28], today: 30)
        #expect(course.completed == 5 && course.remaining == 0)
        #expect(course.outlook() == Course.Outlook(dates: [], obstacles: []))
    }

    @Test func `dates are those of the clinic`() {
        let sessions = Sample.sessions(Sample.treatment(0, 20))
        let east = { (time: WallTime) in Sample.date(time + .seconds(10 * 3_600)) }
        let course = Course(sessions, by: .standard, at: Sample.time(1, 12), day: east)
        #expect(course.days == [Sample.day(1)...Sample.day(1)])
        #expect(course.outlook().dates.first?.preferred == Sample.day(8))
    }
}
