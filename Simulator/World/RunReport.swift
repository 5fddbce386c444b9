public import Control
public import Oracle
public import Safety
public import Units

/// What became of one run.
public struct RunReport: Sendable {
    /// The state at the end.
    public var state: TreatmentState
    /// How the treatment ended; nil when it did not.
    public var result: TreatmentResult?
    /// What stopped it first.
    public var firstCause: Cause?
    /// What was recorded, with the time since the beginning, in order.
    public var events: [TimedEvent]
    /// Every refusal of a request, in order.
    public var refusals: [Refusal]
    /// What each place in the program was given, by the host's account.
    public var deliveries: PerZone<ZoneDelivery?>
    /// The truth about the face.
    public var truth: OracleReport
    /// The fingerprint of the line.
    public var trace: TraceHash
    /// How much time passed in the world.
    public var simulated: Duration
    /// How long a program ran in it.
    public var energised: Duration
    /// How many effects of the machine found no place; anything but 0 is a mistake.
    public var lostEffects: Int
}

/// One recorded event of a run.
public struct TimedEvent: Equatable, Sendable {
    /// When, counted from the beginning of the run.
    public var at: Duration
    /// What.
    public var event: RecordEvent
}
