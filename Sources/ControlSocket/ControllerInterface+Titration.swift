extension ControllerInterface {
    /// What the status says of a titration.
    static let titrationTypes = """
        # A titration that is under way: search is threshold or maximum, number counts what was shown, blanks like any other.
        type TitrationStatus (
          zone: string,
          number: int,
          search: string
        )
        """

    /// The methods of a titration, and of the intensity that refers to what it found.
    static let titrationMethods = """
        # Screens again, checks the patient and arms for finding the range of one zone's intensity, by the approval of that hash as
        # Arm does: Start begins it, with the token.
        method Titrate(zone: string, approval: ?string, askedBy: ?string) -> (token: string, validMs: int)

        # What the titration shows now made a visible contraction (mark is contraction), or is the comfortable maximum (mark
        # is maximum). A contraction counts from 0.4 to 3.2 s after it began, the maximum whenever it is said.
        method MarkTitration(mark: string) -> ()

        # Output to zero; the plan stays loaded, with the ranges that were found.
        method EndTitration() -> ()

        # The share of the zone's titrated range, or of the plan's current where the plan has no intensity for it, while output
        # runs or is paused: up by at most 20 above what is given, rising by 50 in a second of contraction, never above what
        # the plan allows; down at once.
        method SetIntensity(zone: string, perMille: int) -> ()
        """
}
