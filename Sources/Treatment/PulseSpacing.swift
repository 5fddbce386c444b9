import Units

/// The proof that the pulses of a program never meet.
///
/// Hazard HAZ-O9: current flows from one zone to another, through eyes or head.
///
/// It is made by walking every pulse of every zone in the order of time, each delayed into its zone's slot as the
/// device delays it. Between the end of one pulse and the start of the next must lie the guard time, whichever zones
/// they belong to: 75,000 pulses for a full face, and no argument about periods that could be wrong.
struct PulseSpacing {
    private var walks: PerZone<PulseWalk?>
    /// When each zone's next pulse starts; looked at four times for every pulse, and kept apart from the walks for it.
    private var starts = PerZone<Duration?>(repeating: nil)
    private let zones: PerZone<Zone?>
    private let duration: Duration

    init(_ schedules: PerZone<ContractionSchedule?>, zones: PerZone<Zone?>, duration: Duration) {
        var walks = PerZone<PulseWalk?>(repeating: nil)
        for place in ZoneSet.all { walks[place] = schedules[place].map { PulseWalk($0, at: place) } }
        for place in ZoneSet.all { starts[place] = walks[place]?.nextStart }
        self.walks = walks
        self.zones = zones
        self.duration = duration
    }

    /// Walks all pulses.
    ///
    /// - Throws: `pulsesOverlap` at the first two that come too close, `pulseOutlastsTreatment` for one that ends after
    ///   the treatment.
    mutating func prove() throws(TreatmentError) {
        var free = Duration.zero
        var last: ZoneIndex?
        while let place = earliest(), let pulse = walks[place]?.next() {
            guard let zone = zones[place] else { preconditionFailure("a zone with pulses has a name") }
            if pulse.start < free, let last, let before = zones[last] {
                throw .pulsesOverlap(before, zone, at: pulse.start)
            }
            guard pulse.end <= duration else { throw .pulseOutlastsTreatment(zone, at: pulse.start) }
            starts[place] = walks[place]?.nextStart
            free = pulse.end + TimeGrid.pulseGuard
            last = place
        }
    }

    /// The zone whose next pulse comes first; of two at once, the one with the lower place.
    private func earliest() -> ZoneIndex? {
        var best: (place: ZoneIndex, start: Duration)?
        for place in ZoneSet.all {
            guard let start = starts[place] else { continue }
            if let found = best, found.start <= start { continue }
            best = (place, start)
        }
        return best?.place
    }
}

/// The pulses of one zone in the order of time.
private struct PulseWalk {
    private let schedule: ContractionSchedule
    private let delay: Duration
    private let length: Duration
    private var contraction: Int64 = 0
    private var pulse: Int64 = 0
    /// When the next pulse starts, or nil after the last.
    private(set) var nextStart: Duration?

    init(_ schedule: ContractionSchedule, at place: ZoneIndex) {
        self.schedule = schedule
        delay = TimeGrid.slotDelay(of: place)
        length = TimeGrid.pulseLength(schedule.stimulation.width)
        nextStart = schedule.start(ofPulse: 0, in: 0) + delay
    }

    mutating func next() -> (start: Duration, end: Duration)? {
        guard let start = nextStart else { return nil }
        pulse += 1
        if pulse == schedule.pulsesPerContraction { (pulse, contraction) = (0, contraction + 1) }
        nextStart = contraction < schedule.count ? schedule.start(ofPulse: pulse, in: contraction) + delay : nil
        return (start, start + length)
    }
}
