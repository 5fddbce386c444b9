extension Course {
    /// Days on which something speaks against a session: toxin or filler shortly before, an answer that expires.
    public struct Wait: Equatable, Sendable {
        /// The place that it concerns; nil for the whole face.
        public let zone: Zone?
        /// The first day.
        public let from: CalendarDay
        /// The day from which nothing speaks against it any more; nil where that is not in sight.
        public let until: CalendarDay?
        /// Whether nobody may be treated; otherwise it is a warning.
        public let blocks: Bool
        /// Why, in words.
        public let reason: String

        /// A value of these fields.
        public init(zone: Zone?, from: CalendarDay, until: CalendarDay?, blocks: Bool, reason: String) {
            self.zone = zone
            self.from = from
            self.until = until
            self.blocks = blocks
            self.reason = reason
        }

        /// Whether it concerns `day`.
        public func covers(_ day: CalendarDay) -> Bool { day >= from && until.map { day < $0 } ?? true }

        /// Whether a session keeps clear of it by another date; where it has no end, only by leaving the place out.
        var movesDates: Bool { blocks && (zone == nil || until != nil) }
    }
}
