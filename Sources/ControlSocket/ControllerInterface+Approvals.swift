extension ControllerInterface {
    /// The types of what is approved, in the interface's language.
    static let approvalTypes = """
        # A warning of the screening, such as filler/leftCheek, and who accepts it.
        type AcceptedWarning (
          warning: string,
          name: string
        )

        # Something that screening has found: verdict is warn, ask or block.
        type ScreeningFinding (
          id: string,
          verdict: string,
          message: string
        )
        """

    /// The methods from a plan to its arming.
    static let approvalMethods = """
        # Seals that the caller, by the user of the socket's other end and by the name given, stands behind this text of a plan
        # file for the patient that it names. assessment and rules are the texts of that patient's assessment and of the
        # prescriber's rules: the daemon screens by them, today, and each warning has to be accepted by name. approval is the
        # document that LoadPlan takes; any change of it or of the text voids it. name is the plan file's, for messages.
        method ApprovePlan(
          text: string,
          name: ?string,
          prescriber: string,
          assessment: ?string,
          rules: ?string,
          accepted: ?[]AcceptedWarning
        ) -> (
          approval: string,
          approvalHash: string,
          planHash: string,
          patient: string,
          prescriber: string,
          prescriberUid: int,
          approvedAt: string
        )

        # Takes the text of a plan file; name is used in messages only. patient is the pseudonym of who is treated (1 to 64
        # letters, digits, - and _): the doses of a day are added up under it, and all loads without one share one account.
        # A plan that names a patient is loaded for no other one. approval is what ApprovePlan gave for this very text, and
        # takes a patient; without it the plan can be looked at, and Arm is refused.
        method LoadPlan(text: string, name: ?string, patient: ?string, approval: ?string) -> (
          planHash: string,
          program: string,
          zones: []PlanZone,
          forecast: []ZoneForecast,
          patient: ?string,
          approvedBy: ?string,
          approvedAt: ?string,
          approvalHash: ?string
        )

        # Screens again, checks the patient and arms what was loaded with the approval of that hash, as LoadPlan told it, and
        # nothing else. askedBy is who has asked today what only today can answer (metal and electronics worn, anaesthetics,
        # skin that is not ready, anything new since the assessment) and heard no each time; needed where the assessment is not
        # of today. Start must show the token within validMs.
        method Arm(approval: ?string, askedBy: ?string) -> (token: string, validMs: int)
        """
}
