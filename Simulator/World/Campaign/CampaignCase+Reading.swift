import Safety
import Treatment
import Units

/// Why a text is no case.
public enum CampaignTextError: Error, Equatable, Sendable {
    /// A line says nothing that a case has.
    case unknownLine(Int, String)
    /// A line lacks something, or has a value that it cannot have.
    case wrongLine(Int, String)
    /// No seed is given.
    case noSeed
}

extension CampaignTextError: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .unknownLine(let number, let word):
            "line \(number): '\(word)' is no part of a case. Parts are seed, mode, profile, person, plan, line, host, "
                + "storage, clock, carried, operator, incident and fault."
        case .wrongLine(let number, let what): "line \(number): \(what). Compare it with what the campaign prints."
        case .noSeed: "The case has no seed. Add a line such as: seed 1"
        }
    }
}

extension CampaignCase {
    /// The case that `text` says; lines that begin with # say nothing.
    public init(text: String) throws(CampaignTextError) {
        self.init(seed: 0)
        var hasSeed = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(separator: " ").map(String.init)
            guard let key = words.first, !key.hasPrefix("#") else { continue }
            if key == "seed" { hasSeed = true }
            try take(key, CampaignWords(Array(words.dropFirst()), line: index + 1))
        }
        guard hasSeed else { throw .noSeed }
    }

    private mutating func take(_ key: String, _ words: CampaignWords) throws(CampaignTextError) {
        switch key {
        case "seed": seed = try words.first { UInt64($0) }
        case "mode": mode = try words.first { CampaignMode(rawValue: $0) }
        case "profile": profile = try words.first { ProfileName(rawValue: $0) }
        case "person": person = try words.first { UInt64($0) }
        case "plan": plan = try CampaignPlan(words)
        case "line":
            baud = try words.number("baud")
            lineLatency = .microseconds(try words.number("latency"))
            lineJitter = .microseconds(try words.number("jitter"))
            usb = try words.bridge()
        case "host": hostIsRecorded = try words.first { $0 == "recorded" ? true : nil }
        case "storage":
            storageLatency = .milliseconds(try words.number("latency"))
            storageCapacity = words.has("capacity") ? try words.number("capacity") : nil
        case "clock":
            clockMilliseconds = try words.number("at")
            clockDrift = try words.number("drift")
            clockWander = try words.number("wander")
        case "carried":
            carried = ZoneDose(
                skin: 1_000_000 * (try words.number("skin") % 1_000_000),
                deep: 1_000_000 * (try words.number("deep") % 1_000_000))
        case "operator": habits = try OperatorHabits(words)
        case "incident": incidents.append(Incident(at: try words.span("at"), try words.incident()))
        case "fault":
            faults.append(
                try words.first { text in
                    do { return try TimedFault(text: text) } catch { return nil }
                })
        default: throw .unknownLine(words.line, key)
        }
    }
}

/// The words of one line behind its first.
private struct CampaignWords {
    let line: Int
    private let words: [String]

    init(_ words: [String], line: Int) {
        self.words = words
        self.line = line
    }

    func first<Value>(_ read: (String) -> Value?) throws(CampaignTextError) -> Value {
        guard let word = words.first, let value = read(word) else {
            throw .wrongLine(line, "'\(words.first ?? "")' was not expected")
        }
        return value
    }

    func has(_ key: String) -> Bool { words.contains { $0.hasPrefix(key + "=") } }

    func text(_ key: String) throws(CampaignTextError) -> String {
        guard let word = words.first(where: { $0.hasPrefix(key + "=") }) else {
            throw .wrongLine(line, "'\(key)' is missing")
        }
        return String(word.dropFirst(key.count + 1))
    }

    /// The greatest number that means anything: three years in µs.
    private static let greatest: Int64 = 100_000_000_000_000

    func number(_ key: String) throws(CampaignTextError) -> Int64 {
        guard let value = Int64(try text(key)), value.magnitude <= CampaignWords.greatest else {
            throw .wrongLine(line, "'\(key)' is no number of reasonable size")
        }
        return value
    }

    func small(_ key: String) throws(CampaignTextError) -> Int32 { Int32(clamping: try number(key)) }

    func span(_ key: String) throws(CampaignTextError) -> Duration {
        .milliseconds(min(max(try number(key), 0), 86_400_000))
    }

    func bridge() throws(CampaignTextError) -> USBBridge {
        let usb = try text("usb")
        switch usb {
        case "none": return .none
        case "fast": return .fast
        default:
            guard usb.hasPrefix("ftdi:"), let timer = Int64(usb.dropFirst(5)), (1...255).contains(timer) else {
                throw .wrongLine(line, "'usb' is none, fast or ftdi:1")
            }
            return .ftdi(latencyTimer: .milliseconds(timer))
        }
    }

    func incident() throws(CampaignTextError) -> Incident.Kind {
        guard let word = words.last else { throw .wrongLine(line, "nothing happens") }
        switch word {
        case "pause": return .pause
        case "resume": return .resume
        case "stop": return .stop
        case "death": return .hostDeath
        case "restart": return .hostRestart
        default: return .hostStall(try span("stall"))
        }
    }
}

extension CampaignPlan {
    fileprivate init(_ words: CampaignWords) throws(CampaignTextError) {
        self.init()
        seconds = try words.number("seconds")
        if words.has("example") {
            example = Int(try words.small("example"))
            return
        }
        zones = try words.text("zones").split(separator: ",").compactMap { Zone(name: String($0)) }
        if words.has("target") {
            heating = Heating(
                target: .milliCelsius(try words.small("target")),
                warmUpTarget: .milliCelsius(try words.small("warmUp")),
                warmUpDuration: try words.span("over"), rampLimit: .milliCelsiusPerMinute(try words.small("ramp")),
                density: .milliwattsPerSquareCentimetre(try words.small("density")))
        }
        guard words.has("current") else { return }
        stimulation = Stimulation(
            current: .microamps(try words.small("current")), rate: .millihertz(try words.small("rate")),
            width: .microseconds(try words.small("width")), on: try words.span("on"), off: try words.span("off"),
            rampUp: try words.span("up"), rampDown: try words.span("down"), from: try words.span("from"),
            until: try words.span("until"))
    }
}

extension OperatorHabits {
    fileprivate init(_ words: CampaignWords) throws(CampaignTextError) {
        self.init()
        if words.has("startDelay") { startDelay = try words.span("startDelay") }
        mistypesToken = words.has("mistypes")
        startsTwice = words.has("startsTwice")
        if words.has("rearmings") { rearmings = Int(try words.small("rearmings")) }
        if words.has("resumesAfter") { resumesAfter = try words.span("resumesAfter") }
    }
}
