/// The keys of the faults themselves.
enum FaultKey: String, CaseIterable {
    case contact, centre, edge, heat, weld, power, ripple, detector, meter
    case button, stuck, pulses, imbalance, missing, reference, pickup, clock, reset, hang, unplug, lease
    case returnElectrode = "return"
    case drop, flip, duplicate, insert, burst, split

    /// What a key needs to know besides its value.
    enum Place {
        /// The fault is in one zone.
        case zone
        /// The fault is in the whole device.
        case device
        /// The fault is on the line, on one way or on both.
        case line
    }

    var place: Place {
        switch self {
        case .contact, .centre, .edge, .heat, .weld, .power, .ripple, .detector, .meter: .zone
        case .button, .stuck, .pulses, .imbalance, .missing, .reference, .pickup, .returnElectrode, .clock, .reset,
            .hang, .unplug, .lease:
            .device
        case .drop, .flip, .duplicate, .insert, .burst, .split: .line
        }
    }

    /// All of them, for a message.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
