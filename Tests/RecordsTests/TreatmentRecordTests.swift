import Control
import GRDB
import Safety
import Testing
import Treatment
import Units

@testable import Records

/// What goes in comes out.
struct TreatmentRecordTests {
    private let scratch: Scratch
    private let store: RecordStore

    init() throws {
        scratch = try Scratch()
        store = try RecordStore.open(directory: scratch.store, at: Sample.moment(0))
    }

    @Test func `a treatment is read back with its plan, zones, events and actor`() throws {
        try Sample.begin(in: store)
        try Sample.finish(.completed, cause: nil, in: store)

        let id = try #require(try store.treatments(limit: 10).first?.id)
        let record = try #require(try store.treatment(id: id))
        #expect(record.summary.planHash == Sample.hash)
        #expect(record.planText == Sample.planText)
        #expect(record.summary.program == "00000000000000ab0000000000000001")
        #expect(record.summary.device == "fedcba9876543210")
        #expect(record.summary.deviceSerial == "SIM-1")
        #expect(record.summary.usbSerial == "USB-1")
        #expect(record.summary.applicator == "A-9")
        #expect(record.summary.actor == Sample.anna)
        #expect(record.summary.began == Sample.moment(2))
        #expect(record.summary.ended == Sample.moment(60))
        #expect(record.summary.result == .completed)
        #expect(record.summary.firstCause == nil)
        #expect(record.zones.map(\.name) == ["forehead", "left cheek"])
        #expect(record.zones.map(\.delivery) == [Sample.delivery(18_720), Sample.delivery(18_719)])
        #expect(record.eventsOmitted == 0)
    }

    @Test func `what was expected of a treatment's zones stands beside what they were given`() throws {
        try Sample.begin(in: store)
        try store.append(.expected(.leftCheek, Sample.expected), at: Sample.moment(3), actor: nil)
        try Sample.finish(.completed, cause: nil, in: store)
        try store.append(Sample.began, at: Sample.moment(100), actor: nil)

        let record = try #require(try store.treatment(id: 1))
        #expect(record.expected.map(\.name) == ["leftCheek"])
        #expect(record.expected.map(\.delivery) == [Sample.expected])
        #expect(try #require(try store.treatment(id: 2)).expected.isEmpty)
    }

