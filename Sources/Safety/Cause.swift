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
}

extension Cause {
    /// What happened, in a plain sentence for the operator.
    public var sentence: StaticString {
        switch self {
        case .overTemperature: "A treated zone became too warm."
        case .sensorOpen: "A temperature sensor is disconnected."
        case .sensorShort: "A temperature sensor is short-circuited."
        case .sensorImplausible: "A temperature sensor gives values that cannot be true."
        case .impedanceOpen: "A pad has lost contact with the skin."
        case .impedanceShort: "Two pads touch each other, or a lead is damaged."
        case .thermalDose: "The skin has received its greatest allowed thermal dose."
        case .telemetryStale: "The device sends no new measurements."
        case .linkLost: "The connection to the device is lost."
        case .lineNoisy: "The connection to the device is disturbed."
        case .lineTooSlow: "The connection to the device is too slow."
        case .deviceRestarted: "The device has restarted."
        case .deviceTrip: "The device stopped by itself."
        case .commandRefused: "The device refused or did not answer a command."
        case .patientButton: "The patient pressed the stop button."
        case .operatorStop: "The treatment was stopped by an operator."
        case .schedulerLate: "The workstation was too slow to control the treatment."
        case .clockUncertain: "The clocks of workstation and device cannot be compared closely enough."
        case .storageFailed: "The treatment record cannot be written."
        case .shutdown: "The control program was shut down."
        case .outputUncertain: "The device was not seen to switch its output off."
        }
    }

    /// What to do about it.
    public var hint: StaticString {
        switch self {
        case .overTemperature: "Look at the skin. Let it cool before you treat again, and lower the set-point."
        case .sensorOpen, .sensorShort: "Check the applicator's plug and lead; replace the applicator if it stays."
        case .sensorImplausible: "Check that the applicator lies flat; replace it if it stays."
        case .impedanceOpen: "Press the pad to dry, clean skin, then resume."
        case .impedanceShort: "Part the pads, wipe off gel between them, then check the lead."
        case .thermalDose: "End the session for this zone; do not heat it again today."
        case .telemetryStale, .linkLost:
            "Check cable and power of the device, then acknowledge and load the plan again."
        case .lineNoisy: "Use a shorter cable, away from other equipment."
        case .lineTooSlow: "Use a faster line, or close other programs on this workstation."
        case .deviceRestarted: "Check the device's power, then acknowledge and start over."
        case .deviceTrip: "Read the device's own cause, mend it, then acknowledge."
        case .commandRefused: "Acknowledge and start over; call service if it happens again."
        case .patientButton: "Ask the patient what happened before you acknowledge."
        case .operatorStop: "Load the plan again to treat again."
        case .schedulerLate: "Close other programs; run the service with real-time priority."
        case .clockUncertain: "Check the line; a slow or irregular USB adapter is the usual reason."
        case .storageFailed: "Free disk space and check the permissions of the state directory."
        case .shutdown: "Start the service again; the treatment does not go on by itself."
        case .outputUncertain: "Cut the device's power now and take the pads off the patient."
        }
    }
}
