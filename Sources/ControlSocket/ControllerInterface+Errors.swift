extension ControllerInterface {
    /// The errors of the interface, as its description has them.
    static let errors = """
        error WrongState (state: string, needed: string, message: string)
        error NoDevice (message: string)
        error DeviceRefused (reason: string, message: string)
        error InvalidPlan (problems: []PlanProblem, message: string)
        error LimitExceeded (field: string, zone: ?string, value: int, limit: int, message: string)
        # A zone that the plan heats has received all that a day allows; dose is skin or deep.
        error DoseSpent (zone: string, dose: string, message: string)
        \(courseError)
        # Nobody has approved the plan that is loaded.
        error NotApproved (message: string)
        # The plan has an intensity for this zone and no range that is good for it now, or there is none to be found, or nothing
        # is stimulated there.
        error NotTitrated (zone: string, message: string)
        # The approval is not this daemon's over this plan: one of both was changed, or belongs to something else.
        error SignatureMismatch (problems: []PlanProblem, message: string)
        # The plan, or the approval, is for another patient than the caller names, or the caller names none.
        error OtherPatient (message: string)
        # The daemon has no key: it can neither approve nor arm.
        error NoSealKey (message: string)
        # Another plan, or another approval of it, is loaded than the one that was to be armed.
        error OtherApproval (message: string)
        # There is no assessment, or it or the rules cannot be used: problems lists what is wrong with the text.
        error InvalidAssessment (problems: []PlanProblem, message: string)
        # What screening has found against it, and what nobody has accepted.
        error ScreeningRefused (findings: []ScreeningFinding, message: string)
        # Somebody accepts what is no warning of this screening.
        error InvalidAcceptance (message: string)
        # The approval is too old to arm by.
        error ApprovalExpired (message: string)
        # What is said to be a person's name is none.
        error InvalidName (message: string)
        error NotReady (gap: string, zone: ?string, message: string)
        # The control loop is woken too late on this workstation, again and again.
        error TimerLate (latenessMicroseconds: int, limitMicroseconds: int, message: string)
        # From a hazard to zero output takes too long on this line and this workstation.
        error LineTooSlow (hazardToZero: HazardToZero, message: string)
        error Interlock (cause: string, zone: ?string, message: string)
        error StaleToken (message: string)
        error CommandRefused (code: int, message: string)
        error StorageFailed (message: string)
        error NoSuchRecord (id: int, message: string)
        error NothingToAcknowledge (message: string)
        error ConfigurationRefused (problems: []string, message: string)
        error Busy (message: string)
        # The request ended because somebody stopped the treatment meanwhile.
        error Stopped (message: string)
        # This socket does not let its callers do that; the message says which one does.
        error NotPermitted (message: string)
        """
}
