import Tissue
import Units

/// What is wrong with one zone's electrodes, and since when.
struct ElectrodeWatch: Sendable {
    private(set) var fault = ContactFault.none
    private var since = DeviceInstant.zero

    /// Whether it changes although nobody changes the fault.
    var grows: Bool {
        switch fault {
        case .lifting, .drying: true
        case .none, .open, .short, .partial, .bridged, .brokenLead: false
        }
    }

    /// Sets what is wrong from `now` on; the same again leaves what grows growing.
    mutating func set(_ fault: ContactFault, at now: DeviceInstant) {
        guard fault != self.fault else { return }
        self.fault = fault
        since = now
    }

    /// How the electrodes are at `now`.
    func state(at now: DeviceInstant) -> ContactState {
        var state = ContactState()
        let minutes = Double((now - since).microseconds) / 60_000_000
        switch fault {
        case .none: break
        case .open: state.fraction = 0
        case .short: state.path = .bridged(ohms: 2)
        case .partial(let share): state.fraction = Double(share.rawValue) / 1000
        case .lifting(let perMinute): state.fraction = max(1 - Double(perMinute.rawValue) / 1000 * minutes, 0)
        case .drying(let factor):
            state.dryness = max(exp2(log2(max(Double(factor.rawValue) / 1000, 1)) * min(minutes, 60)), 1)
        case .bridged(let impedance): state.path = .bridged(ohms: max(Double(impedance.milliohms) / 1000, 0.001))
        case .brokenLead: state.path = .broken
        }
        return state
    }
}
