/// What the catalog says of each event.
extension LogEvent {
    /// The event in a line.
    var subject: String {
        switch self {
        case .stateEntered: "The machine is in the state @MYOTHERM_STATE@"
        case .deviceIdentified: "The device @MYOTHERM_DEVICE_SERIAL@ is connected"
        case .deviceLost: "The device @MYOTHERM_DEVICE_SERIAL@ is gone"
        case .deviceStopped: "The device stopped by itself"
        case .lineProblem: "There is no line to the device"
        case .deviceNotice: "Something about the device is not as it should be"
        case .intentTaken: "@MYOTHERM_ACTOR@ lets output happen"
        case .treatmentBegan: "A treatment begins"
        case .treatmentEnded: "A treatment has ended: @MYOTHERM_RESULT@"
        case .treatmentInterrupted: "A treatment was interrupted"
        case .stopAsked: "@MYOTHERM_ACTOR@ stopped"
        case .tripAcknowledged: "@MYOTHERM_ACTOR@ acknowledged a trip"
        case .outputNotConfirmed: "Nobody knows whether output is off"
        case .programMistake: "The daemon made a mistake and stopped output"
        case .storageProblem: "A record cannot be written or read"
        case .planApproved: "@MYOTHERM_ACTOR@ approved a plan"
        case .approvalRefused: "An approval was refused"
        case .sealKeyProblem: "There is no key for seals"
        case .configurationRead: "The configuration was read again"
        case .configurationRefused: "The configuration cannot be used"
        case .startRefused: "The daemon cannot serve"
        case .endedBadly: "The daemon ended badly, and was started again"
        case .entriesLost: "Entries of the daemon's log were lost"
        }
    }

    /// What it means.
    var meaning: String {
        switch self {
        case .stateEntered: "What each state allows stands in the description of the control socket."
        case .deviceIdentified: "It has said who it is. Whether it may treat is seen from the state that follows."
        case .deviceLost:
            """
            Its line was closed, or it started anew. Its permission for output is not renewed any more, and ends after 200 ms.
            """
        case .deviceStopped:
            "Its firmware has limits of its own and found a reason, code @MYOTHERM_VALUE@ of docs/protocol.md."
        case .lineProblem: "It is looked for again until there is one."
        case .deviceNotice:
            "It may treat all the same. What is missing can make it late, or let another program open its line."
        case .intentTaken: "It is in the record before it is done: arm, titrate, start or resume, as the message says."
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
            """
        case .stopAsked: "Output goes to zero from every state."
        case .tripAcknowledged: "A person has seen why it tripped (@MYOTHERM_CAUSE@). Nothing is armed by this."
        case .outputNotConfirmed: "STOP was sent and repeated, and the device was not seen to obey."
        case .programMistake: "Something that output depends on was lost."
        case .storageProblem: "No treatment begins that cannot be recorded."
        case .planApproved:
            "The daemon has sealed it. The record of each treatment with it names who approved it, and when."
        case .approvalRefused:
            """
            @MYOTHERM_ACTOR@ loaded a plan with an approval that the daemon's key has not sealed, or that belongs to another
            file. One of both was changed afterwards, or comes from another workstation. The plan was not loaded.
            """
        case .sealKeyProblem: "The daemon serves, and can neither approve plans nor arm."
        case .configurationRead:
            "What is in force now stands in the message; the rest keeps until it is safe to change."
        case .configurationRefused: "The daemon goes on with what it had; at its start it does not begin to serve."
        case .startRefused:
            "Something that it cannot do without is not to be had: a socket, the records, a line's settings."
        case .endedBadly:
            "A device with output had ended it by itself: its permission lasts 200 ms, and nobody renewed it."
        case .entriesLost:
            "@MYOTHERM_LOST@ entries came faster than the log takes them. The records of treatments do not depend on it."
        }
    }

    /// What to do about it; nil where there is nothing to do.
    var remedy: String? {
        switch self {
        case .deviceLost: "check cable and power. Nothing resumes by itself when it comes back."
        case .deviceStopped: "read the message, mend what it names, then acknowledge."
        case .lineProblem, .startRefused: "the message says what is in the way."
        case .deviceNotice: "the message names what is missing; 'myothermd devices' shows the whole picture."
        case .treatmentInterrupted: "look at the patient and at the record before you treat again."
        case .outputNotConfirmed: "cut the device's power now and take the pads off the patient."
        case .programMistake: "report the message."
        case .storageProblem:
            "the message says what is in the way: often a full disk, or permissions of the state directory."
        case .approvalRefused: "have a prescriber look at the plan and approve it again, and ask who changed it."
        case .sealKeyProblem: "the message names the file and what is wrong with it; then start the daemon again."
        case .configurationRefused:
            "mend what the message names; 'myothermd check-config' checks before anything is asked of the daemon."
        case .endedBadly: "if it comes again, report it with the messages before it."
        case .stateEntered, .deviceIdentified, .intentTaken, .treatmentBegan, .treatmentEnded, .stopAsked,
            .tripAcknowledged, .planApproved, .configurationRead, .entriesLost:
            nil
        }
    }
}
