import Link
public import Safety
public import Treatment
public import Units
public import Wire

/// What the machine shows of itself: the source of every status line.
public struct Snapshot: Sendable {
    /// The state.
    public var state: TreatmentState
    /// What stopped it first: the latched cause, or who ended the treatment before its time; nil when nothing did.
    public var firstCause: Finding?
    /// Why it is paused, when an interlock paused it.
    public var pauseCause: Finding?
    /// The device's own first cause.
    public var deviceCause: DeviceCause
    /// Why the device may not treat.
    public var deviceRefusal: DeviceRefusal?
    /// How the last treatment ended.
    public var result: TreatmentResult?
    /// What the titration that is under way shows; nil without one.
    public var titration: TitrationStatus?
    /// What the device has said about itself.
    public var device: ConnectedDevice
    /// The device's boot id; nil without a session.
    public var bootID: UInt64?
    /// The program that is loaded.
    public var program: Fingerprint?
    /// Where the program stands.
    public var phase: Phase?
    /// The time since the program began, pauses not counted.
    public var elapsed: Duration
    /// The length of the program.
    public var duration: Duration
    /// Whether the device measured, in this epoch, that nothing flows, and no pulse for a quarter of a second where it runs; nil
    /// without telemetry.
    public var outputIsZero: Bool?
    /// The alarm that is signalled.
    public var alarm: AlarmPriority
    /// The alarm conditions that are active.
    public var alarms: AlarmBoard
    /// How punctual workstation and line have been since output began; before that, since the last arming began.
    public var timing: Timing
    /// The chain from hazard to zero that was measured last; nil before the first arming on this line.
    public var hazardToZero: HazardToZero?
    /// What the workstation grants.
    public var host: HostGrants
    /// The smoothed round trip of the line.
    public var roundTrip: Duration?
    /// Half the interval in which the clocks' difference lies.
    public var clockBound: Duration?
    /// What each place in the program reads and was given; the device's zones when no program is loaded.
    public var zones: PerZone<ZoneSnapshot?>
}

/// A titration that is under way.
public struct TitrationStatus: Equatable, Sendable {
    /// The zone that is titrated.
    public var zone: Zone
    /// What is shown: a blank looks like any other presentation to whoever asks here.
    public var number: Int
    /// What is looked for.
    public var search: TitrationSearch
}

/// One zone of a snapshot.
public struct ZoneSnapshot: Equatable, Sendable {
    /// The zone; nil for a site without a name.
    public var zone: Zone?
    /// The hotter sensor's reading; nil when it cannot be believed.
    public var skinTemperature: Temperature?
    /// The RF power measured.
    public var power: Power
    /// The RF power asked for in the last segment.
    public var commandedPower: Power
    /// The current of the last pulse; zero when it is older than a quarter of a second.
    public var current: Current
    /// The RF impedance.
    public var impedance: Impedance
    /// The temperature that is followed: that of the segment that is played, or less where a dose makes it give way.
    public var target: Temperature?
    /// What was given so far.
    public var delivery: ZoneDelivery
    /// How the zone's titration ended last; nil where there was none since the plan was loaded.
    public var titrated: TitrationOutcome?
    /// The range and the share of it at which the zone is stimulated; nil where the plan has no intensity and nobody has changed it.
    public var intensity: IntensityControl?
}

extension Machine {
    /// The machine as it is at `now`.
    public func snapshot(at now: Instant) -> Snapshot {
        Snapshot(
            state: state, firstCause: latch ?? stopCause.map { Finding($0, .note) }, pauseCause: pauseCause,
            deviceCause: deviceCause,
            deviceRefusal: deviceRefusal, result: lastResult, titration: titrationStatus, device: described,
            bootID: link.bootID,
            program: treatment?.program.identity, phase: treatment?.program.phase(at: ordinal(at: now)),
            elapsed: elapsed(at: now), duration: treatment?.program.duration ?? .zero,
            outputIsZero: outputIsZero, alarm: alarm, alarms: alarms,
            timing: timing[0], hazardToZero: hazardToZero, host: host,
            roundTrip: link.roundTrip.smoothed, clockBound: clock.bound(at: now), zones: zoneSnapshots(at: now))
    }

