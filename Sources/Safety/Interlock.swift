/// One hazard, one limit, one pure check.
///
/// An interlock looks at the evidence and adds its findings; it keeps no state and knows of no other interlock.
public protocol Interlock {
    /// Adds what is wrong to `verdict`.
    ///
    /// The evidence is lent, not to be changed: read this way it stays where it lies, 2 KB that every one of the
    /// interlocks would have to copy otherwise, some of them for each zone.
    static func judge(_ evidence: inout Evidence, into verdict: inout Verdict)
}

/// All interlocks, asked on every sample and on every tick.
public enum Interlocks {
    /// What every interlock has to say about `evidence`.
    public static func judge(_ evidence: Evidence) -> Verdict {
        var (lent, verdict) = (evidence, Verdict())
        judge(&lent, into: &verdict)
        return verdict
    }

    /// Asks every interlock, and puts what they say in place of what `verdict` held.
    ///
    /// Nobody's finding keeps another from being asked. The evidence is only lent.
    public static func judge(_ evidence: inout Evidence, into verdict: inout Verdict) {
        verdict.removeAll()
        PatientButton.judge(&evidence, into: &verdict)
        DeviceTrip.judge(&evidence, into: &verdict)
        DeviceRestart.judge(&evidence, into: &verdict)
        HostSuspended.judge(&evidence, into: &verdict)
        ClockStep.judge(&evidence, into: &verdict)
        // Before what follows from it: a host that did not run has read no telemetry either.
        LateScheduler.judge(&evidence, into: &verdict)
        LinkLoss.judge(&evidence, into: &verdict)
        StaleTelemetry.judge(&evidence, into: &verdict)
        OverTemperature.judge(&evidence, into: &verdict)
        SensorFault.judge(&evidence, into: &verdict)
        FrozenSensor.judge(&evidence, into: &verdict)
        SwappedSensors.judge(&evidence, into: &verdict)
        DetachedSensor.judge(&evidence, into: &verdict)
        SensorDisagreement.judge(&evidence, into: &verdict)
        ReferenceDrift.judge(&evidence, into: &verdict)
        RateOfRise.judge(&evidence, into: &verdict)
        ImpedanceFault.judge(&evidence, into: &verdict)
        BridgedPads.judge(&evidence, into: &verdict)
        FrozenImpedance.judge(&evidence, into: &verdict)
        ReturnElectrode.judge(&evidence, into: &verdict)
        LiftingPad.judge(&evidence, into: &verdict)
        DryingPad.judge(&evidence, into: &verdict)
        ImpedanceAsymmetry.judge(&evidence, into: &verdict)
        ImpedanceWindow.judge(&evidence, into: &verdict)
        ContactedDensity.judge(&evidence, into: &verdict)
        DeepDose.judge(&evidence, into: &verdict)
        SkinDose.judge(&evidence, into: &verdict)
        NoisyLine.judge(&evidence, into: &verdict)
        ClockBound.judge(&evidence, into: &verdict)
        // Behind the clocks, because what was asked for is known by the device's time.
        UnleasedOutput.judge(&evidence, into: &verdict)
        UncommandedOutput.judge(&evidence, into: &verdict)
        SupplyMismatch.judge(&evidence, into: &verdict)
        PowerMismatch.judge(&evidence, into: &verdict)
        PowerPeak.judge(&evidence, into: &verdict)
        PhaseCharge.judge(&evidence, into: &verdict)
        PulseCount.judge(&evidence, into: &verdict)
        CurrentMismatch.judge(&evidence, into: &verdict)
        ChargeBalance.judge(&evidence, into: &verdict)
        EnergyBudget.judge(&evidence, into: &verdict)
        LeaseMargin.judge(&evidence, into: &verdict)
    }
}
