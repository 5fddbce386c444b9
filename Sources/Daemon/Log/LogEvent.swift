/// A kind of thing that happens to the daemon, beside what an interlock finds: those have their causes.
///
/// The names stand in the log (`MYOTHERM_EVENT`), and the message ids are made of them: a name that was released stays.
package enum LogEvent: String, CaseIterable, Sendable {
    /// The machine is in another state.
    case stateEntered
    /// A device has said who it is.
    case deviceIdentified
    /// The device that had said who it is has gone, or has started anew.
    case deviceLost
    /// The device's own first cause for having stopped.
    case deviceStopped
    /// The line cannot be had.
    case lineProblem
    /// Something about the device or its udev rules that an administrator should mend.
    case deviceNotice
    /// An operator is about to let output happen.
    case intentTaken
    /// A treatment begins.
    case treatmentBegan
    /// A treatment has ended.
    case treatmentEnded
    /// A treatment had not ended when the daemon did, and was closed as interrupted.
    case treatmentInterrupted
    /// Somebody asked for a stop.
    case stopAsked
    /// A person has acknowledged a trip.
    case tripAcknowledged
    /// Nobody knows whether output is off.
    case outputNotConfirmed
    /// This program made a mistake, and has stopped output for it.
    case programMistake
    /// A record could not be written or read.
    case storageProblem
    /// A prescriber stands behind a plan.
    case planApproved
    /// An approval was shown that is none over the plan that came with it.
    case approvalRefused
    /// There is no key for seals.
    case sealKeyProblem
    /// The configuration was read again.
    case configurationRead
    /// The configuration cannot be used.
    case configurationRefused
    /// The daemon cannot serve.
    case startRefused
    /// The daemon before this one ended badly.
    case endedBadly
    /// Entries of this log were lost.
    case entriesLost

    /// How urgent it is.
    package var priority: LogPriority {
        switch self {
        case .outputNotConfirmed: .alert
        case .programMistake: .critical
        case .storageProblem, .startRefused: .error
        case .deviceLost, .deviceStopped, .lineProblem, .deviceNotice, .treatmentInterrupted, .configurationRefused,
            .approvalRefused, .sealKeyProblem, .endedBadly, .entriesLost:
            .warning
        case .deviceIdentified, .intentTaken, .treatmentBegan, .treatmentEnded, .stopAsked, .tripAcknowledged,
            .planApproved, .configurationRead:
            .notice
        case .stateEntered: .information
        }
    }

    /// Which places of the log it may take.
    var rank: LogRank {
        switch self {
        case .stateEntered, .deviceIdentified, .deviceLost, .deviceStopped, .lineProblem, .deviceNotice: .ordinary
        case .intentTaken, .treatmentBegan, .treatmentEnded, .treatmentInterrupted, .stopAsked, .tripAcknowledged,
            .planApproved, .approvalRefused, .sealKeyProblem, .storageProblem, .configurationRead,
            .configurationRefused, .startRefused, .endedBadly, .entriesLost:
            .essential
        case .outputNotConfirmed, .programMistake: .alarm
        }
    }
}
