public import Safety
public import Treatment
public import Units

/// What an operator asks for.
///
/// What is random or depends on the calendar comes with it.
public enum OperatorCommand: Equatable, Sendable {
    /// Take this program, the approval that stands behind it (`.none`: to look at, never to arm), what its patient has
    /// received within a day, and what its shadow run expects.
    case load(Program, approval: Fingerprint, carried: DayDose = DayDose(), forecast: ProgramForecast? = nil)
    /// Check the patient and arm; `token` is what `start` must show.
    ///
    /// `approval` is the one that whoever asks was shown; nil where nobody else could have loaded another plan.
    case arm(token: UInt64, approval: Fingerprint?)
    /// Check the patient and arm for the titration of the one zone of this program, which is `Plan.titration` of the
    /// loaded plan, compiled; `token` is what `start` must show, and `approval` as for `arm`.
    case titrate(Program, token: UInt64, approval: Fingerprint?)
    /// The operator has seen a contraction, or the person has enough: for what a titration shows now.
    case mark(TitrationMark)
    /// End the titration, and keep the plan.
    case endTitration
    /// Stimulate the zone with this share of its titrated range from now on.
    case setIntensity(Zone, PerMille)
    /// Begin output.
    case start(token: UInt64)
    /// Output to zero, hold the time.
    case pause
    /// Prepare to go on; `token` is what the second call must show.
    case prepareResume(token: UInt64)
    /// Go on, from zero.
    case resume(token: UInt64)
    /// Output to zero, and end the treatment.
    case stop
    /// A person has seen why it tripped.
    case acknowledge
    /// The daemon is about to end: output to zero first.
    case shutDown
}

/// What became of a request.
public enum Answer: Equatable, Sendable {
    /// Done.
    case done
    /// Done, and this token must be shown within the time.
    case token(UInt64, valid: Duration)
    /// Not done, and nothing changed.
    case refused(Refusal)
}

/// Why a request was refused.
///
/// Nothing was changed by it.
public enum Refusal: Error, Equatable, Sendable {
    /// The state does not allow it.
    case wrongState(TreatmentState)
    /// No device is connected.
    case noDevice
    /// The device may not treat.
    case deviceRefused(DeviceRefusal)
    /// The applicator has no such zone.
    case zoneMissing(Zone)
    /// The plan asks for more than a limit allows in this zone.
    case output(Zone, OutputRefusal)
    /// The plan asks for more than the device can do in this zone.
    case beyondDevice(Zone)
    /// The plan heats a zone that has received all of this dose that a day allows.
    case doseSpent(Zone, DoseKind)
    /// The plan has no approval.
    case notApproved
    /// Another plan, or another approval of it, is loaded than the one that was to be armed.
    case otherApproval
    /// The plan gives this zone's intensity as a share of a range that no titration has found.
    case notTitrated(Zone)
    /// The plan does not stimulate this zone.
    case notStimulated(Zone)
    /// What a titration found in this zone is too old.
    case titrationTooOld(Zone)
    /// A titration's program is not what the loaded plan allows.
    case notOfThisPlan
    /// The intensity is raised by more than a step of this much at once.
    case stepTooLarge(PerMille)
    /// The check before arming did not succeed in time.
    case notReady(ReadinessGap, zone: ZoneIndex?)
    /// The timer woke the loop this late, again and again, under the configuration of a treatment.
    case timerLate(Duration)
    /// From a hazard to zero takes too long on this line and this workstation, as they were measured.
    case lineTooSlow(HazardToZero)
    /// An interlock forbids it.
    case interlock(Finding)
    /// The token is not the one that was given, or its time is over.
    case staleToken
    /// The intent could not be stored.
    case storageFailed
    /// The device refused the command with this code.
    case commandRefused(code: UInt8)
    /// Another request of this kind is under way.
    case busy
    /// There is no trip to acknowledge.
    case nothingToAcknowledge
    /// The request ended because the treatment was stopped.
    case stopped
}

/// What was missing when the time for the check before arming was over.
public enum ReadinessGap: UInt8, Equatable, Sendable, BitwiseCopyable {
    /// No fresh telemetry.
    case telemetry
    /// A zone has no contact.
    case contact
    /// A sensor is not in order.
    case sensor
    /// A sensor reads more than 38 °C.
    case tooWarm
    /// The sensors differ by more than 3 °C at rest.
    case uneven
    /// The patient has not pressed the stop button.
    case button
    /// A shut-off element was not seen to work.
    case selfTest
    /// The clocks cannot be related within 5 ms.
    case clock
    /// The device did not take the envelopes or the arming.
    case device
    /// Timer and line could not be measured: the timer was not heard often enough, or the device echoed too few frames.
    case timing
}
