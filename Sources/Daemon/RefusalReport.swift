import Control
import ControlSocket
import Safety
import Treatment
import Units
import Varlink

/// The words of the socket for a refusal: which error, and a sentence that says what was expected and what to do.
extension VarlinkErrorReply {
    init(_ refusal: Refusal, zoneName: (ZoneIndex) -> String?) {
        switch refusal {
        case .wrongState(let state): self = .wrongState(state)
        case .noDevice: self = .plain("NoDevice", "No device is connected. Check its cable and power.")
        case .deviceRefused(let reason):
            self = .controller(
                "DeviceRefused",
                ["reason": .string(String(describing: reason)), "message": .string("\(reason.sentence)")])
        case .zoneMissing(let zone):
            self = .limit(
                "zone", zone: zone.name, 0, 0,
                "The applicator has no pad for the \(zone.name). Use another applicator or another plan.")
        case .output(let zone, let refusal): self = .output(zone, refusal)
        case .beyondDevice(let zone):
            self = .limit(
                "device", zone: zone.name, 0, 0,
                "The plan asks for more than the device allows at the \(zone.name). Lower its current, width, rate or density."
            )
        case .doseSpent(let zone, let dose): self = .doseSpent(zone, dose)
        case .notApproved:
            self = .plain(
                "NotApproved",
                "Nobody has approved the plan that is loaded. A prescriber approves its file (myothermctl plan approve FILE "
                    + "--name NAME --assessment FILE); then load it again, with --patient ID.")
        case .otherApproval:
            self = .plain(
                "OtherApproval",
                "Another plan, or another approval of it, is loaded than the one that was to be armed. Look at what is loaded "
                    + "(status), load the plan that you mean, and arm that (myothermctl arm FILE).")
        case .notTitrated, .notStimulated, .titrationTooOld, .notOfThisPlan, .stepTooLarge: self = .titration(refusal)
        case .notReady(let gap, let zone): self = .notReady(gap, zone: zone.flatMap(zoneName))
        case .timerLate(let lateness):
            self = .controller(
                "TimerLate",
                [
                    "latenessMicroseconds": .integer(lateness.microseconds),
                    "limitMicroseconds": .integer(Limits.latenessWarning.microseconds),
                    "message": .string(VarlinkErrorReply.timerLate(lateness)),
                ])
        case .lineTooSlow(let chain):
            self = .controller(
                "LineTooSlow",
                [
                    "hazardToZero": VarlinkErrorReply.parts(of: chain),
                    "message": .string(VarlinkErrorReply.lineTooSlow(chain)),
                ])
        case .interlock(let finding):
            self = .controller(
                "Interlock",
                [
                    "cause": .string(finding.cause.name), "zone": .optional(finding.zone.flatMap(zoneName)),
                    "message": .string("\(finding.cause.sentence) \(finding.cause.hint)"),
                ])
        case .staleToken:
            self = .plain("StaleToken", "The token is not the one that was given, or its 30 s are over. Arm again.")
        case .storageFailed:
            self = .plain("StorageFailed", "The record could not be written. \(Cause.storageFailed.hint)")
        case .commandRefused(let code):
            self = .controller(
                "CommandRefused",
                ["code": .integer(Int64(code)), "message": .string(VarlinkErrorReply.commandRefused(code))])
        case .busy: self = .plain("Busy", "Another request of this kind is under way. Wait for its answer.")
        case .nothingToAcknowledge: self = .plain("NothingToAcknowledge", "No trip is latched.")
        case .stopped: self = .plain("Stopped", "The request ended because the treatment was stopped.")
        }
    }

    /// An error of this interface.
    static func controller(_ name: String, _ parameters: JSONObject) -> VarlinkErrorReply {
        VarlinkErrorReply(name: "\(ControllerInterface.name).\(name)", parameters: parameters)
    }

    static func plain(_ name: String, _ message: String) -> VarlinkErrorReply {
        controller(name, ["message": .string(message)])
    }

