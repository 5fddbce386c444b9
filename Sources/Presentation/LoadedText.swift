public import ControlSocket

/// What the daemon makes of a plan, in lines for people.
public enum LoadedText {
    /// The program and what each zone will get.
    public static func lines(_ reply: LoadPlanReply) -> [String] {
        var table = Table([
            ("zone", .left), ("pulses", .right), ("contractions", .right), ("charge", .right), ("energy", .right),
            ("peak", .right), ("skin today", .right), ("deep today", .right),
        ])
        for zone in reply.zones {
            table.add([
                zone.zone, "\(zone.pulses)", "\(zone.contractions)", "\(zone.chargeMicrocoulombs) µC",
                Figure.joules(zone.energyMillijoules), Figure.milliamps(zone.peakMicroamps),
                Figure.minutes(zone.carriedMilliminutes), Figure.minutes(zone.carriedDeepMilliminutes),
            ])
        }
        let patient =
            reply.patient
            ?? "none: the doses of today are those of every load without one; name people by `--patient ID`"
        let approval =
            reply.approvedBy.map { "by \($0), \(reply.approvedAt ?? Figure.none)" }
            ?? "none: it can be looked at, and not be armed"
        return [
            "plan     \(reply.planHash)".printable, "program  \(reply.program)".printable,
            "patient  \(patient)".printable, "approved \(approval)".printable,
        ] + (reply.approvalHash.map { ["approval \($0)".printable] } ?? []) + table.lines
            + ForecastText.lines(reply.forecast)
    }
}
