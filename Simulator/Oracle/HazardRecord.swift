import Units

/// The first hazard, and what became of output after it.
///
/// Zero is the end of the last output before the shut-off elements were told to open: a pause between two pulses is no zero.
struct HazardRecord: Equatable, Sendable {
    let hazard: Hazard
    let began: DeviceInstant
    /// When output has to be zero.
    let due: DeviceInstant
    /// When output ended; nil while it goes on.
    private(set) var zeroAt: DeviceInstant?
    /// The energy after zero was due.
    private(set) var energyAfterDue = Energy.zero
    /// Whether output ended and the shut-off elements were told to open behind it.
    private(set) var isClosed = false

    init(hazard: Hazard, began: DeviceInstant, grace: Duration = .zero) {
        due = began + hazard.allowance + grace
        self.hazard = hazard
        self.began = began
    }

    /// Output that comes back later is another treatment's where it is leased and the elements are told to close, and this
    /// hazard's where not.
    mutating func note(isOn: Bool, isOver: Bool, isLeased: Bool, at now: DeviceInstant) {
        if isClosed, isOn, !isLeased || isOver { isClosed = false }
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

/// The hazards of one kind that began after the first one of all, one at a time.
struct LaterHazards: Equatable, Sendable {
    private var last: HazardRecord?
    private var energyBefore = Energy.zero

    /// What flowed too late after any of them.
    var energyAfterDue: Energy { energyBefore + (last?.energyAfterDue ?? .zero) }

    /// Another one began; while output goes on after the one before, that one counts, unless this one asks for zero earlier.
    mutating func begin(_ record: HazardRecord) {
        if let last, !last.isClosed, last.due <= record.due { return }
        energyBefore = energyAfterDue
        last = record
    }

    mutating func note(isOn: Bool, isOver: Bool, isLeased: Bool, at now: DeviceInstant) {
        last?.note(isOn: isOn, isOver: isOver, isLeased: isLeased, at: now)
    }

    mutating func addRadioFrequency(
        _ power: Power, from: DeviceInstant, to now: DeviceInstant, pulseSince: DeviceInstant?
    ) {
        last?.addRadioFrequency(power, from: from, to: now, pulseSince: pulseSince)
    }

    mutating func addPulse(_ energy: Energy, at now: DeviceInstant) { last?.addPulse(energy, at: now) }
}
