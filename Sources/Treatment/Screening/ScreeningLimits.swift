/// How long what was looked at and decided before a treatment counts.
public enum ScreeningLimits {
    /// How many days after an assessment a plan may be approved or armed by it.
    ///
    /// Project policy: as long as its answers count, `ScreeningRule.answerDays`, which is enough for a course of four
    /// sessions a week apart. Findings age too: muscles that toxin has relaxed come back, volume goes.
    public static let assessmentDays = ScreeningRule.answerDays

    /// How many days after an approval its plan may be armed.
    ///
    /// Project policy: a decision about a face is not older than the assessment may be that it rests on.
    public static let approvalDays = 30
}
