public import ControlSocket

/// A status in lines for people.
public enum StatusText {
    /// The greatest width of the progress bar, in characters.
    private static let barWidth: Int64 = 40

    /// Everything that a person at the device wants to know, the most important first.
    public static func lines(_ status: Status) -> [Line] {
        var lines = [headline(status)]
        if status.durationMs > 0 { lines.append(Line(progress(status))) }
        lines += findings(status)
        if let titration = status.titration {
            lines.append(
                Line(
                    "titrating \(titration.zone), presentation \(titration.number), looking for the \(titration.search)"
                ))
        }
        if !status.zones.isEmpty { lines += zones(status.zones).map { Line($0) } }
        lines += status.zones.compactMap(range).map { Line($0) }
        return lines + footer(status).map { Line($0, .quiet) }
    }

    /// The same in one line, for logs and pipes.
    public static func oneLine(_ status: Status) -> String {
        var parts = [words(status).joined(separator: " ")]
        if status.durationMs > 0 {
            let left = Figure.remaining(status.elapsedMs, of: status.durationMs)
            parts.insert("\(Figure.clock(status.elapsedMs)) of \(Figure.clock(status.durationMs)), \(left) left", at: 0)
        }
        parts += findings(status).map(\.text)
        parts += status.zones.map { zone in
            [
                zone.zone, Figure.celsius(zone.skinTemperatureMilliC), Figure.watts(zone.rfMilliwatts),
                Figure.milliamps(zone.currentMicroamps), Figure.ohms(zone.impedanceMilliohms),
            ].joined(separator: " ")
        }
        return parts.joined(separator: " | ").printable
    }

    private static func headline(_ status: Status) -> Line {
        let tone: Line.Tone =
            switch status.alarm {
            case "high": .alarm
            case "medium", "low": .caution
            default: .strong
            }
        return Line(words(status).joined(separator: " · "), tone)
    }

    private static func words(_ status: Status) -> [String] {
        var words = [status.state]
        if let phase = status.phase, phase != status.state { words.append(phase) }
        if let result = status.result, result != status.state { words.append(result) }
        if let cause = status.firstCause { words.append(cause) }
        switch status.outputIsZero {
        case .some(true): words.append("output zero")
        case .some(false): words.append("OUTPUT ON")
        case .none: words.append("output not known")
        }
        return words
    }

    private static func progress(_ status: Status) -> String {
        let duration = min(max(status.durationMs, 1), Figure.greatest)
        let elapsed = min(max(status.elapsedMs, 0), duration)
        let full = Int(elapsed * barWidth / duration)
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: Int(barWidth) - full)
        return "[\(bar)] \(elapsed * 100 / duration) %  \(Figure.clock(elapsed)) of \(Figure.clock(duration)), "
            + "\(Figure.remaining(elapsed, of: duration)) left"
    }

    /// What happened and what to do; the daemon's own sentence stands for the finding that it is made of.
    private static func findings(_ status: Status) -> [Line] {
        var lines: [Line] = []
        if let message = status.message {
            lines.append(Line(message, status.firstFinding == nil ? .caution : .alarm))
        } else if let finding = status.firstFinding {
            lines.append(Line(sentence(finding), .alarm))
        }
        for alarm in status.alarms where alarm.cause != status.firstCause {
            if alarm.cause == status.pauseFinding?.cause { continue }
            let seen = alarm.acknowledged ? ", acknowledged" : ""
            let text = "Alarm (\(alarm.priority)\(seen)): \(alarm.cause): \(alarm.sentence) \(alarm.hint)"
            lines.append(Line(text, alarm.priority == "high" && !alarm.acknowledged ? .alarm : .caution))
        }
        if let pause = status.pauseFinding { lines.append(Line("Paused: \(sentence(pause))", .caution)) }
        for notice in status.notices { lines.append(Line("Note: \(notice)", .caution)) }
        return lines
    }

    private static func sentence(_ finding: CauseReport) -> String {
        let place = finding.zone.map { " (\($0))" } ?? ""
        return "\(finding.cause)\(place): \(finding.sentence) \(finding.hint)"
    }

    private static func zones(_ zones: [ZoneReport]) -> [String] {
        var table = Table([
            ("zone", .left), ("skin", .right), ("target", .right), ("RF", .right), ("asked", .right),
            ("HIFES", .right), ("impedance", .right), ("pulses", .right),
        ])
        for zone in zones {
            table.add([
                zone.zone, Figure.celsius(zone.skinTemperatureMilliC), Figure.celsius(zone.targetMilliC),
                Figure.watts(zone.rfMilliwatts), Figure.watts(zone.rfCommandedMilliwatts),
                Figure.milliamps(zone.currentMicroamps), Figure.ohms(zone.impedanceMilliohms),
                "\(zone.pulsesDelivered) of \(zone.pulsesPlanned)",
            ])
        }
        return table.lines
    }

    /// What a titration found in the zone, or the operator has made of the plan's current, and how much of it is wanted; nil for neither.
    private static func range(_ zone: ZoneReport) -> String? {
        guard let threshold = zone.thresholdMicroamps, let maximum = zone.maximumMicroamps else {
            return zone.titration.map { "\(zone.zone): titrated, no range: \($0)" }
        }
        let share = zone.intensityPerMille.map { "intensity \(Double($0) / 10) %" }
        if threshold == 0 { return share.map { "\(zone.zone): \($0) of the plan's \(Figure.milliamps(maximum))" } }
        let wanted = share.map { ", " + $0 } ?? ""
        return "\(zone.zone): titrated \(Figure.milliamps(threshold)) … \(Figure.milliamps(maximum))\(wanted)"
    }

    private static func footer(_ status: Status) -> [String] {
        var lines: [String] = []
        if let device = status.device {
            let kind = device.isSimulator ? " (simulator)" : ""
            lines.append(
                "device \(device.model) \(device.serialNumber), firmware \(device.firmware)\(kind), "
                    + "applicator \(device.applicatorId) with \(device.usesLeft) uses left")
        }
        lines += TimingText.summary(status)
        let record = status.recordId.map { "record \($0)" }
        let plan = status.planHash.map { "plan \($0.prefix(16))" }
        let patient = status.patient.map { "patient \($0)" }
        let approved = status.approvedBy.map { "approved by \($0)" }
        let known = [record, plan, patient, approved].compactMap(\.self)
        return known.isEmpty ? lines : lines + [known.joined(separator: ", ")]
    }
}
