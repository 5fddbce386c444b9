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
