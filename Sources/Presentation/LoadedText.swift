public import ControlSocket

/// What the daemon makes of a plan, in lines for people.
public enum LoadedText {
    /// The program and what each zone will get.
    public static func lines(_ reply: LoadPlanReply) -> [String] {
        var table = Table([
            ("zone", .left), ("pulses", .right), ("contractions", .right), ("charge", .right), ("energy", .right),
            ("peak", .right),
        ])
        for zone in reply.zones {
            table.add([
                zone.zone, "\(zone.pulses)", "\(zone.contractions)", "\(zone.chargeMicrocoulombs) µC",
                Figure.joules(zone.energyMillijoules), Figure.milliamps(zone.peakMicroamps),
            ])
        }
        return ["plan     \(reply.planHash)".printable, "program  \(reply.program)".printable] + table.lines
    }
}
