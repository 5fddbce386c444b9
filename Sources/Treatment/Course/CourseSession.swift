/// One session: a treatment, or several of one sitting, because the first was cut short or another applicator followed.
///
/// A treatment belongs to the session before it when it begins within `CourseLimits.continuation` of that session's
/// beginning. Treatments that are known to have given nothing belong to none.
public struct CourseSession: Equatable, Sendable {
    /// Its treatments, in order; one or more.
    public let treatments: [GivenTreatment]

    /// When the first of them began.
    public let began: WallTime
    /// When the last of them ended.
    public let ended: WallTime

    private init(_ first: GivenTreatment) {
        (treatments, began, ended) = ([first], first.began, first.ended)
    }

    private init(_ session: CourseSession, _ next: GivenTreatment) {
        treatments = session.treatments + [next]
        (began, ended) = (session.began, max(session.ended, next.ended))
    }

    /// The sessions that `treatments` make, in order.
    public static func sessions(of treatments: [GivenTreatment]) -> [CourseSession] {
        let given = treatments.filter(\.mayHaveHadEnergy).sorted { ($0.began, $0.record) < ($1.began, $1.record) }
        var sessions: [CourseSession] = []
        for treatment in given {
            if let last = sessions.last, treatment.began < last.began + CourseLimits.continuation {
                sessions[sessions.count - 1] = CourseSession(last, treatment)
            } else {
                sessions.append(CourseSession(treatment))
            }
        }
        return sessions
    }

    /// The places that a treatment has gone through to its end.
    public var completedZones: [Zone] {
        zones { treatment in treatment.isCompleted ? treatment.shares.filter(\.hadEnergy).map(\.zone) : [] }
    }

    /// Whether every place that received anything has gone through to its end: what counts towards a course.
    ///
    /// A session that was cut short has not given what it was for. To count it would end a course early without anybody
    /// having decided so; whoever reads it otherwise plans fewer sessions.
    public var isCompleted: Bool {
        let completed = completedZones
        let given = zones { $0.shares.filter(\.hadEnergy).map(\.zone) }
        return !completed.isEmpty && given.allSatisfy(completed.contains)
    }

    /// The doses that `zone` received in it.
    public func dose(of zone: Zone) -> CourseDose {
        treatments.flatMap(\.shares).filter { $0.zone == zone }.reduce(CourseDose()) { $0 + $1.dose }
    }

    private func zones(_ select: (GivenTreatment) -> [Zone]) -> [Zone] {
        let found = treatments.flatMap(select)
        return Zone.allInOrder.filter(found.contains)
    }
}
