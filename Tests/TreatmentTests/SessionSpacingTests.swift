import Testing
import Units

@testable import Treatment

struct SessionSpacingTests {
    private typealias Sample = CourseSample

    /// Hazard: HAZ-C1.
    @Test func `a session may begin 48 hours after the end of the last one and not a millisecond before`() {
        let sessions = Sample.sessions(Sample.treatment(0, 9))
        let ended = Sample.time(0, 9, minutes: 20)
        let free = ended + CourseLimits.leastSpacing
        #expect(free == Sample.time(2, 9, minutes: 20))
        let verdict = { SessionSpacing.verdict(on: Sample.allZones, after: sessions, at: $0) }
        #expect(verdict(free) == .allowed)
        #expect(verdict(free + .milliseconds(-1)) == .tooSoon(until: free, last: ended))
        #expect(verdict(Sample.time(1, 9)) == .tooSoon(until: free, last: ended))
        #expect(SessionSpacing.verdict(on: Sample.allZones, after: [], at: ended) == .allowed)
    }

    /// Hazard: HAZ-C1.
    @Test func `48 hours are never less than two dates, wherever the clinic is`() {
        for hour in 0..<24 {
            let sessions = Sample.sessions(Sample.treatment(0, hour))
            let free = Sample.time(2, hour, minutes: 20)
            #expect(SessionSpacing.verdict(on: Sample.allZones, after: sessions, at: free) == .allowed)
            for offset in -12...14 {
                let shift = Duration.seconds(Int64(offset * 3_600))
                let (before, after) = (Sample.date(sessions[0].ended + shift), Sample.date(free + shift))
                #expect(after - before == 2)
            }
        }
    }

    /// Hazard: HAZ-C1.
    @Test func `what was cut short counts like a whole session`() {
        let cut = Sample.sessions(Sample.treatment(0, 9, isCompleted: false))
        #expect(
            SessionSpacing.verdict(on: Sample.allZones, after: cut, at: Sample.time(1, 9))
                == .tooSoon(until: Sample.time(2, 9, minutes: 20), last: Sample.time(0, 9, minutes: 20)))
    }

    /// Hazard: HAZ-C1.
    @Test func `a session that was cut short may be gone on with for twelve hours`() {
        let cut = Sample.sessions(Sample.treatment(0, 9, isCompleted: false))
        let end = Sample.time(0, 21)
        let verdict = { SessionSpacing.verdict(on: Sample.allZones, after: cut, at: $0) }
        #expect(verdict(Sample.time(0, 10)) == .continues(until: end))
        #expect(verdict(end + .milliseconds(-1)) == .continues(until: end))
        #expect(
            verdict(end) == .tooSoon(until: Sample.time(2, 9, minutes: 20), last: Sample.time(0, 9, minutes: 20)))
    }

    /// Hazard: HAZ-C1.
    @Test func `going on does not move the end of the twelve hours`() {
        let session = Sample.sessions(
            Sample.treatment(0, 9, isCompleted: false), Sample.treatment(0, 20, isCompleted: false))
        #expect(session.count == 1)
        #expect(
            SessionSpacing.verdict(on: Sample.allZones, after: session, at: Sample.time(0, 21))
                == .tooSoon(until: Sample.time(2, 20, minutes: 20), last: Sample.time(0, 20, minutes: 20)))
    }

    /// Hazard: HAZ-C1.
    @Test func `a place that has gone through to its end is done, others of the same sitting are not`() {
        let forehead = Sample.sessions(Sample.treatment(0, 9, [.forehead]))
        let now = Sample.time(0, 10)
        let until = Sample.time(2, 9, minutes: 20)
        let verdict = { SessionSpacing.verdict(on: $0, after: forehead, at: now) }
        #expect(verdict([.leftCheek, .rightCheek]) == .continues(until: Sample.time(0, 21)))
        #expect(verdict([.forehead]) == .tooSoon(until: until, last: Sample.time(0, 9, minutes: 20)))
        #expect(verdict([.leftCheek, .forehead]) == .tooSoon(until: until, last: Sample.time(0, 9, minutes: 20)))
        #expect(verdict([]) == .tooSoon(until: until, last: Sample.time(0, 9, minutes: 20)))
    }

    /// Hazard: HAZ-C1.
    @Test func `a treatment that is known to have given nothing waits for nobody`() {
        let nothing = Sample.sessions(Sample.treatment(0, 9, hadEnergy: false))
        #expect(nothing.isEmpty)
    }

    /// Hazard: HAZ-C1.
    @Test func `a moment before the last session is too soon, whatever was cut short`() {
        let cut = Sample.sessions(Sample.treatment(5, 9, isCompleted: false))
        for now in [Sample.time(5, 8), Sample.time(0), WallTime(millisecondsSince1970: .min)] {
            #expect(
                SessionSpacing.verdict(on: Sample.allZones, after: cut, at: now)
                    == .tooSoon(until: Sample.time(7, 9, minutes: 20), last: Sample.time(5, 9, minutes: 20)))
        }
    }

    @Test func `times at the ends of the numbers do not trap`() {
        let last = WallTime(millisecondsSince1970: .max)
        let treatment = GivenTreatment(
            record: 1, began: last, ended: last, isCompleted: true, mayHaveHadEnergy: true, shares: [])
        let sessions = CourseSession.sessions(of: [treatment, treatment])
        let verdict = SessionSpacing.verdict(on: Sample.allZones, after: sessions, at: Sample.time(0))
        #expect(verdict == .tooSoon(until: last, last: last))
    }
}
