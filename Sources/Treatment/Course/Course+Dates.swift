/// A session that is still to come, and when.
public struct SessionDate: Equatable, Sendable {
    /// Its number among those that count, from 1.
    public let number: Int
    /// The first day on which it may be.
    public let earliest: CalendarDay
    /// The day that is proposed.
    public let preferred: CalendarDay
    /// The last day on which it would be in time; nil where nothing sets one, and where that day has passed.
    public let latest: CalendarDay?
    /// How many days the proposed day lies behind the last one that would be in time; 0 where it is in time.
    public let daysLate: Int
    /// What moved it away from the day on which it would have been.
    public let moved: [Course.Wait]
    /// What has to be thought of on the proposed day.
    public let warnings: [Course.Wait]
    /// Places that have to be left out on the proposed day.
    public let leftOut: [Course.Wait]
}

extension Course {
    /// When the remaining sessions could be.
    public struct Outlook: Equatable, Sendable {
        /// One date for each session that is still to come, as far as dates can be found.
        public let dates: [SessionDate]
        /// Why there are no more dates, where some are missing: what blocks in the time that was looked through.
        public let obstacles: [Wait]
    }

    /// Proposes a date for every session that is still to come.
    ///
    /// Each is counted from the session before it, cut short or not, or from the date that is proposed for that one.
    /// What blocks moves a date, within its window where that is possible and behind it otherwise; what warns is told
    /// and moves nothing. A place that is blocked without an end in sight moves nothing either: it is left out.
    public func outlook(waits: [Wait] = []) -> Outlook {
        var dates: [SessionDate] = []
        var last = days.last?.upperBound
        for step in 0..<remaining {
            let window = Window(after: last, by: policy, today: today)
            guard let date = date(completed + step + 1, in: window, waits) else {
                return Outlook(dates: dates, obstacles: Course.obstacles(from: window.wanted, waits))
            }
            dates.append(date)
            last = date.preferred
        }
        return Outlook(dates: dates, obstacles: [])
    }

    /// When a session would be if nothing spoke against it.
    private struct Window {
        let earliest: CalendarDay
        let wanted: CalendarDay
        let latest: CalendarDay?

        init(after last: CalendarDay?, by policy: CoursePolicy, today: CalendarDay) {
            guard let last else {
                (earliest, wanted, latest) = (today, today, nil)
                return
            }
            earliest = max(last.later(by: policy.earliest), today)
            wanted = max(last.later(by: policy.preferred), today)
            latest = last.later(by: policy.latest)
        }

        /// The days in the order in which they are tried: on from the wanted one, then before it, then behind the window.
        var days: [CalendarDay] {
            let end = latest.map { max($0, wanted.later(by: -1)) } ?? wanted.later(by: CourseLimits.horizon)
            let on = (0..<max(end - wanted + 1, 0)).map { wanted.later(by: $0) }
            let before = (0..<max(wanted - earliest, 0)).map { wanted.later(by: -1 - $0) }
            let behind = latest == nil ? [] : (1...CourseLimits.horizon).map { end.later(by: $0) }
            return on + before + behind
        }
    }

    private func date(_ number: Int, in window: Window, _ waits: [Wait]) -> SessionDate? {
        func isFree(_ day: CalendarDay) -> Bool { !Course.isBlocked(day, by: waits) }
        guard let day = window.days.first(where: isFree) else { return nil }
        let between = min(day, window.wanted)...max(day, window.wanted)
        let isInTime = window.latest.map { day <= $0 } ?? true
        let early = (0..<max(day - window.earliest, 0)).map { window.earliest.later(by: $0) }.first(where: isFree)
        let latest = isInTime ? window.latest : nil
        let late = latest.flatMap { end in (0..<max(end - day, 0)).map { end.later(by: -$0) }.first(where: isFree) }
        return SessionDate(
            number: number, earliest: isInTime ? early ?? day : day, preferred: day,
            latest: latest.map { _ in late ?? day }, daysLate: isInTime ? 0 : window.latest.map { day - $0 } ?? 0,
            moved: day == window.wanted ? [] : waits.filter { $0.movesDates && $0.touches(between, but: day) },
            warnings: waits.filter { !$0.blocks && $0.covers(day) },
            leftOut: waits.filter { $0.blocks && !$0.movesDates && $0.covers(day) })
    }

    /// Whether nobody may be treated on `day`: something blocks that a date can keep clear of, or every place is left out.
    private static func isBlocked(_ day: CalendarDay, by waits: [Wait]) -> Bool {
        let blocking = waits.filter { $0.blocks && $0.covers(day) }
        if blocking.contains(where: \.movesDates) { return true }
        return Zone.allInOrder.allSatisfy { zone in blocking.contains { $0.zone == zone } }
    }

    private static func obstacles(from day: CalendarDay, _ waits: [Wait]) -> [Wait] {
        let end = day.later(by: CourseLimits.horizon)
        return waits.filter { $0.blocks && $0.from <= end && $0.until.map { $0 > day } ?? true }
    }
}

extension Course.Wait {
    /// Whether it concerns one of `days` other than `day`.
    fileprivate func touches(_ days: ClosedRange<CalendarDay>, but day: CalendarDay) -> Bool {
        let last = days.upperBound == day ? day.later(by: -1) : days.upperBound
        let first = days.lowerBound == day ? day.later(by: 1) : days.lowerBound
        return from <= last && until.map { $0 > first } ?? true
    }
}
