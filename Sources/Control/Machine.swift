public import Link
public import Safety
import Treatment
public import Units
import Wire

/// The machine that owns a treatment: every event goes in, effects come out, and nothing else happens.
///
/// It is a value without clock, chance, file or thread. Total over state and event: what a state does not expect is
/// refused or ignored by name. From every state, stop, fault, link loss and timeout lead to output off.
public struct Machine: Sendable {
    var stage = Stage.disconnected
    @usableFromInline
    var link: HostEndpoint
    var clock = ClockSync()
    var gate = Gate()
    var lineIsOpen = false
    var lineRate = LineRate.standard
    var today = 0
    var described = ConnectedDevice()
    var treatment: LoadedTreatment?
    /// The titration that is under way, at most one: then `treatment` is its program, and the plan waits in here.
    ///
    /// An array for the reason that `commands` is one.
    var titrations: [TitrationSession] = []
    var latch: Finding?
    /// Whether the latch is what a person has still to acknowledge of before this machine began.
    var latchIsOfBefore = false
    /// Whether zero output is still to be measured on the first device, because nobody saw it after what happened before.
    var zeroIsOwed = false
    var alarms = AlarmBoard()
    var deviceCause = DeviceCause.none
    var causeRecorded = DeviceCause.none
    var fast: FastTelemetry?
    var fastAt = Instant.zero
    var fastIsCurrent = false
    var slow: SlowTelemetry?
    var slowAt = Instant.zero
    /// Since when output has been measured that no treatment gives; nil while none is.
    var straySince: Instant?
    var tallies = PerZone(repeating: ZoneTally())
    var readings = PerZone(repeating: ZoneReading())
    var returnWatch = ReturnWatch()
    var commanded = PerZone(repeating: Power.zero)
    /// What each zone's loop follows, by device zone; nil where RF is off.
    var followed = PerZone<Temperature?>(repeating: nil)
    /// What each zone of the device was told to give.
    ///
    /// An array, and so are `outputs`, made once and changed in place: the logs are longer than all the rest of the
    /// machine, which is copied wherever somebody looks at it.
    var commands = Array(repeating: CommandLog(), count: ZoneIndex.limit)
    /// What each zone of the device gives beside it.
    var outputs = Array(repeating: OutputWatch(), count: ZoneIndex.limit)
    var outputEvidence = OutputEvidence()
    /// Samples in a row on which the device measured output and had no lease.
    var unleasedSamples: Int32 = 0
    /// The pulses of all zones that the last sample had counted.
    var pulsesCounted: UInt32 = 0
    /// How long the host slept, until that has been judged.
    var suspension = Duration.zero
    /// How punctual workstation and line are: one element.
    ///
    /// An array for the reason that `commands` is one.
    var timing = [Timing()]
    /// The chain from hazard to zero that was measured last; nil before the first arming on this line.
    var hazardToZero: HazardToZero?
    /// What the workstation grants.
    var host = HostGrants()
    /// By how much the wall clock was set, until that has been judged.
    var clockStep = Duration.zero
    /// For how long the loop was not heard before it looked around just now, until that has been judged.
    var serviceGap = Duration.zero
    var lastLateness = Duration.zero
    var quality = LineQuality()
    var leaseSent = Instant.zero
    var indicated = Instant.zero
    var asked = Instant.zero
    /// When the device was last told to be idle.
    var hushed = Instant.zero
    var published = Instant.zero
    var servicedAt = Instant.zero
    var timer: Instant?
    var treatmentIsOpen = false
    /// Whether the daemon is about to end: nothing is begun any more.
    var isEnding = false
    /// Whether DTR was dropped because the device did not obey.
    var terminalIsDropped = false
    var held = ZoneSet.none
    var ceilingSent = PerZone(repeating: Instant.zero)
    /// What the segments hash to that were sent since the arming.
    var ledger = SegmentLedger()
    /// How often the lifting of a zone's ceiling still has to be said: it is never acknowledged.
    var liftsLeft = PerZone(repeating: UInt8(0))
    var pauseCause: Finding?
    var stopCause: Cause?
    var endedAt = 0
    var noted = NotedFindings()
    var doseLog = DoseLog()
    var deliveries = PerZone<NamedDelivery?>(repeating: nil)
    var lastResult: TreatmentResult?
    /// What heats instead of the own loops, for comparisons in the simulator: at most one, and none everywhere else.
    ///
    /// An array for the reason that `commands` is one.
    package var laws: [any PowerLaw] = []

