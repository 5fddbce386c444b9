/// What a fault could do to the patient if nobody noticed it.
///
/// The raw value is the stable id that reports and documents use.
public enum FaultHazard: String, Equatable, Sendable, CaseIterable {
    /// Heat without knowing the temperature.
    case blindHeating = "burn-from-blind-heating"
    /// Skin that is too hot already.
    case hotSkin = "burn-from-hot-skin"
    /// The current of a whole pad through a part of it.
    case concentratedCurrent = "burn-from-concentrated-current"
    /// Current where none should flow.
    case strayCurrent = "burn-from-stray-current"
    /// RF that flows although it should not.
    case weldedOutput = "burn-from-output-that-stays-on"
    /// Another RF power than the one commanded.
    case wrongPower = "burn-from-wrong-power"
    /// An RF power that nobody measures rightly.
    case unseenPower = "burn-from-unseen-power"
    /// A shut-off that does not shut off.
    case lostShutOff = "loss-of-a-shut-off"
    /// A current that comes back suddenly, or was never what it should be.
    case wrongCurrent = "pain-from-wrong-current"
    /// Charge left in the skin.
    case residualCharge = "skin-injury-from-residual-charge"
    /// Less treatment than the record says.
    case lostDelivery = "treatment-not-delivered"
    /// A patient who wants it to stop.
    case patientDistress = "patient-wants-to-stop"
    /// Bytes that say something else than what was sent.
    case corruptedCommand = "output-from-corrupted-command"
    /// Nobody can stop the device, or see it.
    case lostControl = "loss-of-control"
    /// A device that forgot what it was doing.
    case lostState = "output-after-lost-state"
    /// Output at another time than the host believes.
    case wrongTime = "output-at-the-wrong-time"

    /// One sentence on what could happen.
    public var sentence: String {
        switch self {
        case .blindHeating: "The skin is heated while its temperature is not known, and burns unseen."
        case .hotSkin: "The skin is too hot already, and every further watt burns it."
        case .concentratedCurrent: "The current of a whole pad flows through a part of it, and burns the skin there."
        case .strayCurrent: "Current takes a way that nobody planned, and burns where no sensor looks."
        case .weldedOutput: "RF flows although it is commanded off, and heats until somebody cuts the power."
        case .wrongPower: "The RF stage gives another power than it is told, and heats faster than judged."
        case .unseenPower: "The measured RF power is not the one that flows, and too much passes for right."
        case .lostShutOff: "A shut-off stays closed, and a second fault would leave nothing to end the output."
        case .wrongCurrent: "The pulses are not what was set, or come back at once, and hurt or startle the patient."
        case .residualCharge: "Each pulse leaves charge, and the chemistry under the electrode injures the skin."
        case .lostDelivery: "Output is missing that the record counts as given."
        case .patientDistress: "The patient wants it to stop, and output must end whatever else is going on."
        case .corruptedCommand: "Damaged bytes pass for a command, or keep a stop from being understood."
        case .lostControl: "The host cannot see or stop the device, and output must end by itself."
        case .lostState: "The device starts anew in the middle of a treatment, and must not go on by itself."
        case .wrongTime: "Device and host disagree about the time, and output comes when it is not expected."
        }
    }
}

extension TimedFault.Effect {
    /// The hazard that the fault stands for.
    public var hazard: FaultHazard {
        switch self {
        case .contact(let fault, _): fault.hazard
        case .centre, .edge, .reference, .pickup: .blindHeating
        case .heat: .hotSkin
        case .weld: .weldedOutput
        case .power, .ripple: .wrongPower
        case .detector: .unseenPower
        case .meter: .concentratedCurrent
        case .returnElectrode: .concentratedCurrent
        case .button: .patientDistress
        case .stuck: .lostShutOff
        case .pulses: .wrongCurrent
        case .imbalance: .residualCharge
        case .missing: .lostDelivery
        case .line(let fault, _): fault.hazard
        case .unplug, .hang, .lease: .lostControl
        case .reset: .lostState
        case .clock: .wrongTime
        }
    }
}

extension ContactFault {
    fileprivate var hazard: FaultHazard {
        switch self {
        case .none, .open, .brokenLead: .wrongCurrent
        case .short, .bridged: .strayCurrent
        case .partial, .lifting, .drying: .concentratedCurrent
        }
    }
}

extension ByteFault {
    fileprivate var hazard: FaultHazard {
        switch self {
        case .flipped, .duplicated, .inserted: .corruptedCommand
        case .dropped, .burst, .split: .lostControl
        }
    }
}
