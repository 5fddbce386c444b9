/// The errors of the interface, by name: why the daemon did not do what was asked.
public enum RefusalKind: String, CaseIterable, Equatable, Sendable {
    /// The state does not allow it; `state` and `needed` say more.
    case wrongState = "WrongState"
    /// No device is connected.
    case noDevice = "NoDevice"
    /// The device may not treat.
    case deviceRefused = "DeviceRefused"
    /// The plan is wrong; `problems` lists everything.
    case invalidPlan = "InvalidPlan"
    /// The plan asks for more than is allowed.
    case limitExceeded = "LimitExceeded"
    /// A zone has received all the dose of a day.
    case doseSpent = "DoseSpent"
    /// The patient's last session is less than 48 h ago.
    case tooSoon = "TooSoon"
    /// Nobody has approved the plan that is loaded.
    case notApproved = "NotApproved"
    /// The plan has an intensity for a zone and no titration of it is good for it now, or does not stimulate it.
    case notTitrated = "NotTitrated"
    /// The approval is not this daemon's over this plan.
    case signatureMismatch = "SignatureMismatch"
    /// The plan is for another patient.
    case otherPatient = "OtherPatient"
    /// The daemon has no key for seals.
    case noSealKey = "NoSealKey"
    /// Another plan or approval is loaded than the one that was to be armed.
    case otherApproval = "OtherApproval"
    /// The assessment, or the rules, cannot be used.
    case invalidAssessment = "InvalidAssessment"
    /// Screening stands against it; `findings` lists what.
    case screeningRefused = "ScreeningRefused"
    /// What was accepted is no warning of the screening.
    case invalidAcceptance = "InvalidAcceptance"
    /// The approval is too old.
    case approvalExpired = "ApprovalExpired"
    /// A person's name is none.
    case invalidName = "InvalidName"
    /// The check before arming did not succeed.
    case notReady = "NotReady"
    /// The control loop is woken too late on this workstation.
    case timerLate = "TimerLate"
    /// From a hazard to zero output takes too long on this line and this workstation.
    case lineTooSlow = "LineTooSlow"
    /// An interlock forbids it.
    case interlock = "Interlock"
    /// The token is wrong or too old.
    case staleToken = "StaleToken"
    /// The device refused the command.
    case commandRefused = "CommandRefused"
    /// The record could not be written.
    case storageFailed = "StorageFailed"
    /// There is no record with this id.
    case noSuchRecord = "NoSuchRecord"
    /// No trip is latched.
    case nothingToAcknowledge = "NothingToAcknowledge"
    /// The configuration file is wrong, or says what cannot be changed now; `problems` lists everything.
    case configurationRefused = "ConfigurationRefused"
    /// Another request is under way.
    case busy = "Busy"
    /// The request ended because somebody stopped the treatment meanwhile.
    case stopped = "Stopped"
    /// The socket does not let its callers do that.
    case notPermitted = "NotPermitted"

    /// The name as it goes over the socket.
    public var fullName: String { "\(ControllerInterface.name).\(rawValue)" }

    /// The error of that full name, or nil when it is none of this interface's.
    public init?(fullName: String) {
        guard let kind = Self.allCases.first(where: { $0.fullName == fullName }) else { return nil }
        self = kind
    }
}
