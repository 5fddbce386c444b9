public import Units

/// How the device's clock runs beside the host's: with an offset, a little too fast or too slow, and not always equally.
public struct DeviceClock: Equatable, Sendable {
    /// What the device's clock shows when the host's shows `origin`.
    public let offset: DeviceInstant
    /// The host's time at which the device shows `offset`.
    public let origin: Instant
    /// How much too fast the device's clock is on average, in billionths; below zero for too slow.
    public let driftPartsPerBillion: Int64
    /// By how much its rate wanders around that, either way, in billionths.
    public let wanderPartsPerBillion: Int64
    /// The host's time for each of the device's, on average.
    private let hostPerDevice: Double

    /// A clock that shows `offset` at the host's `origin`.
    ///
    /// Drift and wander are each cut to ± 0.1 %.
    public init(
        offset: DeviceInstant = .zero, origin: Instant = .zero, driftPartsPerBillion: Int64 = 0,
        wanderPartsPerBillion: Int64 = 0
    ) {
        self.offset = offset
        self.origin = origin
        self.driftPartsPerBillion = min(max(driftPartsPerBillion, -1_000_000), 1_000_000)
        hostPerDevice = 1 / (1 + Double(self.driftPartsPerBillion) * 1e-9)
        self.wanderPartsPerBillion = min(max(wanderPartsPerBillion, 0), 1_000_000)
    }

    /// The same clock after a jump by `step`, in whole µs.
    public func stepped(by step: Duration) -> DeviceClock {
        DeviceClock(
            offset: offset + step, origin: origin, driftPartsPerBillion: driftPartsPerBillion,
            wanderPartsPerBillion: wanderPartsPerBillion)
    }

    /// The same clock with another average drift and no wander.
    public func drifting(by driftPartsPerBillion: Int64) -> DeviceClock {
        DeviceClock(offset: offset, origin: origin, driftPartsPerBillion: driftPartsPerBillion)
    }

    /// What the device's clock shows at `host`, in whole µs, rounded down.
    public func deviceTime(at host: Instant) -> DeviceInstant {
        let elapsed = (host - origin).nanoseconds
        let total = elapsed + gained(after: elapsed)
        return .microseconds(offset.microseconds + (total >= 0 ? total / 1000 : (total - 999) / 1000))
    }

    /// By how much the device's clock is ahead of the host's at `host`, to the ns and not as the device shows it.
    public func lead(at host: Instant) -> Duration {
        let elapsed = (host - origin).nanoseconds
        return .nanoseconds(offset.microseconds * 1000 - origin.nanoseconds + gained(after: elapsed))
    }

    /// The first moment of the host's clock at which the device's shows `device` or more.
    public func hostTime(of device: DeviceInstant) -> Instant {
        guard device.microseconds < Int64.max / 2000 else { return .nanoseconds(Int64.max) }
        let wanted = (device - offset).nanoseconds
        var elapsed = estimate(of: wanted)
        // The estimate is off by a few ns at most; what counts is where the sum in whole ns gets there.
        while elapsed + gained(after: elapsed) < wanted { elapsed += 1 }
        while elapsed - 1 + gained(after: elapsed - 1) >= wanted { elapsed -= 1 }
        return origin + .nanoseconds(elapsed)
    }

    /// About how many ns of the host's make `wanted` of the device's.
    private func estimate(of wanted: Int64) -> Int64 {
        guard wanderPartsPerBillion != 0 else { return Int64(Double(wanted) * hostPerDevice) }
        // elapsed + gained(elapsed) = wanted: each round leaves 2 ‰ of the error at most, the steps after it the last ns.
        var elapsed = wanted
        for _ in 0..<4 { elapsed = wanted - gained(after: elapsed) }
        return elapsed
    }

    /// By how many ns the device's clock is ahead after `elapsed` ns of the host's.
    private func gained(after elapsed: Int64) -> Int64 {
        let steady = DeviceClock.share(of: elapsed, driftPartsPerBillion)
        guard wanderPartsPerBillion != 0 else { return steady }
        // Two rhythms without a common measure, half of the wander each: the rate has four values and its error a bound.
        let slow = DeviceClock.share(of: DeviceClock.swing(elapsed, 37_000_000_000), wanderPartsPerBillion / 2)
        let fast = DeviceClock.share(of: DeviceClock.swing(elapsed, 11_000_000_000), wanderPartsPerBillion / 2)
        return steady + slow + fast
    }

    /// A triangle of slope ± 1 and the given period, zero at zero.
    private static func swing(_ elapsed: Int64, _ period: Int64) -> Int64 {
        let rest = (elapsed % period + period) % period
        let quarter = period / 4
        if rest < quarter { return rest }
        return rest < 3 * quarter ? 2 * quarter - rest : rest - period
    }

    /// `value` · `parts` / 10⁹ without overflow, rounded towards zero.
    private static func share(of value: Int64, _ parts: Int64) -> Int64 {
        value / 1_000_000_000 * parts + value % 1_000_000_000 * parts / 1_000_000_000
    }
}
