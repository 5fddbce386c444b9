public import ControlSocket
internal import Varlink

/// Records in lines for people.
public enum RecordText {
    /// A list of treatments.
    public static func lines(_ list: ListRecordsReply) -> [String] {
        var table = Table([
            ("id", .right), ("what", .left), ("began", .left), ("ended", .left), ("result", .left),
            ("first cause", .left),
            ("plan", .left), ("by", .left),
        ])
        for record in list.records {
            table.add([
                "\(record.id)", kind(of: record), record.began, record.ended ?? Figure.none,
                record.result ?? Figure.none,
                record.firstCause ?? Figure.none, String(record.planHash.prefix(16)), record.actor ?? Figure.none,
            ])
        }
        return table.lines
    }

    private static func kind(of record: RecordSummary) -> String {
        record.titratedZone.map { "titration of \($0)" } ?? "treatment"
    }

    private static func approval(of record: RecordSummary) -> String {
        guard let name = record.approvedBy else { return Figure.none }
        let uid = record.approvedByUid.map { " (uid \($0))" } ?? ""
        return "by \(name)\(uid), \(record.approvedAt ?? Figure.none), approval \(record.approvalHash ?? Figure.none)"
    }

    /// One treatment: what it gave, what happened, and its plan.
    public static func lines(_ reply: GetRecordReply) -> [String] {
        let record = reply.record
        var lines = ["record       \(record.id)", "what         \(kind(of: record))", "began        \(record.began)"]
        lines.append("ended        \(record.ended ?? Figure.none)")
        lines.append("by           \(record.actor ?? Figure.none)")
        lines.append("plan         \(record.planHash)")
        lines.append("patient      \(record.patient ?? Figure.none)")
        lines.append("approved     \(approval(of: record))")
        if let name = record.askedBy { lines.append("asked        by \(name), on the day") }
        lines = lines.map(\.printable)
        lines += TreatmentSummary(reply).lines
        lines += ForecastText.lines(reply.forecast, given: reply.zones, isComplete: record.result == "completed")
        lines += ["", "events"]
        // Doses are written every ten seconds: what they came to stands in the summary. So does what was expected.
        lines += reply.events.filter { $0.kind != "dose" && $0.kind != "expected" }.map { event in
            let actor = event.actor.map { " by \($0)" } ?? ""
            return "  \(event.at)  \(event.kind)\(actor)  \(event.detail.text)".printable
        }
        lines += ["", "plan file"]
        let plan = reply.plan.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)".printable }
        return lines + (plan.last == "  " ? plan.dropLast() : plan)
    }
}
