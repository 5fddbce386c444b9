public import ControlSocket
internal import Varlink

/// What the command line's exit code says; wrong usage is 64 and comes from the argument parser.
public enum Outcome: Int32, CaseIterable, Equatable, Sendable {
    /// What was asked is done.
    case done = 0
    /// It failed, in a way that has no code of its own.
    case failed = 1
    /// There was nothing to do.
    case nothingToDo = 2
    /// The daemon was not reached, or did not answer.
    case notConnected = 3
    /// This user, or this plan, may not.
    case notPermitted = 4
    /// An interlock or the state forbids it.
    case forbidden = 5
    /// Something has tripped, and a person must acknowledge.
    case tripped = 6
    /// The treatment was stopped before its end.
    case stopped = 7
}

extension Outcome {
    /// The code for a call that brought no reply.
    public init(_ error: ControllerError) {
        switch error {
        case .notConnected, .noAnswer: self = .notConnected
        case .notPermitted: self = .notPermitted
        case .refused(let kind, let reply): self = Outcome(kind, state: reply.parameters["state"]?.string)
        case .invalidParameter, .otherRefusal, .misunderstanding, .cancelled: self = .failed
        }
    }

    private init(_ kind: RefusalKind, state: String?) {
        switch kind {
        case .wrongState: self = state == "tripped" || state == "outputUncertain" ? .tripped : .forbidden
        case .noDevice, .deviceRefused, .notReady, .timerLate, .lineTooSlow, .interlock, .staleToken, .busy,
            .tooSoon, .screeningRefused, .notTitrated:
            self = .forbidden
        case .notApproved, .otherApproval, .approvalExpired, .signatureMismatch, .otherPatient, .noSealKey,
            .notPermitted:
            self = .notPermitted
        case .nothingToAcknowledge: self = .nothingToDo
        case .stopped: self = .stopped
        case .invalidPlan, .limitExceeded, .doseSpent, .commandRefused, .storageFailed, .noSuchRecord,
            .configurationRefused, .invalidName, .invalidAssessment, .invalidAcceptance:
            self = .failed
        }
    }

    /// The code for how a treatment ended.
    public init(_ ending: Ending) {
        switch ending {
        case .completed: self = .done
        case .stopped: self = .stopped
        case .tripped, .interrupted, .outputUncertain: self = .tripped
        case .unknown: self = .failed
        }
    }
}
