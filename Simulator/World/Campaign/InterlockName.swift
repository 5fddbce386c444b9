public import Safety

/// What the hazard file calls the interlock behind a cause.
///
/// A test holds the names against the file's matrix.
public enum InterlockName {
    /// All interlocks that judge a sample, in the order of the matrix.
    public static let all = table.map(\.interlock)

    /// The interlock that finds `cause`; nil where something else than an interlock does.
    public static func of(_ cause: Cause) -> String? {
        table.first { $0.causes.contains(cause) }?.interlock
    }

    /// The rows of the matrix whose control judges samples.
    public static let table: [(interlock: String, causes: [Cause])] = [
        ("OverTemperature", [.overTemperature]), ("RateOfRise", [.temperatureRising]),
        ("SensorFault", [.sensorOpen, .sensorShort, .sensorImplausible]), ("FrozenSensor", [.sensorFrozen]),
        ("SensorDisagreement", [.sensorsDisagree]), ("UncommandedOutput", [.uncommandedOutput]),
        ("DetachedSensor", [.sensorDetached]), ("SwappedSensors", [.sensorsSwapped]),
        ("ReferenceDrift", [.referenceDrift]), ("SkinDose", [.thermalDose]), ("DeepDose", [.deepDose]),
        ("ImpedanceFault", [.impedanceOpen, .impedanceShort]), ("LiftingPad", [.padLifting]),
        ("BridgedPads", [.padsBridged]), ("ImpedanceWindow", [.impedanceOutOfWindow]),
        ("FrozenImpedance", [.impedanceFrozen]), ("DryingPad", [.padDrying]),
        ("ImpedanceAsymmetry", [.impedanceAsymmetry]), ("ReturnElectrode", [.returnElectrode]),
        ("ContactedDensity", [.currentDensity]), ("PowerMismatch", [.powerMismatch]),
        ("SupplyMismatch", [.supplyMismatch]), ("CurrentMismatch", [.currentMismatch]),
        ("ChargeBalance", [.chargeImbalance]), ("PhaseCharge", [.phaseCharge]), ("PulseCount", [.pulseCount]),
        ("UnleasedOutput", [.unleasedOutput]), ("EnergyBudget", [.energyBudget]), ("PowerPeak", [.powerPeak]),
        ("StaleTelemetry", [.telemetryStale]), ("NoisyLine", [.lineNoisy]), ("ClockBound", [.clockUncertain]),
        ("DeviceRestart", [.deviceRestarted]), ("LeaseMargin", [.leaseThin]),
        ("LateScheduler", [.schedulerLate, .lineTooSlow]), ("LinkLoss", [.linkLost]),
        ("HostSuspended", [.hostSuspended]), ("PatientButton", [.patientButton]),
        ("DeviceTrip", [.deviceTrip]),
        ("ClockStep", [.clockStepped]),
    ]
}
