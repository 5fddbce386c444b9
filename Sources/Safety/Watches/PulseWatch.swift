import Units

/// One zone's pulses over time: which lay off the command, what they left, and how many they were.
///
/// A sample shows the counter of pulses begun and the measurement of the last pulse that ended. While the counter moves,
/// the measurement may be that of the pulse before; once it has stood still for a sample, it is not.
struct PulseWatch: Equatable, Sendable {
    /// A measurement older than this says nothing about a train that runs now.
    private static let fresh = Duration.milliseconds(60)
    /// The least commanded current of which a half can be told from nothing.
    private static let leastCurrent = Current.milliamps(2)

    private var counter: Int64?
    private var isMoving = false
    /// The counter up to which measurements were taken over.
    private var settled: Int64 = 0
    /// The counter when the first was seen of those pulses that lay off one after the other up to now.
    private var firstDeviating: Int64?
    private var deviating: Int32 = 0
    /// One bit for each of the last 64 pulses, set where too little flowed.
    private var lost: UInt64 = 0
    /// Pulses of a train since one was measured.
    private var unmeasured: Int32 = 0
    private var charge = Charge.zero
    private var residues = ResidueWindow()

    init() {}

    mutating func beginTreatment() { (charge, lost) = (.zero, 0) }

    mutating func add(
        _ measured: MeasuredOutput, beside commanded: CommandedOutput, area: Area, at time: DeviceInstant,
        in zone: ZoneIndex, into evidence: inout OutputEvidence
    ) {
        let advanced = advance(to: measured.pulses)
        residues.turn(to: time)
        var residue = ResidueEvidence()
        evidence.pulse[zone] = PulseEvidence()
        if let age = measured.pulseAge {
            if commanded.greatestCurrent > .zero {
                residue.phase = measured.pulseCurrent * commanded.width
                residue.nanocoulombs = Int32(clamping: measured.residue.magnitude.nanocoulombs)
                evidence.pulse[zone] = follow(measured, commanded, hasAdvanced: advanced > 0)
            } else if age < PulseWatch.fresh, !commanded.hasTrain {
                evidence.stray[zone].current = measured.pulseCurrent
            }
        }
        if measured.pulseAge != nil || !commanded.hasTrain {
            unmeasured = 0
        } else {
            unmeasured = Int32(clamping: Int64(unmeasured) + advanced)
        }
        isMoving = advanced > 0
        if advanced > 0, !commanded.hasTrain { evidence.stray[zone].pulses = Int32(clamping: advanced) }
        var count = PulseCountEvidence()
        if let most = commanded.mostPulses { count.surplus = Int32(clamping: max(measured.pulses - most, 0)) }
        if let least = commanded.leastPulses { count.missing = Int32(clamping: max(least - measured.pulses, 0)) }
        count.lost = Int32(truncatingIfNeeded: lost.nonzeroBitCount)
        count.unmeasured = unmeasured
        evidence.count[zone] = count
        residue.density = residues.density(on: area)
        evidence.residue[zone] = residue
        evidence.account[zone].microcoulombs = Int32(clamping: charge.microcoulombs)
    }

    /// Follows the device's counter, which begins anew with an arming, and says how many pulses are new.
    private mutating func advance(to pulses: Int64) -> Int64 {
        let before = counter ?? pulses
        counter = pulses
        guard pulses >= before else {
            (settled, firstDeviating, deviating, lost) = (pulses, nil, 0, 0)
            return 0
        }
        if before == pulses, settled > pulses { settled = pulses }
        return pulses - before
    }

    private mutating func follow(
        _ measured: MeasuredOutput, _ commanded: CommandedOutput, hasAdvanced: Bool
    ) -> PulseEvidence {
        var pulse = PulseEvidence()
        pulse.current = measured.pulseCurrent
        pulse.least = commanded.leastCurrent
        pulse.greatest = commanded.greatestCurrent
        // A source at the end of its voltage, or a circuit that is open, is for those who judge the pads.
        let drive = Int64(measured.pulseCurrent.microamps) * Int64(measured.load.milliohms)
        let isSkin = !measured.circuitIsSound || drive >= Limits.compliance * 1_000_000_000
        let isHigh = measured.pulseCurrent > commanded.greatestCurrent + Limits.tolerance(of: commanded.greatestCurrent)
        let isLow = measured.pulseCurrent < commanded.leastCurrent - Limits.tolerance(of: commanded.leastCurrent)
        if isHigh || (isLow && !isSkin) {
            let first = firstDeviating ?? measured.pulses
            firstDeviating = first
            let known = hasAdvanced ? measured.pulses - 1 : measured.pulses
            deviating = Int32(clamping: max(known - first + 1, 0))
        } else if !isLow {
            (firstDeviating, deviating) = (nil, 0)
        }
        pulse.deviating = deviating
        guard !hasAdvanced || isMoving else { return pulse }
        let isLost =
            !isSkin && commanded.leastCurrent >= PulseWatch.leastCurrent
            && measured.pulseCurrent < commanded.leastCurrent / 2
        settle(measured, measured.pulseCurrent * commanded.width, isLost: isLost)
        return pulse
    }

    /// Takes over what was measured, for every pulse since the last time.
    private mutating func settle(_ measured: MeasuredOutput, _ phase: Charge, isLost: Bool) {
        let new = min(measured.pulses - settled, 64)
        guard new > 0 else { return }
        settled = measured.pulses
        lost = (new < 64 ? lost << UInt64(new) : 0) | (isLost ? 1 : 0)
        charge += phase * new
        residues.add(measured.residue * new)
    }
}

/// The charge that pulses left during the last second, in ten bins.
struct ResidueWindow: Equatable, Sendable {
    private static let bin = Duration.milliseconds(100)

    private var bins = InlineArray<10, Int64>(repeating: 0)
    private var sum: Int64 = 0
    private var binEnd = DeviceInstant.zero
    private var place = 0

    init() {}

    /// Lets time pass up to `time`; after a gap of a second, or a step back, nothing is left.
    mutating func turn(to time: DeviceInstant) {
        guard time < binEnd + ResidueWindow.bin * 10, binEnd <= time + ResidueWindow.bin else {
            self = ResidueWindow()
            binEnd = time + ResidueWindow.bin
            return
        }
        while time >= binEnd {
            place = (place + 1) % 10
            sum -= bins[place]
            bins[place] = 0
            binEnd = binEnd + ResidueWindow.bin
        }
    }

    mutating func add(_ residue: Charge) {
        bins[place] += residue.picocoulombs
        sum += residue.picocoulombs
    }

    /// The mean current, in nA/cm² of `area`: pC within 1 s are pA.
    mutating func density(on area: Area) -> Int32 {
        guard area > .zero, sum != 0 else { return 0 }
        return Int32(clamping: abs(sum) / 10 / Int64(area.squareMillimetres))
    }

    /// Whether both are equal in everything.
    static func == (left: ResidueWindow, right: ResidueWindow) -> Bool {
        guard left.sum == right.sum, left.binEnd == right.binEnd, left.place == right.place else { return false }
        for index in 0..<10 where left.bins[index] != right.bins[index] { return false }
        return true
    }
}
