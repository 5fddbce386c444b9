public import Units

/// A plan in the form in which it is carried out: what every zone does in every segment of 50 ms.
///
/// A program is a few numbers per zone from which any segment is computed when it is asked for. It holds no list: a
/// full face has 96,000 segments, and the control loop may not allocate.
public struct Program: Equatable, Sendable {
    /// What tells this program from any other: the beginning of a digest of the plan's canonical bytes.
    public let identity: Fingerprint
    /// How long it runs.
    public let duration: Duration
    /// The number of segments, the same for every zone.
    public let segmentCount: Int
    /// The places that have a zone: the first `count`.
    public let zones: ZoneSet
    private let tracks: PerZone<ZoneTrack?>
    private let warmUpEnd: Duration

    /// Compiles `plan`.
    ///
    /// - Parameter identity: the digest of `plan.canonicalBytes`; computed by the caller, as this module knows no
    ///   cryptography.
    /// - Throws: `pulsesOverlap` or `pulseOutlastsTreatment`, the only refusals that a checked plan can still meet.
    public init(compiling plan: Plan, identity: Fingerprint) throws(TreatmentError) {
        var tracks = PerZone<ZoneTrack?>(repeating: nil)
        var names = PerZone<Zone?>(repeating: nil)
        var schedules = PerZone<ContractionSchedule?>(repeating: nil)
        var warmUpEnd = Duration.zero
        for (place, entry) in zip(ZoneSet.all, plan.zones) {
            let track = ZoneTrack(entry, at: place, duration: plan.duration)
            tracks[place] = track
            names[place] = entry.zone
            schedules[place] = track.contractions
            if let reference = track.reference { warmUpEnd = max(warmUpEnd, reference.warmUpEnd) }
        }
        var spacing = PulseSpacing(schedules, zones: names, duration: plan.duration)
        try spacing.prove()
        self.identity = identity
        duration = plan.duration
        segmentCount = Int(plan.duration.nanoseconds / TimeGrid.segment.nanoseconds)
        zones = ZoneSet(first: plan.zones.count)
        self.tracks = tracks
        self.warmUpEnd = warmUpEnd
    }

    /// How many zones there are, 1 … 4.
    public var count: Int { zones.count }

    /// The zone at `place`, which must be one of `zones`.
    public func zone(at place: ZoneIndex) -> Zone {
        guard let track = tracks[place] else { preconditionFailure("the place is one of the program's zones") }
        return track.zone
    }

    /// How thick skin and fat of the zone at `place` were measured to be; nil where nobody measured, or where no zone is.
    public func tissue(of place: ZoneIndex) -> TissueThickness? { tracks[place]?.tissue }

    /// The place of `zone`, or nil when the program has no such zone.
    public func index(of zone: Zone) -> ZoneIndex? {
        zones.first { tracks[$0]?.zone == zone }
    }

    /// What the zone at `place` does in segment `ordinal`, counted from 0.
    ///
    /// Total and without allocation: a place without a zone, and an ordinal outside 0 ..< `segmentCount`, give a segment
    /// without output.
    public func segment(_ ordinal: Int, of place: ZoneIndex) -> ProgramSegment {
        guard ordinal >= 0, ordinal < segmentCount else { return .off(isFinal: ordinal >= segmentCount) }
        let isFinal = ordinal == segmentCount - 1
        guard let track = tracks[place] else { return .off(isFinal: isFinal) }
        return track.segment(at: TimeGrid.segment * Int64(ordinal), isFinal: isFinal)
    }

    /// Where the treatment stands in segment `ordinal`.
    public func phase(at ordinal: Int) -> Phase {
        guard ordinal < segmentCount else { return .finished }
        return TimeGrid.segment * Int64(max(ordinal, 0)) < warmUpEnd ? .warmUp : .hold
    }

    /// What the zone at `place` gets in all; nothing for a place without a zone.
    public func totals(of place: ZoneIndex) -> ZoneTotals { tracks[place]?.totals ?? .none }

    /// The pulses of all zones together.
    public var pulses: Int64 { zones.reduce(0) { $0 + totals(of: $1).pulses } }

    /// The bounds that the device enforces on the zone at `place`, whose RF electrodes cover `area`.
    ///
    /// For a place without a zone they allow nothing but the least energy. A `forecast` of the zone can only narrow them.
    public func envelope(of place: ZoneIndex, area: Area, within forecast: ThermalForecast? = nil) -> ZoneEnvelope {
        ZoneEnvelope(
            heating: tracks[place]?.reference?.heating, stimulation: tracks[place]?.contractions?.stimulation,
            totals: totals(of: place), duration: duration, area: area, forecast: forecast
        )
    }

    /// The reference temperature of the zone at `place`, or nil where it is not heated.
    public func reference(of place: ZoneIndex) -> HeatingReference? { tracks[place]?.reference }

    /// The shadow run of the zone at `place` by the daemon's own thermal model; nil where it is not heated.
    ///
    /// - Parameters:
    ///   - traits: how thick skin and fat are; nil for what the plan says, or else the zone's average person.
    ///   - isMonopolar: whether RF leaves through a return electrode.
    public func forecast(
        of place: ZoneIndex, traits: ThermalTraits? = nil, isMonopolar: Bool = false
    ) -> ThermalForecast? {
        guard let track = tracks[place], let reference = track.reference else { return nil }
        return ThermalForecast(
            reference, over: duration, traits ?? track.tissue?.traits ?? .nominal(at: track.zone),
            isMonopolar: isMonopolar)
    }

    /// The contractions of the zone at `place`, or nil where it is not stimulated.
    public func contractions(of place: ZoneIndex) -> ContractionSchedule? { tracks[place]?.contractions }
}
