import ControlSocket
import Treatment
import Units
import Varlink

/// The words of the socket for a course, and back.
extension GetCourseReply {
    /// What `course` is at `now`, of a patient with `all` these sessions.
    init(
        _ course: Course, all: [CourseSession], of patient: String, at now: WallTime, waits: [Course.Wait],
        titrations: [GivenTitration]
    ) {
        let outlook = course.outlook(waits: waits)
        // Of a place that the last session has not completed, if there is one.
        let done = all.last?.completedZones ?? []
        let open = Zone.allInOrder.filter { !done.contains($0) }
        let allowed = SessionSpacing.allowedFrom(after: all).flatMap { now < $0 ? $0 : nil }
        var continues: WallTime?
        if case .continues(let until) = SessionSpacing.verdict(on: open, after: all, at: now) { continues = until }
        self.init(
            patient: patient, today: course.today.text, course: Int64(course.ordinal),
            planned: Int64(course.policy.sessions), completed: Int64(course.completed), allowedFrom: allowed?.text,
            continuesUntil: continues?.text, completedZones: continues == nil ? [] : done.map(\.name),
            sessions: course.sessions.indices.map { CourseSessionReport(course, at: $0) },
            doses: Zone.allInOrder.compactMap { CourseDoseReport($0, course.dose(of: $0)) },
            dates: outlook.dates.map(CourseDate.init), obstacles: outlook.obstacles.map(CourseWait.init),
            titrations: titrations.map(CourseTitration.init))
    }
}

extension CourseDoseReport {
    /// The dose of `zone`; nil where it is none.
    fileprivate init?(_ zone: Zone, _ dose: CourseDose) {
        guard dose != CourseDose() else { return nil }
        self.init(
            zone: zone.name, skinMilliminutes: dose.skinMilliminutes, deepMilliminutes: dose.deepMilliminutes)
    }
}

extension CourseSessionReport {
    fileprivate init(_ course: Course, at place: Int) {
        let session = course.sessions[place]
        self.init(
            number: course.number(of: place).map(Int64.init), day: course.days[place].lowerBound.text,
            began: session.began.text, ended: session.ended.text, isCompleted: session.isCompleted,
            records: session.treatments.map(\.record),
            doses: Zone.allInOrder.compactMap { CourseDoseReport($0, session.dose(of: $0)) })
    }
}

extension CourseTitration {
    fileprivate init(_ titration: GivenTitration) {
        self.init(
            record: titration.record, zone: titration.zone.name, began: titration.began.text,
            outcome: titration.outcome,
            thresholdMicroamps: titration.range.map { Int64($0.threshold.microamps) },
            maximumMicroamps: titration.range.map { Int64($0.maximum.microamps) }, pulses: titration.pulses)
    }
}

extension CourseDate {
    fileprivate init(_ date: SessionDate) {
        self.init(
            number: Int64(date.number), earliestDay: date.earliest.text, preferredDay: date.preferred.text,
            latestDay: date.latest?.text, daysLate: Int64(date.daysLate), moved: date.moved.map(CourseWait.init),
            warnings: date.warnings.map(CourseWait.init), leftOut: date.leftOut.map(CourseWait.init))
    }
}

extension CourseWait {
    fileprivate init(_ wait: Course.Wait) {
        self.init(
            zone: wait.zone?.name, fromDay: wait.from.text, untilDay: wait.until?.text, blocks: wait.blocks,
            reason: wait.reason)
    }
}

extension Course.Wait {
    /// The most that one call may name.
    private static let most = 256
    /// The most bytes of a reason.
    private static let longestReason = 500

    /// The waits of a call.
    ///
    /// - Throws: `InvalidParameter` with the place of the first thing that is wrong.
    static func read(_ waits: [CourseWait]) throws(VarlinkErrorReply) -> [Course.Wait] {
        guard waits.count <= most else { throw .invalidParameter("waits") }
        var all: [Course.Wait] = []
        for (place, wait) in waits.enumerated() {
            let path = "waits[\(place)]"
            let zone = wait.zone.flatMap(Zone.init(name:))
            guard wait.zone == nil || zone != nil else { throw .invalidParameter("\(path).zone") }
            guard let from = CalendarDay(wait.fromDay) else { throw .invalidParameter("\(path).fromDay") }
            let until = wait.untilDay.flatMap { CalendarDay($0) }
            guard wait.untilDay == nil || until.map({ $0 > from }) == true else {
                throw .invalidParameter("\(path).untilDay")
            }
            guard wait.reason.utf8.count <= longestReason else { throw .invalidParameter("\(path).reason") }
            all.append(Course.Wait(zone: zone, from: from, until: until, blocks: wait.blocks, reason: wait.reason))
        }
        return all
    }
}

extension VarlinkErrorReply {
    /// A treatment that would come too soon after `session`, which ended at `last`.
    static func tooSoon(
        until: WallTime, last: WallTime, _ session: CourseSession?, at now: WallTime
    ) -> VarlinkErrorReply {
        var sentence = "The patient's last session ended at \(last.text); another one may begin from \(until.text) on."
        if let session, now < session.began + CourseLimits.continuation, !session.completedZones.isEmpty {
            let names = session.completedZones.map(\.name).joined(separator: ", ")
            sentence += " It has completed: \(names). A plan without these zones may go on with it."
        }
        if now < last { sentence += " This computer's clock is before that: set it right." }
        return .controller(
            "TooSoon",
            ["allowedFrom": .string(until.text), "lastEnded": .string(last.text), "message": .string(sentence)])
    }
}
