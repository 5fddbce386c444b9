public import Units

/// How the device's clock runs beside the host's: with an offset, and a little too fast or too slow.
public struct DeviceClock: Equatable, Sendable {
    /// What the device's clock shows when the host's shows `origin`.
    public let offset: DeviceInstant
    /// The host's time at which the device shows `offset`.
    public let origin: Instant
    /// How much too fast the device's clock is, in billionths; below zero for too slow.
    public let driftPartsPerBillion: Int64

    /// A clock that shows `offset` at the host's `origin`.
    ///
    /// The drift is cut to ± 0.1 %.
    public init(offset: DeviceInstant = .zero, origin: Instant = .zero, driftPartsPerBillion: Int64 = 0) {
        self.offset = offset
        self.origin = origin
        self.driftPartsPerBillion = min(max(driftPartsPerBillion, -1_000_000), 1_000_000)
    }

    /// What the device's clock shows at `host`, in whole µs, rounded down.
    public func deviceTime(at host: Instant) -> DeviceInstant {
        let elapsed = (host - origin).nanoseconds
        let gained = DeviceClock.share(of: elapsed, driftPartsPerBillion)
        let total = elapsed + gained
        return .microseconds(offset.microseconds + (total >= 0 ? total / 1000 : (total - 999) / 1000))
    }

    /// The first moment of the host's clock at which the device's shows `device` or more.
    public func hostTime(of device: DeviceInstant) -> Instant {
        guard device.microseconds < Int64.max / 2000 else { return .nanoseconds(Int64.max) }
        let wanted = (device - offset).nanoseconds
        // elapsed · (1 + d) = wanted: each round leaves a thousandth of the error at most, the steps below the last ns.
        var elapsed = wanted
        for _ in 0..<4 { elapsed += wanted - elapsed - DeviceClock.share(of: elapsed, driftPartsPerBillion) }
        var host = origin + .nanoseconds(elapsed)
        while deviceTime(at: host) < device { host = host + .nanoseconds(1) }
        while deviceTime(at: host - .nanoseconds(1)) >= device { host = host - .nanoseconds(1) }
        return host
    }

    /// `value` · `parts` / 10⁹ without overflow, rounded towards zero.
    private static func share(of value: Int64, _ parts: Int64) -> Int64 {
        value / 1_000_000_000 * parts + value % 1_000_000_000 * parts / 1_000_000_000
    }
}
