import Units
import Wire

/// The electronics behind one sensor, and what is wrong with it.
struct SensorChannel: Sendable {
    private(set) var fault = SensorFault.none
    private var since = DeviceInstant.zero
    private var kept: Temperature?

    /// Sets what is wrong from `now` on; the same again leaves what grows growing.
    mutating func set(_ fault: SensorFault, at now: DeviceInstant) {
        guard fault != self.fault else { return }
        self.fault = fault
        since = now
        kept = nil
    }

    /// What the channel makes of `reading`.
    mutating func read(
        _ reading: Temperature, at now: DeviceInstant, chance: inout RandomStream
    ) -> (Temperature, Validity) {
        switch fault {
        case .none: return (reading, .ok)
        case .stuck:
            let first = kept ?? reading
            kept = first
            return (first, .ok)
        case .drifting(let perMinute):
            let drift = Int64(perMinute.millikelvin) * (now - since).milliseconds / 60_000
            return (reading + .millikelvin(Int32(clamping: drift)), .ok)
        case .noisy(let greatest):
            let bound = Int64(greatest.magnitude.millikelvin)
            return (reading + .millikelvin(Int32(chance.next(in: -bound...bound))), .ok)
        case .open, .short, .offset, .frozen, .detached, .swapped: return fault.reading(of: reading)
        }
    }
}
