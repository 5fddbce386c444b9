import Units
import Wire

/// Trips: one first cause, until a person acknowledges.
extension Check {
    static let causes = [firstCauseKept, tripAcknowledged, helloWhileArmed]

    private static let firstCauseKept = Check(
        "first-cause-kept", "15.2",
        "the first cause outlasts further causes, Stop, a new host and a line that was closed"
    ) { (bench) throws(Finding) in
        let cause = try bench.tripByConflict()
        try bench.send(Indicate(.none), epoch: bench.epoch + 3)
        try bench.listen(.milliseconds(50))
        try bench.expectCause(cause, behind: "a second cause")
        try bench.expect("the state behind Stop", bench.stop().state, .tripped)
        try bench.expectCause(cause, behind: "Stop")
        let answer = try bench.open()
        try bench.expect("the first cause in HelloAnswer", answer.firstCause, cause)
        try bench.expectCause(cause, behind: "a new host instance")
        try bench.reopen()
        try bench.open()
        try bench.expectCause(cause, behind: "a line that was closed and opened")
        try bench.expect("the first cause in slow telemetry", bench.slow().firstCause, cause)
    }

    private static let tripAcknowledged = Check(
        "acknowledge-trip", "14, 15.2", "only the acknowledgement of the latched cause lifts the latch"
    ) { (bench) throws(Finding) in
        let cause = try bench.tripByConflict()
        try bench.command(SelfTest(.sensors), mustGive: .tripLatched)
        try bench.command(bench.envelope(), mustGive: .tripLatched)
        try bench.command(Start(program: Bench.program), mustGive: .tripLatched)
        try bench.command(AcknowledgeTrip(cause: .patientButton), mustGive: .causeRemains)
        try bench.command(Disarm(), mustGive: .done)
        try bench.expectState(.tripped)
        try bench.command(AcknowledgeTrip(cause: cause), mustGive: .done)
        try bench.expect("the first cause", bench.expectState(.idle).firstCause, .none)
        try bench.command(AcknowledgeTrip(cause: cause), mustGive: .wrongState)
    }

    private static let helloWhileArmed = Check(
        "hello-while-armed", "8.2", "Hello while armed is a stop: the arming does not survive a host"
    ) { (bench) throws(Finding) in
        try bench.arm([bench.envelope()])
        let epoch = bench.epoch
        let answer = try bench.open()
        try bench.expect("the state in HelloAnswer", answer.state, .tripped)
        try bench.expect("the first cause in HelloAnswer", answer.firstCause, .helloWhileArmed)
        try bench.expectTrip(.helloWhileArmed)
        try bench.expect("the epoch", bench.epoch, epoch + 1)
    }
}

extension Bench {
    /// Trips an idle device by the one cause that needs no output, and gives it.
    fileprivate func tripByConflict() throws(Finding) -> DeviceCause {
        try command(SelfTest(.firstShutOff), mustGive: .done)
        try send(SelfTest(.sensors), sequence: sequence)
        return try expectTrip(.sequenceConflict).firstCause
    }

    fileprivate func expectCause(_ cause: DeviceCause, behind event: String) throws(Finding) {
        let sample = try sample("fast telemetry", within: .milliseconds(500))
        try expect("the state behind \(event)", sample.state, .tripped)
        try expect("the first cause behind \(event)", sample.firstCause, cause)
    }
}
