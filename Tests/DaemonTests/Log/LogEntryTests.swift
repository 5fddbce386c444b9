import Control
import Safety
import Testing
import Treatment
import Units
import Wire

@testable import Daemon

/// The words and fields of the log.
@Suite struct `An entry of the log` {
    private func entry(
        _ event: RecordEvent, scene: LogScene = LogScene(), actor: PendingAnswers.Caller? = nil
    ) -> LogEntry {
        LogEntry(LogNote(content: .recorded(event), scene: scene, actor: actor))
    }

    @Test func `of a finding has the cause's id, its words, its values, and where it was`() throws {
        let second = try #require(ZoneIndex(1))
        var scene = LogScene()
        scene.serial = ShortText("MT-0001")
        scene.sites[second] = Zone.forehead.rawValue
        scene.record = 12
        let entry = entry(
            .finding(Finding(.overTemperature, .trip, zone: second, value: 43_512, limit: 43_000)), scene: scene)
        #expect(entry.priority == .error)
        #expect(entry.id == MessageID(.overTemperature))
        let fields: [(LogEntry.Field, String)] = [
            (.event, "finding"), (.cause, "overTemperature"), (.reaction, "trip"), (.value, "43512"),
            (.limit, "43000"), (.hint, "\(Cause.overTemperature.hint)"), (.hazard, "HAZ-T1"), (.zone, "forehead"),
            (.record, "12"), (.deviceSerial, "MT-0001"),
        ]
        #expect(entry.fields.elementsEqual(fields, by: ==), "\(entry.fields)")
        #expect(
            entry.message
                == "trip overTemperature (43512, limit 43000): A treated zone became too warm. "
                + "\(Cause.overTemperature.hint)")
    }

    @Test func `of a finding without a zone says none, so that the catalog has something to say`() {
        let entry = entry(.finding(Finding(.linkLost, .trip)))
        #expect(entry[.zone] == "none")
        #expect(entry.message.hasPrefix("trip linkLost: "))
    }

    @Test(arguments: Cause.allCases) func `is as urgent as what is done about it`(cause: Cause) {
        let byReaction = [Reaction.note, .warn, .ceiling, .pause, .trip].map { LogPriority(Finding(cause, $0)) }
        #expect(byReaction == byReaction.sorted(by: >), "\(cause): a severer reaction is never less urgent")
        switch cause {
        case .operatorStop, .shutdown: #expect(byReaction.allSatisfy { $0 == .notice })
        case .outputUncertain, .uncommandedOutput, .unleasedOutput: #expect(byReaction.last == .alert)
        default: #expect(byReaction == [.information, .notice, .notice, .warning, .error])
        }
    }

    @Test func `says who asked, by name and by number`() {
        let actor = PendingAnswers.Caller(uid: 1000, name: "anna")
        let request = RequestID(rawValue: 7)
        for event in [
            RecordEvent.intent(.start, request: request), .stopAsked(request: request),
            .acknowledged(.linkLost, request: request),
            .treatmentBegan(program: .none, zones: .all, device: 1, request: request),
        ] {
            let entry = entry(event, actor: actor)
            #expect(entry[.actor] == "anna" && entry[.actorID] == "1000", "\(entry)")
            #expect(entry.message.contains("anna"), "\(entry)")
            #expect(self.entry(event)[.actor] == "myothermd", "the daemon itself")
        }
    }

    @Test func `of an event has the event's id, name and priority`() {
        let ended = entry(.treatmentEnded(.tripped, cause: .linkLost))
        #expect(ended.id == MessageID(.treatmentEnded) && ended.priority == .notice)
        #expect(ended[.event] == "treatmentEnded" && ended[.result] == "tripped" && ended[.cause] == "linkLost")
        #expect(entry(.treatmentEnded(.completed, cause: nil))[.cause] == "none")
        #expect(entry(.entered(.running))[.state] == "running")
        #expect(entry(.deviceCause(code: 5, zone: 0, value: 0)).message.contains("the patient pressed"))
    }

    @Test func `takes no line breaks and no more than its share from outside`() {
        #expect(LogEntry.printable("a\nb\u{1B}[2J\u{2028}c\r") == "a b [2J c ")
        #expect(LogEntry.printable(String(repeating: "ä", count: 5000)).utf8.count == LogEntry.longest)
        let actor = PendingAnswers.Caller(uid: 0, name: "x\nPRIORITY=0")
        let fields = entry(.stopAsked(request: .machine), actor: actor).journalFields
        #expect(fields.contains("MYOTHERM_ACTOR=x PRIORITY=0"))
        #expect(fields.allSatisfy { !$0.contains("\n") })
    }

    @Test func `goes to the journal as name and value`() {
        let fields = LogEntry(.storageProblem, "the disk is full").journalFields
        #expect(
            fields == [
                "MESSAGE=the disk is full", "PRIORITY=3", "SYSLOG_IDENTIFIER=myothermd",
                "MESSAGE_ID=\(MessageID(.storageProblem))", "MYOTHERM_EVENT=storageProblem",
            ])
    }

    @Test func `has names that the journal takes, and never more fields than are sent`() {
        for field in LogEntry.Field.allCases {
            #expect(field.rawValue.allSatisfy { $0.isUppercase || $0 == "_" }, "\(field)")
            #expect(field.rawValue.utf8.count <= 64)
        }
        #expect(LogEntry.Field.allCases.count + 4 <= 24)
    }
}
