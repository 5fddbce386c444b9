public import Units

/// The charge that imbalanced pulses leave on one pair's interface.
///
/// A balanced pulse leaves none. What an imbalance leaves leaks through the interface with its time constant (4 ms on the
/// average skin): 19 ms between pulses let under 1 % of it stay, so it does not pile up at treatment rates, but it takes
/// tens of ms after the last pulse until there is none.
public struct InterfaceCharge: Equatable, Sendable {
    private let nanoseconds: Double
    private var picocoulombs = 0.0
    private var since = Instant.zero

    /// An interface without charge that leaks with this time constant, above 0.
    public init(microseconds: Double) { nanoseconds = microseconds * 1000 }

    /// Lets a pulse that ends at `moment` leave `charge`; of either sign.
    public mutating func add(_ charge: Charge, at moment: Instant) {
        guard charge != .zero else { return }
        picocoulombs = remaining(at: moment) + Double(charge.picocoulombs)
        since = moment
    }

    /// What is left at `moment`, not before the last pulse.
    public func left(at moment: Instant) -> Charge { .picocoulombs(Int64(remaining(at: moment))) }

    private func remaining(at moment: Instant) -> Double {
        guard picocoulombs != 0 else { return 0 }
        return picocoulombs * exp2(-Double((moment - since).nanoseconds) / nanoseconds * 1.442_695_040_888_963_4)
    }
}
