import Units

/// The first hazard, and what became of output after it.
///
/// Zero is the end of the last output before the shut-off elements opened: a pause between two pulses is no zero.
struct HazardRecord: Equatable, Sendable {
    let hazard: Hazard
    let began: DeviceInstant
    private let due: DeviceInstant
    /// When output ended; nil while it goes on.
    private(set) var zeroAt: DeviceInstant?
    /// The energy after zero was due.
    private(set) var energyAfterDue = Energy.zero
    /// Whether output ended and the shut-off elements opened behind it.
    private(set) var isClosed = false

    init(hazard: Hazard, began: DeviceInstant, grace: Duration = .zero) {
        due = began + hazard.allowance + grace
        self.hazard = hazard
        self.began = began
    }

    /// Output that comes back later is another treatment's where it is leased, and this hazard's where it is not.
    mutating func note(isOn: Bool, isOver: Bool, isLeased: Bool, at now: DeviceInstant) {
        if isClosed, isOn, !isLeased { isClosed = false }
        // A lease that ended in a pause is over when it is given anew, whether a stuck shut-off opened in between or not.
        if hazard == .leaseOver, zeroAt != nil, isOn, isLeased { isClosed = true }
        guard !isClosed else { return }
        if isOn {
            zeroAt = nil
        } else {
            zeroAt = zeroAt ?? max(now, began)
            isClosed = isOver
        }
    }

    /// Behind a pulse in flight, which balances itself, the shut-off elements wait: a stage that only they can cut gives on.
    mutating func addRadioFrequency(
        _ power: Power, from: DeviceInstant, to now: DeviceInstant, pulseSince: DeviceInstant?
    ) {
        var begin = max(from, due)
        if let pulseSince, pulseSince <= due { begin = max(begin, pulseSince + HazardRecord.longestPulse) }
        guard !isClosed, now > begin, power > .zero else { return }
        energyAfterDue += power * (now - begin)
    }

    /// Both phases and what is between them: a slot of the protocol.
    private static let longestPulse = Duration.milliseconds(2)

    /// A pulse that begins when zero was due is judged whole; one that was in flight may balance itself.
    mutating func addPulse(_ energy: Energy, at now: DeviceInstant) {
        guard !isClosed, now > due else { return }
        energyAfterDue += energy
    }
}
