import Safety

/// What `journalctl -x` explains the daemon's entries with: for every cause and every event what it means and what to do.
///
/// In the form of systemd's message catalog; the committed `systemd/myotherm.catalog` is this text.
public enum Catalog {
    /// The whole catalog.
    public static var text: String {
        let causes = Cause.allCases.map { cause in
            entry(
                MessageID(cause), subject: "\(cause.sentence)",
                """
                An interlock of the daemon, or the device itself, found this (@MYOTHERM_CAUSE@) at the zone @MYOTHERM_ZONE@:
                value @MYOTHERM_VALUE@, limit @MYOTHERM_LIMIT@, both in the interlock's own unit. What was done about it:
                @MYOTHERM_REACTION@ (note: it was written down; warn: the operator was told; ceiling: the zone's RF was lowered;
                pause: output went to zero until a person resumes; trip: output went to zero until a person acknowledges).

                What to do: \(cause.hint)

                It belongs to the hazard \(cause.hazard) in docs/hazards.md.
                """)
        }
        let events = LogEvent.allCases.map { entry(MessageID($0), subject: $0.subject, explanation(of: $0)) }
        return ([heading] + events + causes).joined(separator: "\n")
    }

    private static func explanation(of event: LogEvent) -> String {
        event.meaning + (event.remedy.map { "\n\nWhat to do: \($0)" } ?? "")
    }

    private static func entry(_ id: MessageID, subject: String, _ explanation: String) -> String {
        """
        -- \(id)
        Subject: \(subject)
        Defined-By: myothermd
        Support: \(support)

        \(explanation)

        """
    }

    private static let heading = """
        # The journal's explanations of Myotherm's messages: "journalctl -x". Printed by "myothermd catalog"; do not edit.
        # An id that was released is never given to anything else.

        """

    private static let support = "https://myotherm.example"
}