    @Test func `the events of a treatment begin with the intent to arm, in order`() throws {
        try Sample.begin(in: store)
        try store.append(.finding(Sample.overTemperature), at: Sample.moment(4), actor: nil)
        try Sample.finish(.tripped, cause: .overTemperature, in: store)
        try store.append(.entered(.tripped), at: Sample.moment(61), actor: nil)
        try store.append(
            .acknowledged(.overTemperature, request: RequestID(rawValue: 9)), at: Sample.moment(70),
            actor: RecordActor(uid: nil, name: "Dr. \"Bo\" O'Hara"))

        let summary = try #require(try store.treatments(limit: 1).first)
        #expect(summary.firstCause == "overTemperature")
        let events = try #require(try store.treatment(id: summary.id)).events
        #expect(
            events.map(\.kind) == [
                "intent", "entered", "treatmentBegan", "intent", "finding", "delivered", "delivered",
                "treatmentEnded", "entered", "acknowledged",
            ])
        #expect(events.map(\.id) == events.map(\.id).sorted())
        #expect(events[0].actor == Sample.anna)
        #expect(events[0].moment == Sample.moment(1))
        #expect(events[1].actor == nil)
        #expect(
            events[4].body
                == #"{"cause":"overTemperature","reaction":"trip","zone":1,"value":43210,"limit":43000}"#)
        #expect(events[9].actor == RecordActor(uid: nil, name: "Dr. \"Bo\" O'Hara"))
    }

    @Test func `what follows a treatment does not belong to it`() throws {
        try Sample.begin(in: store)
        try Sample.finish(.completed, cause: nil, in: store)
        try store.append(.entered(.finished), at: Sample.moment(61), actor: nil)
        try store.append(.entered(.loaded), at: Sample.moment(62), actor: nil)
        try store.append(.finding(Finding(.impedanceOpen, .warn)), at: Sample.moment(63), actor: nil)

        let events = try store.events(after: 0, limit: 100)
        #expect(events.suffix(3).map(\.treatment) == [1, nil, nil])
    }

    @Test func `an arming that came to nothing is no part of the next treatment`() throws {
        try store.append(.intent(.arm, request: RequestID(rawValue: 6)), at: Sample.moment(0), actor: Sample.anna)
        try store.append(.entered(.armed), at: Sample.moment(1), actor: nil)
        try store.append(.entered(.loaded), at: Sample.moment(2), actor: nil)
        try store.append(Sample.began, at: Sample.moment(3), actor: Sample.anna)

        let record = try #require(try store.treatment(id: 1))
        #expect(record.events.map(\.kind) == ["treatmentBegan"])
        #expect(record.planText == nil)
    }

    @Test func `a treatment whose end was lost is interrupted when the next one begins`() throws {
        try Sample.begin(in: store)
        try store.append(Sample.began, at: Sample.moment(100), actor: nil)

        let treatments = try store.treatments(limit: 10)
        #expect(treatments.map(\.result) == [nil, .interrupted])
        #expect(treatments.last?.ended == Sample.moment(3))
    }

    @Test func `treatments are listed latest first, page by page`() throws {
        for second in 0..<5 {
            try store.append(Sample.began, at: Sample.moment(Int64(second)), actor: nil)
            try store.append(.treatmentEnded(.stopped, cause: .operatorStop), at: Sample.moment(9), actor: nil)
        }
        #expect(try store.treatments(limit: 2).map(\.id) == [5, 4])
        #expect(try store.treatments(limit: 2, before: 4).map(\.id) == [3, 2])
        #expect(try store.treatments(limit: -1).count == 1)
        #expect(Set(try store.treatments(limit: 9).map(\.uuid)).count == 5)
        #expect(try store.treatment(id: 6) == nil)
    }

    @Test(
        arguments: [
            (.intent(.resume, request: Sample.arm), "intent", #"{"intent":"resume","request":7}"#),
            (.entered(.contactCheck), "entered", #"{"state":"contactCheck"}"#),
            (
                .finding(Finding(.linkLost, .warn)), "finding",
                #"{"cause":"linkLost","reaction":"warn","zone":null,"value":0,"limit":0}"#
            ),
            (
                .deviceCause(code: 3, zone: 255, value: .max), "deviceCause",
                #"{"code":3,"zone":255,"value":4294967295}"#
            ),
            (
                .dose(.submentum, skinMilliminutes: 12, deepMilliminutes: 345), "dose",
                #"{"zone":"submentum","skinMilliminutes":12,"deepMilliminutes":345}"#
            ),
            (.stopAsked(request: .machine), "stopAsked", #"{"request":0}"#),
            (
                .expected(.leftCheek, Sample.expected), "expected",
                #"{"zone":"leftCheek","energyMillijoules":2000,"leastEnergyMillijoules":1000,"#
                    + #""mostEnergyMillijoules":3000,"peakMilliCelsius":41000,"deepPeakMilliCelsius":41700,"#
                    + #""cem43Milliminutes":1107,"deepMilliminutes":2800}"#
            ),
            (.treatmentEnded(.stopped, cause: nil), "treatmentEnded", #"{"result":"stopped","cause":null}"#),
            (.deviceIdentified(boot: .max), "deviceIdentified", #"{"boot":"ffffffffffffffff"}"#),
        ] as [(RecordEvent, String, String)])
    func `an event is stored by the names of its cases`(_ event: RecordEvent, _ kind: String, _ body: String) throws {
        try store.append(event, at: Sample.moment(5), actor: nil)

        let stored = try #require(try store.events(after: 0, limit: 1).first)
        #expect(stored.kind == kind)
        #expect(stored.body == body)
        #expect(stored.moment == Sample.moment(5))
        #expect(stored.treatment == nil)
        #expect(try store.inspect { try Bool.fetchOne($0, sql: "SELECT json_valid(body) FROM event") } == true)
    }

    @Test func `a plan is stored once, and another text is refused under its hash`() throws {
        let first = try store.storePlan(text: Sample.planText, hash: Sample.hash)
        #expect(try store.storePlan(text: Sample.planText, hash: Sample.hash) == first)
        #expect(throws: RecordError.forbidden(path: store.path, rule: "another plan has the hash \(Sample.hash)")) {
            try store.storePlan(text: "other", hash: Sample.hash)
        }
        #expect(throws: RecordError.self) { try store.storePlan(text: "other", hash: "XYZ") }
    }
}
