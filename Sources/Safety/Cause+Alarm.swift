extension Cause {
    /// What the cause is as an alarm condition.
    ///
    /// Source: project policy, by the harm that `docs/hazards.md` names for the cause's hazard.
    public var alarm: AlarmCondition {
        switch self {
        case .outputUncertain, .uncommandedOutput, .unleasedOutput:
            // Output that nothing stops: the power must be cut, and no silence before that.
            AlarmCondition(.irreversible, .immediate, silencing: .endOfCause)
        case .overTemperature, .temperatureRising, .sensorDetached, .sensorFrozen, .sensorsSwapped, .currentDensity,
            .phaseCharge, .powerMismatch, .powerPeak, .returnElectrode:
            AlarmCondition(.irreversible, .prompt)
        case .patientButton:
            // The patient feels something that nobody else can see.
            AlarmCondition(.reversible, .immediate)
        case .sensorsDisagree, .sensorOpen, .sensorShort, .sensorImplausible, .referenceDrift, .supplyMismatch,
            .currentMismatch, .chargeImbalance, .thermalDose, .deepDose, .energyBudget, .impedanceShort, .padsBridged,
            .padLifting, .impedanceFrozen, .deviceTrip:
            AlarmCondition(.reversible, .prompt)
        case .impedanceOpen, .impedanceOutOfWindow, .padDrying, .impedanceAsymmetry:
            // Output pauses, and the condition ends when the pad lies well again.
            AlarmCondition(.reversible, .prompt, isLatching: false)
        case .linkLost, .telemetryStale, .deviceRestarted, .commandRefused, .hostSuspended, .pulseCount,
            .treatmentInterrupted:
            // The device's own lease has ended the output; a person has to see to the patient.
            AlarmCondition(.reversible, .prompt)
        case .schedulerLate, .clockUncertain, .clockStepped, .lineNoisy, .lineTooSlow:
            AlarmCondition(.minor, .immediate)
        case .leaseThin: AlarmCondition(.minor, .delayed, isLatching: false)
        case .storageFailed: AlarmCondition(.minor, .prompt, isLatching: false)
        case .operatorStop, .shutdown: AlarmCondition(.none, .delayed, isLatching: false)
        }
    }
}
