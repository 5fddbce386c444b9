import Units
import Wire

/// A value as the protocol document writes it.
func words(for value: some Any) -> String {
    switch value {
    case let result as CommandResult: named(Int(result.rawValue), resultNames)
    case let cause as DeviceCause: named(Int(cause.rawValue), causeNames)
    case let current as Current: "\(current.microamps) µA"
    case let power as Power: "\(power.milliwatts) mW"
    case let time as DeviceInstant: "\(time.microseconds) µs"
    default: "\(value)"
    }
}

private func named(_ code: Int, _ names: [String]) -> String {
    code < names.count ? "\(names[code]) (\(code))" : "\(code)"
}

/// The results of section 15.1, by their codes.
private let resultNames = [
    "done", "wrongState", "notLeased", "late", "tooFarAhead", "outOfOrder", "envelopeExceeded", "hashMismatch",
    "buttonUntested", "selfTestMissing", "sequenceConflict", "malformed", "limitExceeded", "zoneUnknown",
    "tripLatched", "causeRemains", "notReady", "approvalMissing",
]

/// The trip causes of section 15.2, by their codes.
private let causeNames = [
    "none", "leaseExpired", "envelopeExceeded", "overTemperature", "sensorFault", "patientButton", "lateSegment",
    "segmentOrder", "underrun", "unleasedSegment", "watchdog", "terminalNotReady", "sequenceConflict", "epochAhead",
    "pulseOverlap", "contact", "shutOff", "helloWhileArmed", "pulseFault",
]
