public import Units

/// Output against what was asked for.
///
/// Where no source is named, the number is project policy.
extension Limits {
    // RF power. Source: project policy, ± 15 % or 0.2 W over 100 ms, whichever is wider: the accuracy of a directional
    // coupler on a load of 8 to 250 Ω, and its offset.

    /// How far the measured mean power may lie from the commanded one, as a share of it.
    public static let powerTolerance = PerMille(rawValue: 150)
    /// How far it may lie off in any case.
    public static let leastPowerTolerance = Power.milliwatts(200)
    /// For how many milliseconds less power than commanded may be measured.
    ///
    /// Too little burns nobody, and lost contact has causes of its own, which must have time to be named.
    public static let powerShortfallMilliseconds: Int32 = 250
    /// What the RF stage draws for each watt of RF: the protocol's scale of supply power, 1.5.
    ///
    /// A device does not declare its stage's efficiency; it reports a supply power on the scale of one of two thirds.
    public static let supplyScale = PerMille(rawValue: 1500)
    /// Slow frames in a row on which supply and measured power contradict each other: 0.2 s.
    public static let supplyContradictions: Int32 = 2
    /// The peak of RF power over its mean ceiling.
    ///
    /// Source: project policy; the wire's bound on mean and peak.
    public static let powerPeak = PerMille(rawValue: 1400)

    // What flows although nothing was asked for.

    /// For how many milliseconds after the last power a zone may get warmer: 20 s.
    ///
    /// Fat that was heated goes on to warm the skin above it. Source: the monopolar profile of the simulator, where a
    /// pause in the warm-up lets the sensors rise by more than `strayRise` for up to 9 s.
    public static let afterHeatMilliseconds: Int32 = 20_000
    /// RF power that is taken for a measurement's offset: 0.1 W are 5 mW/cm² on 20 cm², which warm skin by 0.4 °C.
    public static let strayPower = Power.milliwatts(100)
    /// Stimulation current that is taken for a measurement's offset: a fraction of what can be felt.
    public static let strayCurrent = Current.microamps(500)
    /// A rise, in thousandths of a degree per second, that blood alone does not make: half of the steepest ramp of a plan.
    public static let strayRise: Int32 = 29
    /// For how many milliseconds a zone may rise so fast while no power is asked for: 10 s.
    public static let strayRiseMilliseconds: Int32 = 10_000

    // Stimulation. Source: project policy, inside the ± 20 % that IEC 60601-2-10 allows for width, rate and amplitude.

    /// How far the measured current may lie from the commanded one, as a share of it.
    public static let currentTolerance = PerMille(rawValue: 100)
    /// How far it may lie off in any case.
    public static let leastCurrentTolerance = Current.milliamps(1)
    /// Pulses in a row that may lie further off than that.
    public static let deviatingPulses: Int32 = 3
    /// How far a single pulse may lie above the commanded current, as a share of it.
    public static let currentExcess = PerMille(rawValue: 200)
    /// The voltage, in V, up to which a stimulation stage may drive a pad.
    ///
    /// The stage's own design keeps it; here it is what the outer limits below are held against.
    public static let stageVoltage: Int64 = 100
    /// The voltage from which a current that is too small is the skin's doing: nine tenths of the stage's.
    public static let compliance: Int64 = 90
    /// The energy of one pulse, in mJ, and the voltage, in V, that no stimulator may exceed into 500 Ω.
    ///
    /// Source: IEC 60601-2-10. They never bind: 100 V and 12 µC twice are 2.4 mJ.
    public static let outerPulseLimits = (energy: Int64(300), voltage: Int64(500))
    /// The charge that one pulse may leave.
    public static let residue = Charge.nanocoulombs(500)
    /// The charge that one pulse may leave, as a share of a phase.
    public static let residueShare = PerMille(rawValue: 100)
    /// A residue that is taken for a measurement's resolution.
    public static let leastResidue = Charge.nanocoulombs(10)
    /// The mean of residual current over 1 s, in nA/cm² of the smaller electrode: 10 µA/cm².
    ///
    /// Source: a twentieth of the 0.2 mA/cm² d.c. that makers of stimulators allow; losing a whole phase at 20 mA is only
    /// 0.04 mA/cm².
    public static let residualDensity: Int32 = 10_000
    /// Pulses among the last 64 through which less than half of the commanded current flowed; or in a row, of which none
    /// was measured.
    public static let lostPulses: Int32 = 3

    // Cumulative limits of one zone and treatment. Source: project policy, the plan's own prediction.

    /// The charge that a zone may receive, as a share of its plan's; RF energy has its own in the plan's envelope.
    public static let chargeBudget = PerMille(rawValue: 1300)
    /// The share of a budget that is told.
    public static let budgetWarning = PerMille(rawValue: 900)

    // Lease and host. Source: project policy, from a lease of 200 ms that is renewed every 50 ms.

    /// A lease margin below this is noted.
    public static let leaseNote = Duration.milliseconds(100)
    /// A lease margin below this is told.
    public static let leaseWarning = Duration.milliseconds(60)
    /// Samples in a row that show output without a lease: a margin is given in whole milliseconds, so that one may end
    /// within its last.
    public static let unleasedSamples: Int32 = 2
    /// A sleep shorter than this is the distance between two readings of two clocks.
    public static let suspension = Duration.milliseconds(100)
    /// The host looks around this often while anything is armed.
    public static let lookAround = Duration.milliseconds(10)
    /// A smaller step of the wall clock is the distance between two readings of two clocks.
    public static let clockStep = Duration.milliseconds(100)

    /// How far measured power may lie from `commanded`.
    public static func tolerance(of commanded: Power) -> Power {
        max(commanded.share(powerTolerance), leastPowerTolerance)
    }

    /// How far the measured currents of pulses in a row may lie from `commanded`.
    public static func tolerance(of commanded: Current) -> Current {
        max(commanded.scaled(perMille: currentTolerance), leastCurrentTolerance)
    }

    /// How far the measured current of a single pulse may lie above `commanded`.
    public static func excess(over commanded: Current) -> Current {
        max(commanded.scaled(perMille: currentExcess), leastCurrentTolerance)
    }

    /// The residue that a phase of `charge` may leave.
    public static func residue(of charge: Charge) -> Charge {
        let share = Charge.picocoulombs(charge.picocoulombs * Int64(residueShare.rawValue) / 1000)
        return min(residue, max(share, leastResidue))
    }
}

extension Power {
    /// This power taken by `share`, rounded towards zero.
    func share(_ share: PerMille) -> Power {
        .milliwatts(Int32(clamping: Int64(milliwatts) * Int64(share.rawValue) / 1000))
    }
}
