/// Why output was refused, lowered, paused or stopped.
///
/// The names of the cases stand in records and on the socket.
public enum Cause: UInt8, Equatable, Sendable, BitwiseCopyable, CaseIterable {
    /// A sensor, or the skin behind it, came near or above its limit.
    case overTemperature
    /// A temperature sensor's circuit is open.
    case sensorOpen
    /// A temperature sensor's circuit is short.
    case sensorShort
    /// A temperature sensor reads what it cannot measure, or gives no new values.
    case sensorImplausible
    /// An RF or stimulation circuit is open: the pad has lost its contact.
    case impedanceOpen
    /// An RF or stimulation circuit is short: bridged pads or a damaged lead.
    case impedanceShort
    /// The thermal dose of the skin reached its limit.
    case thermalDose
    /// No telemetry, or its counter stands still.
    case telemetryStale
    /// The line to the device is gone.
    case linkLost
    /// Too many damaged frames.
    case lineNoisy
    /// Commands arrive too slowly to be played in time.
    case lineTooSlow
    /// The device started anew.
    case deviceRestarted
    /// The device stopped by itself.
    case deviceTrip
    /// The device refused a command, or never answered it.
    case commandRefused
    /// The patient pressed the stop button.
    case patientButton
    /// An operator stopped the treatment.
    case operatorStop
    /// The host was too late in releasing output.
    case schedulerLate
    /// The two clocks cannot be related closely enough.
    case clockUncertain
    /// An intent could not be stored.
    case storageFailed
    /// The daemon is shutting down.
    case shutdown
    /// No measured zero was seen after a stop.
    case outputUncertain
    /// The skin warms faster than any plan asks for.
    case temperatureRising
    /// A temperature sensor gives the same value although the skin changes.
    case sensorFrozen
    /// The two sensors of a zone contradict each other.
    case sensorsDisagree
    /// Heat, power or current is there although nothing was asked for.
    case uncommandedOutput
    /// Power flows and the sensor does not answer.
    case sensorDetached
    /// A zone's power is answered by the sensor of another zone.
    case sensorsSwapped
    /// The reference resistor's reading has drifted: every temperature may be wrong.
    case referenceDrift
    /// The thermal dose of the hottest layer below the skin, as estimated, reached its limit.
    case deepDose
    /// A part of a pad has come off the skin.
    case padLifting
    /// Current finds a way past the skin: gel or sweat between electrodes.
    case padsBridged
    /// An impedance lies outside what skin under a pad can have.
    case impedanceOutOfWindow
    /// An impedance reading no longer changes.
    case impedanceFrozen
    /// The gel under a pad dries, and contact gets worse.
    case padDrying
    /// Left and right differ more than faces do.
    case impedanceAsymmetry
    /// A half of the return electrode has lost the skin.
    case returnElectrode
    /// The current crosses the contacted skin too densely.
    case currentDensity
    /// The measured RF power is not the one commanded.
    case powerMismatch
    /// What the RF stage draws does not fit the power it is said to give.
    case supplyMismatch
    /// The measured pulse current is not the one commanded.
    case currentMismatch
    /// Pulses leave charge in the skin.
    case chargeImbalance
    /// One phase of a pulse carries more charge than allowed.
    case phaseCharge
    /// The device has given other pulses than the program holds.
    case pulseCount
    /// Output goes on although no lease covers it.
    case unleasedOutput
    /// A zone has received all the energy or charge that its plan can need.
    case energyBudget
    /// The RF power comes in peaks above its mean.
    case powerPeak
    /// Permission for output is renewed only just in time.
    case leaseThin
    /// The workstation slept, or its clock jumped.
    case hostSuspended
    /// The workstation's wall clock was set.
    case clockStepped
    /// The control program ended in the middle of a treatment, and was started again.
    case treatmentInterrupted
}
