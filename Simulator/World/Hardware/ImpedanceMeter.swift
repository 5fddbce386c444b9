import Tissue
import Units

/// What measures impedances: to one part in a thousand, and never twice the same.
///
/// The protocol asks of a device that a measured impedance carries its noise; this one's is even within ± 2 ‰, about
/// 1.2 ‰ r.m.s. Source: project policy, an ordinary impedance converter. What is open reads open.
struct ImpedanceMeter: Sendable {
    private var chance: RandomStream

    /// A meter whose noise `seed` determines.
    init(seed: UInt64) { chance = RandomStream(seed: seed, purpose: 0x4F48_4D53) }

    /// What it reads of `impedance`.
    mutating func read(_ impedance: Impedance) -> Impedance {
        guard impedance < .unbounded else { return impedance }
        let noise = (chance.nextUnit() - 0.5) * 4e-3
        let read = Double(impedance.milliohms) * (1 + noise) + 0.5
        return .milliohms(Int32(min(read, Double(Impedance.unbounded.milliohms))))
    }
}
