import Device
import Tissue
import Units

/// The split return electrode of a monopolar device: two halves side by side, through which all RF leaves the body.
///
/// Each half's impedance stands over the share of it that touches; both in parallel lie in series with every zone. Its
/// size differs from person to person, and the halves a little from each other.
///
/// Limits: its skin does not warm, and whether a half takes too much current is not judged.
struct ReturnElectrode: Sendable {
    private let wholeOhms: (first: Double, second: Double)
    private var shares: (first: Double, second: Double) = (1, 1)

    /// The electrode that `chance` draws: 22 to 42 Ω each half, the second within 5 % of the first.
    ///
    /// Source: project policy, in the middle of what contact quality monitors accept.
    init(chance: inout RandomStream) {
        let first = 22 + 20 * chance.nextUnit()
        wholeOhms = (first, first * (0.95 + 0.1 * chance.nextUnit()))
    }

    /// Sets how much of each half touches.
    mutating func touch(first: PerMille, second: PerMille) {
        shares = (Double(first.rawValue) / 1000, Double(second.rawValue) / 1000)
    }

    /// Whether current finds a way out at all.
    var conducts: Bool { shares.first > 0 || shares.second > 0 }

    /// The first half, in Ω; infinite where it does not touch.
    var firstOhms: Double { wholeOhms.first / max(shares.first, 0) }

    /// The second half, in Ω; infinite where it does not touch.
    var secondOhms: Double { wholeOhms.second / max(shares.second, 0) }

    /// Both in parallel, in Ω, as every zone has it in series; infinite where none touches.
    var ohms: Double {
        let conductance = shares.first / wholeOhms.first + shares.second / wholeOhms.second
        return conductance > 0 ? 1 / conductance : .infinity
    }
}