    /// A machine without a device.
    ///
    /// Stands against HAZ-L15: a host that died in the middle of a treatment, or after a trip, and knows nothing of it. It begins
    /// tripped then, measures zero output on the first device, and only a person ends it.
    ///
    /// - Parameters:
    ///   - hostInstance: a number drawn anew for every start of the host, not 0.
    ///   - unacknowledged: what happened before and no person has acknowledged yet; nil for nothing.
    public init(hostInstance: UInt64, unacknowledged: Cause? = nil) {
        link = HostEndpoint(hostInstance: hostInstance)
        guard let unacknowledged else { return }
        let finding = Finding(unacknowledged, .trip)
        (stage, latch) = (.tripped, finding)
        (latchIsOfBefore, zeroIsOwed) = (true, true)
        alarms.raise(finding)
    }

    /// A copy that shares no storage with this machine, so that changing it copies nothing.
    public func separated() -> Machine {
        var copy = self
        copy.commands = commands.map(\.self)
        copy.outputs = outputs.map(\.self)
        copy.timing = timing.map(\.self)
        copy.titrations = titrations.map(\.self)
        return copy
    }

    /// The state's name.
    public var state: TreatmentState { stage.state }

    /// The cause that stopped the treatment first; nil when none is latched.
    public var firstCause: Finding? { latch }

    /// The bytes that wait for the line; call `wrote` with what was written.
    @inlinable
    public var pendingBytes: Int { link.out.count }

    /// Gives the bytes that wait to `body`.
    ///
    /// Inlinable, because a call to another module would be handed a copy of the whole machine.
    @inlinable
    public func withPendingBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result { link.out.withPending(body) }

    /// The `count` oldest waiting bytes have gone to the line.
    public mutating func wrote(_ count: Int) { link.out.removeFirst(count) }
}

/// What happens to the machine from outside, besides bytes and operators.
public enum Event: Equatable, Sendable {
    /// A line of this rate was opened on day `today`, counted from 1970-01-01.
    case lineOpened(today: Int, rate: LineRate = .standard)
    /// The line is gone.
    case lineLost
    /// The moment asked for by `setTimer` has come.
    case timer
    /// The host slept for so long, as a clock that counts sleep tells beside one that does not.
    case hostSuspended(Duration)
    /// The host's wall clock was set by so much, below zero for back.
    case clockStepped(Duration)
    /// What the host grants has changed to this.
    case hostGranted(HostGrants)
    /// The intent of this request is on disk, or could not be written.
    case intentStored(RequestID, Bool)
}

extension Machine {
    /// Takes one event.
    public mutating func reduce(_ event: Event, at now: Instant, into effects: inout Effects) {
        switch event {
        case .lineOpened(let today, let rate):
            lineRate = rate
            openLine(today: today, at: now, into: &effects)
        case .lineLost: loseLine(at: now, into: &effects)
        case .timer:
            measureTick(at: now)
            service(at: now, into: &effects)
        case .hostSuspended(let span): wake(after: span, at: now, into: &effects)
        case .clockStepped(let step): judge(clockStep: step, at: now, into: &effects)
        case .hostGranted(let grants): note(grants, at: now, into: &effects)
        case .intentStored(let request, let isStored):
            continueAfterIntent(of: request, isStored, at: now, into: &effects)
        }
        finish(at: now, into: &effects)
    }

    /// Takes bytes that arrived at `now`, in any cut.
    public mutating func receive(_ bytes: Span<UInt8>, at now: Instant, into effects: inout Effects) {
        guard lineIsOpen else { return }
        var cursor = 0
        while cursor < bytes.count {
            let inbound = link.receive(bytes, from: &cursor, at: now)
            take(inbound, at: now, into: &effects)
        }
        finish(at: now, into: &effects)
    }