    /// The device's flag is of one moment, and most moments of a contraction lie between two pulses.
    private var outputIsZero: Bool? {
        guard let fast else { return nil }
        guard fastIsCurrent, fast.flags.outputIsZero else { return false }
        guard fast.state == .running else { return true }
        return ZoneSet(first: Int(fast.zoneCount)).allSatisfy { !Machine.hasPulsed(fast.zones[$0]) }
    }

    /// Whether its last pulse is at most a quarter of a second old.
    private static func hasPulsed(_ sample: ZoneSample) -> Bool { sample.pulseAgeCentiseconds <= 25 }

    private var titrationStatus: TitrationStatus? {
        guard let session = titrations.first, let shown = session.procedure.presentation else { return nil }
        return TitrationStatus(zone: session.zone, number: shown.number, search: shown.search)
    }

    private var deviceRefusal: DeviceRefusal? {
        guard case .service(let refusal) = stage else { return nil }
        return refusal
    }

    /// The segment in which the program stands, or stood when it ended.
    func ordinal(at now: Instant) -> Int {
        switch stage {
        case .running(let playback), .titrating(let playback): playback.ordinal(at: clock.latestDeviceTime(at: now))
        case .paused(let paused): paused.nextOrdinal
        case .cooldown: treatment?.program.segmentCount ?? 0
        case .finished(let result): result == .completed ? treatment?.program.segmentCount ?? 0 : endedAt
        case .stopping, .tripped, .outputUncertain: endedAt
        case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .armed, .service: 0
        }
    }

    private func elapsed(at now: Instant) -> Duration {
        min(TimeGrid.segment * Int64(ordinal(at: now)), treatment?.program.duration ?? .zero)
    }

    private func zoneSnapshots(at now: Instant) -> PerZone<ZoneSnapshot?> {
        var all = PerZone<ZoneSnapshot?>(repeating: nil)
        guard let fast else { return lastZones }
        let given = lastResult == nil ? currentDeliveries : deliveries
        let program = treatment?.program
        for place in program?.zones ?? ZoneSet(first: Int(fast.zoneCount)) {
            let zone = treatment == nil ? place : treatment?.zones[place] ?? place
            let name = program?.zone(at: place) ?? described.zones[zone].flatMap { Zone(rawValue: $0.site) }
            let sample = fast.zones[zone]
            let reading = readings[zone]
            let isReadable = reading.centre.reliability == .ok && reading.edge.reliability == .ok
            all[place] = ZoneSnapshot(
                zone: name, skinTemperature: isReadable ? max(sample.centre, sample.edge) : nil, power: sample.power,
                commandedPower: commanded[zone],
                current: Machine.hasPulsed(sample) ? sample.pulseCurrent : .zero, impedance: sample.impedance,
                target: target(of: place, on: zone, in: program?.segment(ordinal(at: now), of: place)),
                delivery: given[place]?.delivery ?? ZoneDelivery(), titrated: treatment?.titrated[place]?.outcome,
                intensity: treatment?.intensities[place])
        }
        return all
    }

    /// While the program runs what the zone's loop follows, otherwise what the program says.
    private func target(of place: ZoneIndex, on zone: ZoneIndex, in segment: ProgramSegment?) -> Temperature? {
        guard let planned = segment?.target else { return nil }
        guard case .running = stage, let followed = followed[zone] else { return planned }
        return min(planned, followed)
    }

    /// What remains to be shown of a treatment whose device is gone.
    private var lastZones: PerZone<ZoneSnapshot?> {
        var all = PerZone<ZoneSnapshot?>(repeating: nil)
        for place in ZoneSet.all {
            guard let given = deliveries[place] else { continue }
            all[place] = ZoneSnapshot(
                zone: given.zone, skinTemperature: nil, power: .zero, commandedPower: .zero, current: .zero,
                impedance: .zero, target: nil, delivery: given.delivery)
        }
        return all
    }
}
