extension Course {
    /// Something that speaks against a session on one day, in one place; the same on another day when all of it is equal.
    public struct DayFinding: Hashable, Sendable {
        /// The place.
        public let zone: Zone
        /// Whether nobody may be treated there; otherwise it is a warning.
        public let blocks: Bool
        /// Why, in words that do not change from day to day.
        public let reason: String

        /// A value of these fields.
        public init(_ zone: Zone, blocks: Bool, reason: String) {
            self.zone = zone
            self.blocks = blocks
            self.reason = reason
        }
    }

    /// The waits that a judgement of single days makes: this is how screening, which judges a day, moves dates.
    ///
    /// What holds in every place that is judged is told once, for the whole face. What still holds on the last day has no end in sight.
    /// - Parameters:
    ///   - first: The first day that is judged; on days before it nothing is known.
    ///   - zones: The places that are judged.
    ///   - findings: What speaks against a session on a day.
    public static func waits(
        from first: CalendarDay, in zones: [Zone] = Zone.allInOrder, findings: (CalendarDay) -> [DayFinding]
    ) -> [Wait] {
        var open: [DayFinding: CalendarDay] = [:]
        var spans: [Span] = []
        for offset in 0...CourseLimits.horizon {
            let day = first.later(by: offset)
            let found = findings(day)
            for (finding, from) in open where !found.contains(finding) {
                spans.append(Span(finding: finding, from: from, until: day))
                open[finding] = nil
            }
            for finding in found where open[finding] == nil { open[finding] = day }
        }
        spans += open.map { Span(finding: $0.key, from: $0.value, until: nil) }
        return merged(spans.sorted(), zones)
    }

    /// The days of one finding.
    private struct Span: Comparable {
        let finding: DayFinding
        let from: CalendarDay
        let until: CalendarDay?

        func isLike(_ other: Span) -> Bool {
            from == other.from && until == other.until && finding.blocks == other.finding.blocks
                && finding.reason == other.finding.reason
        }

        func wait(in zone: Zone?) -> Wait {
            Wait(zone: zone, from: from, until: until, blocks: finding.blocks, reason: finding.reason)
        }

        static func < (left: Span, right: Span) -> Bool {
            if left.from != right.from { return left.from < right.from }
            if left.finding.reason != right.finding.reason { return left.finding.reason < right.finding.reason }
            return left.finding.zone.rawValue < right.finding.zone.rawValue
        }
    }

    private static func merged(_ spans: [Span], _ zones: [Zone]) -> [Wait] {
        var waits: [Wait] = []
        for (place, span) in spans.enumerated() {
            let alike = spans.indices.filter { spans[$0].isLike(span) }
            let isEverywhere =
                !zones.isEmpty && zones.allSatisfy { zone in alike.contains { spans[$0].finding.zone == zone } }
            if !isEverywhere {
                waits.append(span.wait(in: span.finding.zone))
            } else if alike.first == place {
                waits.append(span.wait(in: nil))
            }
        }
        return waits
    }
}