    /// Takes what an operator asks for; its answer comes as `Publication.answer`, now or later.
    public mutating func take(
        _ command: OperatorCommand, request: RequestID, at now: Instant, into effects: inout Effects
    ) {
        obey(command, request: request, at: now, into: &effects)
        finish(at: now, into: &effects)
    }

    private mutating func finish(at now: Instant, into effects: inout Effects) {
        if link.out.count > 0, lineIsOpen { effects.append(.write) }
        var next = nextWakeUp(at: now).map { max($0, now) }
        // A wake-up that is due and has not come keeps its moment: every event would push it on otherwise, and nobody would
        // know how late it is.
        if let timer, timer <= now, next == now { next = timer }
        if next != timer {
            timer = next
            effects.append(.setTimer(next))
        }
    }

    mutating func enter(_ next: Stage, at now: Instant, into effects: inout Effects) {
        let changes = next.state != stage.state
        let neededQuiet = stage.needsQuietHost
        stage = next
        if stage.needsQuietHost != neededQuiet { effects.append(.holdHost(!neededQuiet)) }
        if stage.isBeyondTitration { closeTitration(at: now, into: &effects) }
        guard changes else { return }
        // Without an arming nothing is judged: what was wrong is latched, or gone.
        if !next.isArmedOrBeyond { alarms.endPresence() }
        effects.append(.record(.entered(next.state)))
        publish(at: now, into: &effects)
    }

    mutating func publish(at now: Instant, into effects: inout Effects) {
        published = now
        effects.append(.publish(.snapshot))
    }
}

/// The plan that was loaded, bound to the places of this applicator.
struct LoadedTreatment: Equatable, Sendable {
    var program: Program
    var approval: Fingerprint
    /// The device's zone for each place in the program.
    var zones: PerZone<ZoneIndex?>
    /// What plan and pads allow, by place in the program.
    var bounds: PerZone<OutputBounds?>
    /// The device's zones that take part.
    var deviceZones: ZoneSet
    /// The device's zones on the two cheeks, where both take part.
    var cheeks: CheekPair?
    /// The shadow run, where it was of this program on an applicator of this kind.
    var forecast: ProgramForecast?
    var loops = PerZone(repeating: TemperatureLoop())
    /// How warm each place may be held for its doses' sake.
    var setPointLimits = PerZone(repeating: SetPointLimit())
    /// The segment with which output last began from zero.
    var beganAt = 0
    /// How the titration of each place ended last; nil where there was none under this approval.
    var titrated = PerZone<KeptTitration?>(repeating: nil)
    /// How strong each place is stimulated; nil where nothing was found, and where the plan's current is given.
    var intensities = PerZone<IntensityControl?>(repeating: nil)

    @inline(__always)
    func place(of zone: ZoneIndex) -> ZoneIndex? {
        ZoneSet.all.first { zones[$0] == zone }
    }

    /// Whether `place` has been held at its set-point for a minute when segment `ordinal` begins: the warm-up's power is
    /// forgotten by then.
    func holdIsSettled(at place: ZoneIndex, in ordinal: Int) -> Bool {
        guard let holdStart = program.reference(of: place)?.holdStart else { return false }
        return TimeGrid.segment * Int64(ordinal) >= holdStart + .seconds(60)
    }
}

/// How many frames were good and damaged during the last second.
struct LineQuality: Equatable, Sendable {
    private var since = Instant.zero
    private var goodBefore: UInt32 = 0
    private var damagedBefore: UInt32 = 0
    private(set) var frames: Int64 = 0
    private(set) var damaged: Int64 = 0

    init() {}

    mutating func update(good: UInt32, damaged bad: UInt32, at now: Instant) {
        frames = Int64(good &- goodBefore) + Int64(bad &- damagedBefore)
        damaged = Int64(bad &- damagedBefore)
        guard now - since > .seconds(1) else { return }
        since = now
        goodBefore = good
        damagedBefore = bad
    }
}
