import World

/// One trial as a line of text, so that a long run can be interrupted, shared between machines, and judged later.
struct TemperatureRow: Sendable {
    let profile: ProfileName
    let controller: Controller
    let trial: TemperatureTrial

    private static let head = "trial"

    /// The line, without its end.
    var text: String {
        let first =
            "\(TemperatureRow.head),\(profile.rawValue),\(controller.rawValue),\(trial.seed),\(trial.isComplete ? 1 : 0),"
            + "\(trial.hasAllPulses ? 1 : 0),\(trial.hottestSensor),\(Int((trial.skinDose * 1000).rounded())),"
            + "\(Int((trial.deepDose * 1000).rounded())),\((trial.cause ?? "").filter { $0 != "," && $0 != ";" })"
        let zones = trial.zones.map { $0.numbers.map(String.init).joined(separator: ",") }
        let heats = trial.heats.map { ($0.expected.values + $0.found.values).map(String.init).joined(separator: ",") }
        return ([first] + zones + ["heats"] + heats).joined(separator: ";")
    }

    init(_ profile: ProfileName, _ controller: Controller, _ trial: TemperatureTrial) {
        (self.profile, self.controller, self.trial) = (profile, controller, trial)
    }

    /// The trial that `line` says, or nil where it says none: a line that was cut off, or of something else.
    init?(_ line: some StringProtocol) {
        let parts = line.split(separator: ";", omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let fields = first.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 10, fields[0] == TemperatureRow.head,
            let profile = ProfileName(rawValue: String(fields[1])),
            let controller = Controller(rawValue: String(fields[2])), let seed = UInt64(fields[3]),
            let complete = Int(fields[4]), let pulses = Int(fields[5]), let sensor = Int32(fields[6]),
            let skin = Int(fields[7]), let deep = Int(fields[8]),
            let middle = parts.firstIndex(of: "heats")
        else { return nil }
        var trial = TemperatureTrial(seed: seed)
        trial.isComplete = complete == 1
        trial.hasAllPulses = pulses == 1
        (trial.hottestSensor, trial.skinDose, trial.deepDose) = (sensor, Double(skin) / 1000, Double(deep) / 1000)
        trial.cause = fields[9].isEmpty ? nil : String(fields[9])
        for part in parts[1..<middle] {
            guard let zone = ZoneCourse(numbers: part.split(separator: ",").compactMap { Int64($0) }) else {
                return nil
            }
            trial.zones.append(zone)
        }
        for part in parts[(middle + 1)...] {
            let numbers = part.split(separator: ",").compactMap { Int64($0) }
            guard numbers.count == 10 else { return nil }
            trial.heats.append((ZoneHeat(Array(numbers[..<5])), ZoneHeat(Array(numbers[5...]))))
        }
        guard !trial.zones.isEmpty else { return nil }
        self.init(profile, controller, trial)
    }
}
