import Tissue
import Units

/// What must hold for every face, whatever broke.
///
/// The limits are the judge's own, and stand here once more on purpose: neither the daemon's table nor the device's is
/// asked.
public enum Invariant: String, CaseIterable, Equatable, Sendable {
    /// Skin gets no more than 9 equivalent minutes at 43 °C. Source: van Rhoon et al. 2013, supervised.
    case skinDose
    /// No layer below gets more than 16. Source: project policy, at the lower end of what is given for fat and muscle.
    case deepDose
    /// No skin is hotter than 43.5 °C for more than a second. Source: IEC 60601-1 leaves an applied part 43 °C where it
    /// lies on for ten minutes; half a degree and the second are what a sensor's class and two looks of the judge take.
    case skinTemperature
    /// No contacted cm² gets more than 300 mW of RF for longer than the 250 ms in which a lost contact has to end output.
    /// Source: project policy for a generator in single fault. A pad that is torn off makes what flows denser before
    /// anything could be measured; what that moment does to the skin is judged by its temperature, and so is what nobody
    /// could end.
    case powerDensity
    /// Nor more than 250 mW for more than a second, under the same condition. Source: FDA, guidance on powered muscle
    /// stimulators, 1999.
    case meanPowerDensity
    /// No RF stage gives 30 % and 0.4 W more than it is told for more than a second, as long as a shut-off could cut it.
    /// Source: project policy, twice the 15 % and 0.2 W to which power is measured.
    case excessPower
    /// No contacted cm² of the smaller electrode carries more than 2 mA r.m.s. Source: IEC 60601-2-10, where it asks for
    /// the operator's special attention.
    case currentDensity
    /// No ten pulses in a row are stronger by a quarter than the strongest that was prescribed. Source: project policy; a
    /// current is found wrong by 20 % on one pulse, and ten of them are a fifth of a second.
    case prescribedCurrent
    /// No contacted cm² carries more than 200 µA of direct current. Source: the practice of makers of stimulators with a d.c. component.
    case directCurrent
    /// No energy flows after zero was due because of what somebody had to notice.
    case zeroWhenDue
    /// Nor because of what the device was told, or no longer told: a stop, a button, a lease that ended.
    case zeroWhenTold
    /// No output flows without a lease.
    case lease
}

extension OracleReport {
    /// The invariants that do not hold, in the order of their declaration.
    public var broken: [Invariant] { Invariant.allCases.filter { !holds($0) } }

    private func holds(_ invariant: Invariant) -> Bool {
        switch invariant {
        case .skinDose:
            zones.allSatisfy { zone in zone.layers.allSatisfy { $0.layer != .skin || $0.milliminutes <= 9000 } }
        case .deepDose: zones.allSatisfy { zone in zone.layers.allSatisfy { $0.milliminutes <= 16_000 } }
        case .skinTemperature: zones.allSatisfy { $0.hotSkinMilliseconds <= 1000 }
        case .meanPowerDensity: !zones.contains(where: \.isDense)
        case .excessPower: zones.allSatisfy { $0.excessPower <= .seconds(1) }
        case .prescribedCurrent: zones.allSatisfy { $0.strongPulses <= 10 }
        case .powerDensity: !zones.contains(where: \.isTooDense)
        case .currentDensity: zones.allSatisfy { $0.peakCurrentDensity <= 2000 }
        case .directCurrent: zones.allSatisfy { $0.peakDirectDensity <= 200 }
        case .zeroWhenDue: energyAfterNoticing == .zero
        case .zeroWhenTold: energyAfterTelling == .zero
        case .lease: outputWithoutLease == .zero
        }
    }
}
