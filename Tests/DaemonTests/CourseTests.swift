import Control
import ControlSocket
import Records
import Testing
import Treatment
import Units
import Varlink

@testable import Daemon

/// What the daemon makes of the records of a patient, on a store of its own and by the clock of this machine.
@Suite struct `A patient's sessions` {
    private static let hour: Int64 = 3_600_000
    private let scratch: Scratch
    private let store: RecordStore
    private let journal: Journal
    private let now = Journal.wallMilliseconds

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(
            directory: scratch.path, at: Moment(wallMilliseconds: 0, monotonic: .nanoseconds(0)))
        journal = Journal(store: store, answers: PendingAnswers()) { _ in }
    }

    /// A treatment of forehead and left cheek that began and ended so many ms ago.
    private func treat(
        _ patient: String?, began: Int64, ended: Int64, _ result: TreatmentResult = .completed, pulses: Int64 = 100
    ) throws {
        let text = "name: past\n"
        let stored = try store.storePlan(text: text, hash: String(repeating: "ab", count: 32))
        let setting = TreatmentSetting(
            plan: stored, zoneNames: ["forehead", "leftCheek"], patient: patient, deviceSerial: nil, applicator: nil)
        try store.append(
            .treatmentBegan(
                program: Fingerprint(high: 1, low: 2), zones: ZoneSet(first: 2), device: 3,
                request: RequestID(rawValue: 1)),
            at: moment(began), actor: nil, setting: setting)
        for place in 0..<2 {
            var delivery = ZoneDelivery()
            delivery.pulsesDelivered = pulses
            delivery.deepMilliminutes = 250
            let zone = try #require(ZoneIndex(place))
            try store.append(.delivered(zone: zone, delivery), at: moment(ended), actor: nil)
        }
        try store.append(.treatmentEnded(result, cause: nil), at: moment(ended), actor: nil)
    }

    private func moment(_ ago: Int64) -> Moment {
        Moment(wallMilliseconds: now - ago, monotonic: .nanoseconds(0))
    }

    private func refusal(_ patient: String?, _ zones: [Zone] = Zone.allInOrder) throws -> VarlinkErrorReply? {
        try journal.tooSoon(for: patient, zones: zones)
    }

    private func course(_ patient: String, sessions: Int64? = nil, waits: [CourseWait]? = nil) throws -> GetCourseReply
    {
        try journal.course(GetCourseParameters(patient: patient, sessions: sessions, waits: waits))
    }

    /// Hazard: HAZ-C1.
    @Test func `under 48 hours after the last one are refused, with the moment from which one is allowed`() throws {
        let ended = 48 * Self.hour - 60_000
        try treat("P-0001", began: ended + 60_000, ended: ended)
        let refusal = try #require(try refusal("P-0001"))
        #expect(refusal.name == RefusalKind.tooSoon.fullName)
        let allowed = WallTime(millisecondsSince1970: now + 60_000).text
        #expect(refusal.parameters["allowedFrom"]?.string == allowed)
        #expect(refusal.parameters["lastEnded"]?.string == WallTime(millisecondsSince1970: now - ended).text)
        #expect(refusal.parameters["message"]?.string?.contains(allowed) == true)
        #expect(try course("P-0001").allowedFrom == allowed)
        #expect(try course("P-0001").continuesUntil == nil)
    }

    /// Hazard: HAZ-C1.
    @Test func `may begin after 48 hours, and at once for those whom nobody has treated`() throws {
        try treat("P-0001", began: 48 * Self.hour + 120_000, ended: 48 * Self.hour)
        try treat(nil, began: 60_000, ended: 30_000)
        #expect(try refusal("P-0001") == nil)
        #expect(try refusal("P-0002") == nil)
        #expect(try refusal(nil) == nil)
        #expect(try course("P-0001").allowedFrom == nil)
    }

    /// Hazard: HAZ-C1.
    @Test func `that were cut short go on, where they were not completed`() throws {
        try treat("P-0001", began: Self.hour, ended: Self.hour / 2, .tripped)
        #expect(try refusal("P-0001") == nil)
        let cut = try course("P-0001")
        #expect(cut.continuesUntil == WallTime(millisecondsSince1970: now + 11 * Self.hour).text)
        #expect(cut.allowedFrom != nil && cut.completedZones.isEmpty && cut.completed == 0)
        try treat("P-0001", began: Self.hour / 3, ended: Self.hour / 4)
        let refusal = try #require(try refusal("P-0001"))
        #expect(refusal.parameters["message"]?.string?.contains("forehead, leftCheek") == true)
        #expect(try self.refusal("P-0001", [.rightCheek, .submentum]) == nil)
        #expect(try course("P-0001").completedZones == ["forehead", "leftCheek"])
        #expect(try course("P-0001").sessions.map(\.records) == [[1, 2]])
    }

    /// Hazard: HAZ-C1.
    @Test func `cannot be counted by a clock that stands before the last record, whoever is treated`() throws {
        try treat("P-0001", began: 0, ended: -60_000)
        for patient in ["P-0001", "P-0002", nil] {
            #expect(throws: Records.RecordError.self) { try refusal(patient) }
        }
        #expect(throws: VarlinkErrorReply.self) { try course("P-0002") }
    }

    @Test func `add up to a course with dates`() throws {
        try treat("P-0001", began: 14 * 24 * Self.hour, ended: 14 * 24 * Self.hour - 60_000)
        try treat("P-0001", began: 7 * 24 * Self.hour, ended: 7 * 24 * Self.hour - 60_000)
        let course = try course("P-0001", sessions: 3)
        #expect(course.course == 1 && course.planned == 3 && course.completed == 2)
        #expect(course.sessions.map(\.number) == [1, 2])
        #expect(
            course.doses == [
                CourseDoseReport(zone: "forehead", skinMilliminutes: 0, deepMilliminutes: 500),
                CourseDoseReport(zone: "leftCheek", skinMilliminutes: 0, deepMilliminutes: 500),
            ])
        let today = try #require(CalendarDay(course.today))
        let last = try #require(course.sessions.last.flatMap { CalendarDay($0.day) })
        #expect(course.dates.map(\.number) == [3])
        #expect(course.dates.first?.preferredDay == max(last.later(by: 7), today).text)
        #expect(course.dates.first?.latestDay == last.later(by: 10).text)
        let wait = CourseWait(
            zone: "forehead", fromDay: today.text, untilDay: today.later(by: 14).text, blocks: true, reason: "filler")
        let moved = try self.course("P-0001", sessions: 3, waits: [wait])
        #expect(moved.dates.first?.preferredDay == today.later(by: 14).text)
        #expect(moved.dates.first?.moved == [wait])
    }

    @Test func `are refused with the place of what is wrong in the question`() throws {
        let day = "2026-11-23"
        func wrong(_ parameters: GetCourseParameters) throws -> String? {
            let reply = try #require(throws: VarlinkErrorReply.self) { try journal.course(parameters) }
            return reply.parameters["parameter"]?.string
        }
        func wait(_ zone: String?, _ from: String, _ until: String?, reason: String = "") -> GetCourseParameters {
            let wait = CourseWait(zone: zone, fromDay: from, untilDay: until, blocks: true, reason: reason)
            return GetCourseParameters(patient: "P-0001", waits: [wait])
        }
        #expect(try wrong(GetCourseParameters(patient: "Anna Muster")) == "patient")
        #expect(try wrong(GetCourseParameters(patient: "")) == "patient")
        for count: Int64 in [.min, 0, 13, .max] {
            #expect(try wrong(GetCourseParameters(patient: "P-0001", sessions: count)) == "sessions")
        }
        #expect(try wrong(wait("nose", day, nil)) == "waits[0].zone")
        #expect(try wrong(wait(nil, "tomorrow", nil)) == "waits[0].fromDay")
        #expect(try wrong(wait(nil, day, day)) == "waits[0].untilDay")
        #expect(try wrong(wait(nil, day, "2026-11-31")) == "waits[0].untilDay")
        #expect(try wrong(wait(nil, day, nil, reason: String(repeating: "x", count: 501))) == "waits[0].reason")
        let one = CourseWait(zone: nil, fromDay: day, untilDay: nil, blocks: false, reason: "")
        let many = [CourseWait](repeating: one, count: 257)
        #expect(try wrong(GetCourseParameters(patient: "P-0001", waits: many)) == "waits")
        #expect(throws: Never.self) {
            try journal.course(GetCourseParameters(patient: "P-0001", waits: [CourseWait](many.dropLast())))
        }
    }
}
