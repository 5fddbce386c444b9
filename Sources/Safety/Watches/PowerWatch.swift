import Units

/// One zone's RF power over time: what was too little for how long, what flowed unasked, and how much in all.
struct PowerWatch: Equatable, Sendable {
    /// How long after the last command the figures of a slow frame may still be about it: two windows of 100 ms.
    private static let slowEcho = Duration.milliseconds(200)
    /// The longest span that one sample may stand for.
    private static let longestSpan = Duration.seconds(1)

    /// The energy measured since the treatment began.
    var energy = Energy.zero
    private var supply = SupplyEvidence()
    private var peak = Power.zero
    /// Power that a slow frame showed although none was asked for.
    private var stray = Power.zero
    private var last: DeviceInstant?
    private var shortSince: DeviceInstant?
    private var silentSince: DeviceInstant?
    /// When power was last commanded; nil while it never was.
    private var lastPower: DeviceInstant?
    private var risingSince: DeviceInstant?

    init() {}

    mutating func add(
        _ measured: MeasuredOutput, beside commanded: CommandedOutput, at time: DeviceInstant, in zone: ZoneIndex,
        into evidence: inout OutputEvidence
    ) {
        if let last, time > last { energy += measured.power * min(time - last, PowerWatch.longestSpan) }
        last = time
        let isSilent = commanded.greatestPower == .zero
        let isShort = measured.power < commanded.leastPower - Limits.tolerance(of: commanded.leastPower)
        PowerWatch.follow(&shortSince, isShort, time)
        PowerWatch.follow(&silentSince, isSilent, time)
        if !isSilent { lastPower = time }
        let isCold =
            lastPower == nil || PowerWatch.milliseconds(from: lastPower, to: time) >= Limits.afterHeatMilliseconds
        let isRising = isCold && measured.rise > Limits.strayRise
        PowerWatch.follow(&risingSince, isRising, time)
        if !isSilent { stray = .zero }
        var power = PowerEvidence()
        (power.measured, power.least, power.greatest) = (
            measured.power, commanded.leastPower, commanded.greatestPower
        )
        power.shortfallMilliseconds = PowerWatch.milliseconds(from: shortSince, to: time)
        evidence.power[zone] = power
        evidence.supply[zone] = supply
        evidence.peak[zone].power = peak
        evidence.stray[zone].riseMilliseconds = PowerWatch.milliseconds(from: risingSince, to: time)
        if isSilent { evidence.stray[zone].power = max(measured.power, stray) }
        evidence.account[zone].millijoules = Int32(clamping: energy.millijoules)
    }

    mutating func add(
        supply drawn: Power, peak: Power, measured: Power, beside commanded: CommandedOutput, at time: DeviceInstant
    ) {
        self.peak = peak
        let given = Power.milliwatts(
            Int32(clamping: Int64(drawn.milliwatts) * 1000 / Int64(Limits.supplyScale.rawValue)))
        supply.power = given
        supply.measured = measured
        guard commanded.greatestPower == .zero else {
            // What the command did within the window is no contradiction: one figure is a mean, the other may be none.
            let spread = commanded.greatestPower - commanded.leastPower
            let allowed = Limits.tolerance(of: max(given, measured)) + spread
            let contradicts = (given - measured).magnitude > allowed
            supply.contradictions = contradicts ? supply.contradictions &+ 1 : 0
            return
        }
        supply.contradictions = 0
        guard let silentSince, time - silentSince >= PowerWatch.slowEcho else { return }
        stray = max(given, peak)
    }

    /// Notes since when something has been so without a break; a step back in time begins afresh.
    private static func follow(_ since: inout DeviceInstant?, _ holds: Bool, _ time: DeviceInstant) {
        guard holds else {
            since = nil
            return
        }
        guard let known = since, known <= time else {
            since = time
            return
        }
    }

    private static func milliseconds(from since: DeviceInstant?, to time: DeviceInstant) -> Int32 {
        since.map { Int32(clamping: (time - $0).milliseconds) } ?? 0
    }
}
