extension ControllerInterface {
    /// What `GetStatus` and `WatchStatus` reply.
    static let statusFields = """
        state: string,
        firstCause: ?string,
        firstFinding: ?Finding,
        pauseFinding: ?Finding,
        alarm: string,
        alarms: []Alarm,
        message: ?string,
        notices: []string,
        result: ?string,
        phase: ?string,
        elapsedMs: int,
        durationMs: int,
        # Whether nothing flows, as measured; null without telemetry. Between the pulses of a contraction it is false, at 4 Hz
        # and more.
        outputIsZero: ?bool,
        planHash: ?string,
        patient: ?string,
        approvedBy: ?string,
        approvalHash: ?string,
        recordId: ?int,
        device: ?Device,
        line: ?Line,
        host: Host,
        timing: Timing,
        titration: ?TitrationStatus,
        zones: []ZoneStatus
        """
}
