import Units
import Wire

/// The permission for output, and how long it lasts.
struct LeaseHolder: Equatable, Sendable {
    /// The newest sample that a lease named; 0 for none.
    ///
    /// It survives the lease, so that an old frame revives nothing.
    private(set) var sample: UInt32 = 0

    /// Until when output is permitted; the start of time when no lease is held.
    private(set) var end = DeviceInstant.zero

    /// Whether the logic has failed: no lease is kept, and none is asked for.
    ///
    /// A mistake on purpose, by which those show themselves who rely on the device alone.
    var isBroken = false {
        didSet { end = isBroken ? .never : .zero }
    }

    /// Whether output is permitted at `now`.
    func isValid(at now: DeviceInstant) -> Bool { now < end }

    /// Takes a lease of `duration` for `named`, given that sample `newest` was taken at `newestAt` and one every `period`
    /// before it.
    mutating func take(
        _ named: UInt32, newest: UInt32, at newestAt: DeviceInstant, period: Duration,
        duration: Duration = Protocol.leaseDuration
    ) {
        guard !isBroken, named > sample, named <= newest, newest - named < DeviceLimits.leaseMemory else { return }
        sample = named
        end = newestAt - period * Int64(newest - named) + duration
    }

    /// Gives the lease back.
    mutating func void() {
        guard !isBroken else { return }
        end = .zero
    }

    /// How long it still lasts, 0 to 255 ms.
    func marginMilliseconds(at now: DeviceInstant) -> UInt8 {
        isBroken ? 0 : UInt8(clamping: (end - now).clampedToPositive.milliseconds)
    }
}
