public import Units

/// A prescription: what every zone gets, and for how long.
///
/// A plan that exists is within `PrescriptionLimits` and consistent in itself. Whether the pulses of its zones stay
/// apart shows only when it is compiled to a `Program`. The order of the zones is their place on the line: the first
/// entry is zone 0, which starts RF first and has the first pulse slot.
public struct Plan: Equatable, Sendable {
    /// What people call the plan: 1 … 64 printable characters.
    public let name: String
    /// Who it is for; nil makes it a template, which nobody can approve.
    public let patient: PatientID?
    /// How long the treatment lasts, 10 s … 30 min, a multiple of 50 ms.
    public let duration: Duration
    /// The prescription of each zone, 1 … 4 of them, no zone twice.
    public let zones: [ZonePlan]

    /// A checked plan.
    ///
    /// - Throws: the first of the findings, in the order of the fields.
    public init(
        name: String, patient: PatientID? = nil, duration: Duration, zones: [ZonePlan]
    ) throws(TreatmentError) {
        if let finding = Plan.findings(name: name, duration: duration, zones: zones).first { throw finding }
        self.name = name
        self.patient = patient
        self.duration = duration
        self.zones = zones
    }

    /// Everything that is wrong with a plan of these values; empty when nothing is.
    public static func findings(name: String, duration: Duration, zones: [ZonePlan]) -> [TreatmentError] {
        var findings: [TreatmentError] = []
        if !isName(name) { findings.append(.nameNotPrintable(name)) }
        if let finding = PrescriptionLimits.duration.finding(duration) { findings.append(finding) }
        if !(1...ZoneIndex.limit).contains(zones.count) { findings.append(.zoneCount(zones.count)) }
        for (place, entry) in zones.enumerated() {
            if zones[..<place].contains(where: { $0.zone == entry.zone }) {
                findings.append(.duplicateZone(entry.zone))
            }
            findings += entry.findings(within: duration)
        }
        return findings
    }

    /// Whether `name` can be a plan's name.
    public static func isName(_ name: String) -> Bool {
        (1...PrescriptionLimits.nameLength).contains(name.count)
            && name.utf8.count <= 4 * PrescriptionLimits.nameLength
            && name.unicodeScalars.allSatisfy(isPrintable)
            && name.unicodeScalars.contains { !$0.properties.isWhitespace }
    }

    private static let unprintable: [Unicode.GeneralCategory] = [
        .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
    ]

    /// Whether `scalar` is safe on a terminal and in a report: no control and no invisible formatting characters,
    /// which could make a name look like another one.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        !Plan.unprintable.contains(scalar.properties.generalCategory)
    }
}
