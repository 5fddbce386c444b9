/// One entry of the log, in words: what a person reads, and the fields by which programs find it.
struct LogEntry: Equatable, Sendable {
    /// The fields that the daemon adds to those of journald.
    ///
    /// None tells who was treated: the journal is read by others than the records are.
    enum Field: String, CaseIterable, Sendable {
        /// Which kind of event.
        case event = "MYOTHERM_EVENT"
        /// The state that was entered.
        case state = "MYOTHERM_STATE"
        /// What an interlock found, or what a treatment ended for.
        case cause = "MYOTHERM_CAUSE"
        /// What is done about it: note, warn, ceiling, pause or trip.
        case reaction = "MYOTHERM_REACTION"
        /// Where; "none" where it concerns no single zone.
        case zone = "MYOTHERM_ZONE"
        /// What was measured, in the interlock's unit; a device's code.
        case value = "MYOTHERM_VALUE"
        /// What it was held against, in the same unit.
        case limit = "MYOTHERM_LIMIT"
        /// What to do about it.
        case hint = "MYOTHERM_HINT"
        /// The hazard, by its id in `docs/hazards.md`.
        case hazard = "MYOTHERM_HAZARD"
        /// The record of the treatment.
        case record = "MYOTHERM_RECORD"
        /// The fingerprint of the program.
        case program = "MYOTHERM_PROGRAM"
        /// How a treatment ended.
        case result = "MYOTHERM_RESULT"
        /// The serial number that the device itself gives.
        case deviceSerial = "MYOTHERM_DEVICE_SERIAL"
        /// Who asked for it.
        case actor = "MYOTHERM_ACTOR"
        /// The same, as the system's number.
        case actorID = "MYOTHERM_ACTOR_UID"
        /// How many entries were lost.
        case lost = "MYOTHERM_LOST"
    }

    /// How urgent it is.
    var priority: LogPriority
    /// What a person reads, on one line.
    var message: String
    /// What the catalog explains it by; nil where there is nothing to explain.
    var id: MessageID?
    /// The values, in the order in which they are sent.
    var fields: [(Field, String)]

    init(_ priority: LogPriority, _ message: String, id: MessageID? = nil, fields: [(Field, String)] = []) {
        self.priority = priority
        self.message = LogEntry.printable(message)
        self.id = id
        self.fields = fields
    }

    /// An entry of this event, at its priority.
    init(_ event: LogEvent, _ message: String, fields: [(Field, String)] = []) {
        self.init(event.priority, message, id: MessageID(event), fields: [(.event, event.rawValue)] + fields)
    }

    /// The value of a field; nil where the entry has none.
    subscript(field: Field) -> String? { fields.first { $0.0 == field }?.1 }

    static func == (left: LogEntry, right: LogEntry) -> Bool {
        left.priority == right.priority && left.message == right.message && left.id == right.id
            && left.fields.elementsEqual(right.fields, by: ==)
    }
}

extension LogEntry {
    /// The longest text that is taken: some parts come from outside.
    static let longest = 2048

    /// The text without what would begin a line of its own or steer a terminal, cut to ``longest`` bytes.
    static func printable(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            guard length <= longest else { break }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: result.append(" ")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// The entry as journald takes it: every field as `NAME=value`.
    var journalFields: [String] {
        var all = ["MESSAGE=\(message)", "PRIORITY=\(priority.rawValue)", "SYSLOG_IDENTIFIER=myothermd"]
        if let id { all.append("MESSAGE_ID=\(id)") }
        return all + fields.map { "\($0.0.rawValue)=\(LogEntry.printable($0.1))" }
    }
}
