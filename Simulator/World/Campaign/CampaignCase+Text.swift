import Safety
import Treatment
import Units

/// A case written so that reading it gives the same one.
///
/// One line each for what is not as usual; times are in ms, doses in thousandths of a minute at 43 °C, other numbers in the
/// unit of the quantity's raw value:
///
/// ```
/// seed 12
/// mode host
/// person 12
/// plan seconds=60 zones=forehead,leftCheek target=41000 warmUp=40000 over=60000 ramp=3500 density=150
/// line baud=921600 latency=300 jitter=20 usb=ftdi:1
/// host recorded
/// storage latency=2 capacity=1
/// clock at=1000 drift=40000 wander=0
/// carried skin=4200 deep=0
/// operator startDelay=20 mistypes=1 startsTwice=1 rearmings=2 resumesAfter=3000
/// incident at=2000 pause
/// fault at=run+20s,zone=0,contact=open
/// ```
extension CampaignCase {
    /// The case as `init(text:)` reads it.
    public var text: String {
        var lines = ["seed \(seed)", "mode \(mode.rawValue)"]
        if profile != .reference { lines.append("profile \(profile.rawValue)") }
        if let person { lines.append("person \(person)") }
        lines.append("plan \(plan.text)")
        lines.append(lineText)
        if hostIsRecorded { lines.append("host recorded") }
        let room = storageCapacity.map { " capacity=\($0)" } ?? ""
        lines.append("storage latency=\(storageLatency.milliseconds)\(room)")
        lines.append("clock at=\(clockMilliseconds) drift=\(clockDrift) wander=\(clockWander)")
        if carried != ZoneDose() {
            lines.append("carried skin=\(carried.skin / 1_000_000) deep=\(carried.deep / 1_000_000)")
        }
        if habits != OperatorHabits() { lines.append("operator \(habits.text)") }
        lines += incidents.compactMap { incident in
            incident.kind.text.map { "incident at=\(incident.at.milliseconds) \($0)" }
        }
        lines += faults.map { "fault \($0)" }
        return lines.joined(separator: "\n")
    }

    private var lineText: String {
        let usb =
            switch usb {
            case .none: "none"
            case .fast: "fast"
            case .ftdi(let timer): "ftdi:\(timer.milliseconds)"
            }
        return "line baud=\(baud) latency=\(lineLatency.microseconds) jitter=\(lineJitter.microseconds) usb=\(usb)"
    }
}

extension CampaignPlan {
    fileprivate var text: String {
        if let example { return "example=\(example) seconds=\(seconds)" }
        var parts = ["seconds=\(seconds)", "zones=\(zones.map(\.name).joined(separator: ","))"]
        if let heating {
            parts += [
                "target=\(heating.target.milliCelsius)", "warmUp=\(heating.warmUpTarget.milliCelsius)",
                "over=\(heating.warmUpDuration.milliseconds)", "ramp=\(heating.rampLimit.rawValue)",
                "density=\(heating.density.rawValue)",
            ]
        }
        if let stimulation {
            parts += [
                "current=\(stimulation.current.microamps)", "rate=\(stimulation.rate.millihertz)",
                "width=\(stimulation.width.microseconds)", "on=\(stimulation.on.milliseconds)",
                "off=\(stimulation.off.milliseconds)", "up=\(stimulation.rampUp.milliseconds)",
                "down=\(stimulation.rampDown.milliseconds)", "from=\(stimulation.from.milliseconds)",
                "until=\(stimulation.until.milliseconds)",
            ]
        }
        return parts.joined(separator: " ")
    }
}

extension OperatorHabits {
    fileprivate var text: String {
        var parts: [String] = []
        if startDelay > .zero { parts.append("startDelay=\(startDelay.milliseconds)") }
        if mistypesToken { parts.append("mistypes=1") }
        if startsTwice { parts.append("startsTwice=1") }
        if rearmings > 0 { parts.append("rearmings=\(rearmings)") }
        if let resumesAfter { parts.append("resumesAfter=\(resumesAfter.milliseconds)") }
        return parts.joined(separator: " ")
    }
}

extension Incident.Kind {
    fileprivate var text: String? {
        switch self {
        case .pause: "pause"
        case .resume: "resume"
        case .stop: "stop"
        case .hostStall(let span): "stall=\(span.milliseconds)"
        case .hostDeath: "death"
        case .hostRestart: "restart"
        case .faults, .button, .unplug, .plug, .deviceRestart, .deviceHang, .acknowledge, .treatAgain: nil
        }
    }
}
