import Units
import World

/// One line of the control socket.
///
/// | line | what it does |
/// |---|---|
/// | a fault, as for `--fault` | breaks it now |
/// | `clear` | mends everything that was broken here |
/// | `report` | the oracle's JSON |
/// | `status` | how the device is |
/// | `press`, `unplug`, `reset` | as the faults `button`, `unplug`, `reset` |
/// | `plug` | plugs in a cable that was pulled here |
///
/// With several devices, `device=N,` before it names one, from 1; without it the first is meant.
enum ControlCommand {
    /// Does what `line` says, and gives the answer: `ok`, or `error` with what is wrong.
    static func perform(_ line: String, on devices: [ServedDevice], at now: Instant) throws(SimulatorError) -> String {
        let (number, command) = split(line)
        guard let number, devices.indices.contains(number - 1) else {
            return "error there is no such device: device=1 to device=\(devices.count)"
        }
        let device = devices[number - 1]
        switch command {
        case "clear": return "ok cleared \(try device.mend(onlyCable: false, at: now))"
        case "report": return "ok \(device.report(at: now))"
        case "status": return "ok device=\(number)/\(devices.count) \(device.status(at: now))"
        case "press": return try add("button", to: device, at: now)
        case "plug":
            _ = try device.mend(onlyCable: true, at: now)
            return device.isUnplugged ? "error the script keeps the cable pulled" : "ok plugged"
        default: return try add(command, to: device, at: now)
        }
    }

    private static func add(_ text: String, to device: ServedDevice, at now: Instant) throws(SimulatorError) -> String {
        let fault: TimedFault
        do { fault = try TimedFault(text: text) } catch { return "error \(error)" }
        try device.add(fault, at: now)
        return "ok \(fault.what.hazard.rawValue)"
    }

    /// The device's number, nil where it is none, and the rest.
    private static func split(_ line: String) -> (Int?, String) {
        guard line.hasPrefix("device=") else { return (1, line) }
        let parts = line.dropFirst(7).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        return (Int(parts[0]), parts.count > 1 ? String(parts[1]) : "status")
    }
}
