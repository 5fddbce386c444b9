import Safety
import Units

/// Which findings were written down since an acknowledgement, an arming or the beginning of output.
///
/// Each cause once as a mild one and once as a severe one. A dose is each zone's own, and is written down once for each.
struct NotedFindings: Equatable, Sendable {
    private var mild: UInt64 = 0
    private var severe: UInt64 = 0
    private var mildDoses = ZoneSet.none
    private var mildDeepDoses = ZoneSet.none

    init() {}

    /// Notes `finding`, and says whether it is new.
    mutating func insert(_ finding: Finding) -> Bool {
        let bit = UInt64(1) << UInt64(finding.cause.rawValue)
        if finding.reaction >= .ceiling {
            defer { severe |= bit }
            return severe & bit == 0
        }
        if let zone = finding.zone {
            if finding.cause == .thermalDose { return NotedFindings.insert(zone, into: &mildDoses) }
            if finding.cause == .deepDose { return NotedFindings.insert(zone, into: &mildDeepDoses) }
        }
        defer { mild |= bit }
        return mild & bit == 0
    }

    private static func insert(_ zone: ZoneIndex, into zones: inout ZoneSet) -> Bool {
        defer { zones.insert(zone) }
        return !zones.contains(zone)
    }
}
