public import Treatment

/// A screening, as `screen --json` prints it.
public struct ScreeningSummary: Codable, Equatable, Sendable {
    /// What was found in one zone.
    public struct Zone: Codable, Equatable, Sendable {
        /// The zone.
        public let zone: String
        /// The worst of its findings: `allow`, `warn`, `ask` or `block`.
        public let verdict: String
        /// Its findings, in the order of the questions.
        public let findings: [Finding]
    }

    /// One finding.
    public struct Finding: Codable, Equatable, Sendable {
        /// What an acceptance names: the rule and the zone.
        public let id: String
        /// `warn`, `ask` or `block`.
        public let verdict: String
        /// The whole finding in one line.
        public let message: String
        /// Where the rule comes from.
        public let source: String
    }

    /// The pseudonym of who was screened.
    public let patient: String
    /// The day that it holds for.
    public let day: String
    /// Whether nothing blocks and nothing is open: warnings may remain, which take a person's name.
    public let permits: Bool
    /// Every zone that was asked about.
    public let zones: [Zone]

    /// The summary of the screening of a person.
    public init(_ screening: Screening, of patient: PatientID) {
        self.patient = patient.text
        day = screening.day.text
        permits = screening.findings.allSatisfy { $0.verdict <= .warn }
        zones = screening.zones.map { zone in
            Zone(
                zone: zone.name, verdict: screening.verdict(of: zone).name,
                findings: screening.findings(in: zone).map {
                    Finding(
                        id: $0.id.text, verdict: $0.verdict.name, message: $0.message,
                        source: ScreeningRule.rule(of: $0.question).source)
                })
        }
    }

    /// The screening for a terminal, without a newline at the end; its last line says what it comes to.
    public var text: String {
        var lines: [String] = []
        for zone in zones {
            lines.append("\(zone.zone): \(zone.verdict)")
            lines += zone.findings.map { "  \($0.message) [\($0.source)]" }
        }
        let counts = ["block", "ask", "warn"].map { verdict in
            "\(zones.reduce(0) { $0 + $1.findings.count { $0.verdict == verdict } }) \(verdict)"
        }
        lines.append(
            "screening of \(patient) for \(day): \(permits ? "may be treated" : "MAY NOT BE TREATED") "
                + "(\(counts.joined(separator: ", ")))")
        return lines.joined(separator: "\n")
    }
}