    private static func wrongState(_ state: TreatmentState) -> VarlinkErrorReply {
        let needed: String
        switch state {
        case .disconnected, .identifying, .selfTesting: needed = "Wait until the device is ready."
        case .ready, .finished: needed = "Load a plan first."
        case .loaded: needed = "Arm first."
        case .titrating: needed = "End the titration first, or stop."
        case .contactCheck: needed = "Wait for the check before arming, or stop."
        case .armed: needed = "Start with the token, or stop."
        case .running: needed = "Pause or stop first."
        case .paused: needed = "Resume or stop first."
        case .stopping, .cooldown: needed = "Wait until it has ended."
        case .tripped: needed = "Acknowledge the trip first."
        case .outputUncertain: needed = "Cut the device's power."
        case .service: needed = "The device may not treat; see the status."
        }
        return controller(
            "WrongState",
            [
                "state": .string(String(describing: state)), "needed": .string(needed),
                "message": .string("Not possible in the state \(state). \(needed)"),
            ])
    }

    static func limit(
        _ field: String, zone: String?, _ value: Int64, _ limit: Int64, _ message: String
    ) -> VarlinkErrorReply {
        controller(
            "LimitExceeded",
            [
                "field": .string(field), "zone": .optional(zone), "value": .integer(value), "limit": .integer(limit),
                "message": .string(message),
            ])
    }

    private static func output(_ zone: Zone, _ refusal: OutputRefusal) -> VarlinkErrorReply {
        let (field, asked, allowed, unit): (String, Int64, Int64, String)
        switch refusal {
        case .current(let a, let l): (field, asked, allowed, unit) = ("current", a, l, "µA")
        case .width(let a, let l): (field, asked, allowed, unit) = ("width", a, l, "µs")
        case .rate(let a, let l): (field, asked, allowed, unit) = ("rate", a, l, "mHz")
        case .phaseCharge(let a, let l): (field, asked, allowed, unit) = ("phaseCharge", a, l, "pC")
        case .density(let a, let l): (field, asked, allowed, unit) = ("rmsDensity", a, l, "µA/cm²")
        case .power(let a, let l): (field, asked, allowed, unit) = ("power", a, l, "mW")
        case .notJudged, .heldDown, .negative: (field, asked, allowed, unit) = ("output", 0, 0, "")
        }
        return limit(
            field, zone: zone.name, asked, allowed,
            "The plan asks for \(field) \(asked) \(unit) at the \(zone.name); at most \(allowed) \(unit) are allowed on this applicator."
        )
    }

    private static func notReady(_ gap: ReadinessGap, zone: String?) -> VarlinkErrorReply {
        let place = zone.map { " (\($0))" } ?? ""
        let words: String
        switch gap {
        case .telemetry: words = "The device sends no fresh measurements."
        case .contact: words = "A pad has no contact\(place). Press it to dry, clean skin."
        case .sensor: words = "A temperature sensor is not in order\(place)."
        case .tooWarm: words = "The skin is warmer than 38 °C\(place). Let it cool."
        case .uneven: words = "The temperature sensors differ by more than 2.2 °C. Let the pads settle."
        case .button: words = "The patient has not pressed and released the stop button since the last treatment."
        case .selfTest: words = "The shut-off elements were not seen to work."
        case .clock: words = "The clocks of workstation and device cannot be compared within 5 ms. Check the line."
        case .device: words = "The device did not take the settings."
        case .timing:
            words = "Timer and line could not be measured in time: the device echoes too few frames. Check the line."
        }
        return controller(
            "NotReady",
            ["gap": .string(String(describing: gap)), "zone": .optional(zone), "message": .string(words)])
    }

    private static func doseSpent(_ zone: Zone, _ dose: DoseKind) -> VarlinkErrorReply {
        let place = dose == .skin ? "The skin of the \(zone.name)" : "The tissue below the skin of the \(zone.name)"
        return controller(
            "DoseSpent",
            [
                "zone": .string(zone.name), "dose": .string(String(describing: dose)),
                "message": .string(
                    "\(place) has received the heat of a whole day. Do not heat it again within 24 h; leave the zone out. "
                        + "If this is another person, load with a patient's pseudonym: those without share one account."
                ),
            ])
    }

    private static func commandRefused(_ code: UInt8) -> String {
        "The device refused the command (result code \(code), see docs/protocol.md)."
    }
}

extension JSONValue {
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
}
