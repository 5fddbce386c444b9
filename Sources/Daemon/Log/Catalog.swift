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
        let events = LogEvent.allCases.map { entry(MessageID($0), subject: $0.subject, $0.explanation) }
        return (["# Made by 'myothermd catalog'; an id is never given to anything else.\n"] + events + causes)
            .joined(separator: "\n")
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

    private static let support = "https://myotherm.example"
}

extension LogEvent {
    /// The event in a line.
    fileprivate var subject: String {
        switch self {
        case .stateEntered: "The machine is in the state @MYOTHERM_STATE@"
        case .deviceIdentified: "The device @MYOTHERM_DEVICE_SERIAL@ is connected"
        case .deviceLost: "The device @MYOTHERM_DEVICE_SERIAL@ is gone"
        case .deviceStopped: "The device stopped by itself"
        case .lineProblem: "The line to the device cannot be opened"
        case .intentTaken: "@MYOTHERM_ACTOR@ lets output happen"
        case .treatmentBegan: "A treatment begins"
        case .treatmentEnded: "A treatment has ended: @MYOTHERM_RESULT@"
        case .treatmentInterrupted: "A treatment was interrupted"
        case .stopAsked: "@MYOTHERM_ACTOR@ stopped"
        case .tripAcknowledged: "@MYOTHERM_ACTOR@ acknowledged a trip"
        case .outputNotConfirmed: "Nobody knows whether output is off"
        case .programMistake: "The daemon made a mistake and stopped output"
        case .storageProblem: "A record cannot be written or read"
        case .entriesLost: "Entries of the daemon's log were lost"
        }
    }

    /// What it means, and what to do where there is something to do.
    fileprivate var explanation: String {
        switch self {
        case .stateEntered: "What each state allows stands in the description of the control socket."
        case .deviceIdentified: "It has said who it is. Whether it may treat is seen from the state that follows."
        case .deviceLost:
            """
            Its line was closed, or it started anew. Its permission for output is not renewed any more, and ends after 200 ms.

            What to do: check cable and power. Nothing resumes by itself when it comes back.
            """
        case .deviceStopped:
            """
            Its firmware has limits of its own and found a reason, code @MYOTHERM_VALUE@ of docs/protocol.md.

            What to do: read the message, mend what it names, then acknowledge.
            """
        case .lineProblem: "What to do: the message says what is in the way. It is tried again until it succeeds."
        case .intentTaken: "It is in the record before it is done: arm, start or resume, as the message says."
        case .treatmentBegan:
            "A plan was armed by @MYOTHERM_ACTOR@; program @MYOTHERM_PROGRAM@. Its record has the rest."
        case .treatmentEnded:
            """
            What ended it: @MYOTHERM_CAUSE@. What was given to each zone stands in its record: myothermctl records show ID,
            where ID is the field MYOTHERM_RECORD.
            """
        case .treatmentInterrupted:
            """
            The daemon or the workstation ended while a treatment was under way. Its record was closed; what the device gave
            after the last entry is not known, and ended with the lease.

            What to do: look at the patient and at the record before you treat again.
            """
        case .stopAsked: "Output goes to zero from every state."
        case .tripAcknowledged: "A person has seen why it tripped (@MYOTHERM_CAUSE@). Nothing is armed by this."
        case .outputNotConfirmed:
            """
            STOP was sent and repeated, and the device was not seen to obey.

            What to do: cut the device's power now and take the pads off the patient.
            """
        case .programMistake:
            "What to do: report the message. Output was stopped because something that it needed was lost."
        case .storageProblem:
            """
            What to do: the message says what is in the way: often a full disk, or permissions of the state directory. No
            treatment begins that cannot be recorded.
            """
        case .entriesLost:
            "@MYOTHERM_LOST@ entries came faster than the log takes them. The records of treatments do not depend on it."
        }
    }
}
