public import Safety

/// For which causes a treatment may end or pause first while something is broken.
///
/// `docs/hazards.md` has the same table, with the hazards, and a test holds the two against each other.
public struct FirstCauses: Sendable {
    /// The first column of the row, without the marks around code.
    public let row: String
    /// What may be broken.
    public let kinds: [FaultKind]
    /// What it may be called.
    public let causes: [Cause]

    /// All rows; every kind is in one of them.
    public static let rows = [
        FirstCauses(
            row: "contact=open", kinds: [.contactOpen],
            causes: [.impedanceOpen, .padLifting, .deviceTrip, .currentMismatch, .powerMismatch]),
        FirstCauses(
            row: "contact=short", kinds: [.contactShort],
            causes: [.impedanceShort, .padsBridged, .deviceTrip, .currentMismatch, .powerMismatch]),
        FirstCauses(
            row: "contact=broken", kinds: [.contactBroken],
            causes: [.impedanceOpen, .padLifting, .deviceTrip, .currentMismatch, .powerMismatch]),
        FirstCauses(
            row: "contact=partial", kinds: [.contactPartial],
            causes: [
                .padLifting, .impedanceOpen, .impedanceAsymmetry, .impedanceOutOfWindow, .currentDensity,
                .overTemperature, .sensorsDisagree, .temperatureRising, .padsBridged, .deviceTrip,
            ]),
        FirstCauses(
            row: "contact=lifting", kinds: [.contactLifting],
            causes: [
                .padLifting, .padDrying, .impedanceOpen, .impedanceAsymmetry, .impedanceOutOfWindow, .currentDensity,
                .overTemperature, .sensorsDisagree, .deviceTrip,
            ]),
        FirstCauses(
            row: "contact=drying", kinds: [.contactDrying],
            causes: [
                .padDrying, .padLifting, .impedanceOpen, .impedanceAsymmetry, .impedanceOutOfWindow, .currentDensity,
                .deviceTrip,
            ]),
        FirstCauses(
            row: "contact=bridged", kinds: [.contactBridged],
            causes: [
                .padsBridged, .impedanceShort, .impedanceAsymmetry, .impedanceOutOfWindow, .sensorDetached,
                .deviceTrip,
            ]),
        FirstCauses(
            row: "centre, edge =open", kinds: [.sensorOpen],
            causes: [.sensorOpen, .deviceTrip]),
        FirstCauses(
            row: "centre, edge =short", kinds: [.sensorShort],
            causes: [.sensorShort, .deviceTrip]),
        FirstCauses(
            row: "centre, edge =frozen, stuck", kinds: [.sensorFrozen, .sensorStuck],
            causes: [
                .sensorFrozen, .sensorImplausible, .sensorsDisagree, .sensorDetached, .overTemperature,
                .temperatureRising, .deviceTrip,
            ]),
        FirstCauses(
            row: "centre, edge =detached", kinds: [.sensorDetached],
            causes: [
                .sensorDetached, .sensorsDisagree, .sensorFrozen, .sensorImplausible, .deviceTrip,
            ]),
        FirstCauses(
            row: "centre, edge =offset, drifting, noisy", kinds: [.sensorOffset, .sensorDrifting, .sensorNoisy],
            causes: [
                .sensorsDisagree, .sensorImplausible, .overTemperature, .temperatureRising, .sensorDetached,
                .sensorFrozen, .uncommandedOutput, .thermalDose, .deepDose, .sensorsSwapped, .deviceTrip,
            ]),
        FirstCauses(
            row: "centre, edge =swapped", kinds: [.sensorSwapped],
            causes: [
                .sensorsSwapped, .sensorsDisagree, .sensorDetached, .sensorImplausible, .overTemperature,
                .temperatureRising, .uncommandedOutput, .deviceTrip,
            ]),
        FirstCauses(
            row: "heat", kinds: [.heat],
            causes: [
                .overTemperature, .temperatureRising, .sensorImplausible, .uncommandedOutput, .sensorFrozen,
                .sensorDetached, .thermalDose, .deepDose, .deviceTrip,
            ]),
        FirstCauses(
            row: "weld", kinds: [.weld],
            causes: [
                .uncommandedOutput, .powerMismatch, .supplyMismatch, .powerPeak, .overTemperature, .temperatureRising,
                .deviceTrip, .outputUncertain,
            ]),
        FirstCauses(
            row: "power", kinds: [.power],
            causes: [
                .powerMismatch, .supplyMismatch, .sensorDetached, .overTemperature, .powerPeak, .deviceTrip,
            ]),
        FirstCauses(row: "ripple", kinds: [.ripple], causes: [.powerPeak, .powerMismatch, .deviceTrip]),
        FirstCauses(
            row: "detector", kinds: [.detector],
            causes: [
                .supplyMismatch, .powerMismatch, .sensorDetached, .overTemperature, .uncommandedOutput, .deviceTrip,
            ]),
        FirstCauses(
            row: "meter", kinds: [.meter],
            causes: [.impedanceFrozen, .deviceTrip]),
        FirstCauses(
            row: "return", kinds: [.returnElectrode],
            causes: [.returnElectrode, .impedanceOpen, .padLifting, .deviceTrip]),
        FirstCauses(
            row: "button", kinds: [.button],
            causes: [.patientButton]),
        FirstCauses(
            row: "stuck", kinds: [.stuck],
            causes: [.outputUncertain, .deviceTrip]),
        FirstCauses(
            row: "pulses", kinds: [.pulses],
            causes: [.currentMismatch, .pulseCount, .phaseCharge, .currentDensity, .deviceTrip]),
        FirstCauses(
            row: "imbalance", kinds: [.imbalance],
            causes: [.chargeImbalance, .deviceTrip]),
        FirstCauses(
            row: "missing", kinds: [.missing],
            causes: [.pulseCount, .currentMismatch, .deviceTrip]),
        FirstCauses(
            row: "reference", kinds: [.reference],
            causes: [.referenceDrift]),
        FirstCauses(
            row: "pickup", kinds: [.pickup],
            causes: [
                .sensorsDisagree, .overTemperature, .temperatureRising, .sensorImplausible, .uncommandedOutput,
                .sensorDetached, .sensorFrozen, .deviceTrip,
            ]),
        FirstCauses(
            row: "drop, flip, duplicate, insert, burst, split",
            kinds: [.drop, .flip, .duplicate, .insert, .burst, .split],
            causes: [
                .telemetryStale, .lineNoisy, .lineTooSlow, .schedulerLate, .commandRefused, .clockUncertain,
                .deviceTrip, .deviceRestarted, .linkLost, .outputUncertain,
            ]),
        FirstCauses(
            row: "unplug", kinds: [.unplug],
            causes: [.linkLost]),
        FirstCauses(
            row: "hang", kinds: [.hang],
            causes: [
                .telemetryStale, .lineTooSlow, .schedulerLate, .commandRefused, .outputUncertain,
            ]),
        FirstCauses(
            row: "lease", kinds: [.lease],
            causes: [.unleasedOutput, .lineTooSlow, .schedulerLate, .deviceTrip]),
        FirstCauses(
            row: "reset", kinds: [.reset],
            causes: [.deviceRestarted, .telemetryStale, .commandRefused]),
        FirstCauses(
            row: "clock", kinds: [.clock],
            causes: [
                .clockUncertain, .telemetryStale, .schedulerLate, .commandRefused, .lineTooSlow, .deviceTrip,
            ]),
        FirstCauses(
            row: "host stalls or dies", kinds: [.host],
            causes: [.schedulerLate, .telemetryStale, .lineTooSlow, .deviceTrip, .hostSuspended]),
        FirstCauses(
            row: "storage fails", kinds: [.storage],
            causes: [.storageFailed]),
    ]
}
