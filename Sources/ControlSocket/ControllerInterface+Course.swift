extension ControllerInterface {
    /// The types of `GetCourse`, in the interface's language.
    static let courseTypes = """
        # What a place of the face received, in thousandths of a minute at 43 °C: skin, and deepest estimate.
        type CourseDose (
          zone: string,
          skinMilliminutes: int,
          deepMilliminutes: int
        )

        # Days on which something speaks against a session: of one zone, or of the whole face where there is none. It ends
        # before untilDay; without one no end is in sight. What does not block is a warning.
        type CourseWait (
          zone: ?string,
          fromDay: string,
          untilDay: ?string,
          blocks: bool,
          reason: string
        )

        # Several treatments of one sitting are one session. number counts the completed ones; null for one cut short.
        type CourseSession (
          number: ?int,
          day: string,
          began: string,
          ended: string,
          isCompleted: bool,
          records: []int,
          doses: []CourseDose
        )

        # A titration on record: no session. outcome is null while it runs, or where its end was never written.
        type CourseTitration (
          record: int,
          zone: string,
          began: string,
          outcome: ?string,
          thresholdMicroamps: ?int,
          maximumMicroamps: ?int,
          pulses: ?int
        )

        # A session to come. latestDay is the last day in time: null where none is set, and where it has passed, by daysLate.
        type CourseDate (
          number: int,
          earliestDay: string,
          preferredDay: string,
          latestDay: ?string,
          daysLate: int,
          moved: []CourseWait,
          warnings: []CourseWait,
          leftOut: []CourseWait
        )
        """

    /// The method `GetCourse`.
    static let courseMethod = """
        # The sessions of a patient by the records, and when the remaining ones could be. Days are dates of the workstation,
        # such as 2026-11-23; moments are in UTC. sessions is how many are planned (1 to 12, 4 when absent), waits what speaks
        # against some days (at most 256). LoadPlan and Arm refuse the patient before allowedFrom, except what goes on with the
        # last session, until continuesUntil, in zones that are not in completedZones. obstacles says why dates are missing.
        method GetCourse(patient: string, sessions: ?int, waits: ?[]CourseWait) -> (
          patient: string,
          today: string,
          course: int,
          planned: int,
          completed: int,
          allowedFrom: ?string,
          continuesUntil: ?string,
          completedZones: []string,
          sessions: []CourseSession,
          doses: []CourseDose,
          titrations: []CourseTitration,
          dates: []CourseDate,
          obstacles: []CourseWait
        )
        """

    /// The error of a treatment that would come too soon.
    static let courseError = """
        # Less than 48 h have passed since the patient's last session, or the workstation's clock is before it.
        error TooSoon (allowedFrom: string, lastEnded: string, message: string)
        """
}
