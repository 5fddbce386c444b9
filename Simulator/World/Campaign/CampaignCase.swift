public import Safety
import Tissue
public import Treatment
public import Units

/// One run of a campaign: who is treated with what, by whom, over which line, and what breaks.
///
/// Small enough to be written down in a few lines, and all that a replay needs.
public struct CampaignCase: Equatable, Sendable {
    /// Determines every noise and latency.
    public var seed: UInt64
    /// Which layers limit themselves.
    public var mode = CampaignMode.both
    /// The device.
    public var profile = ProfileName.reference
    /// Who is treated: the seed of a person, or nil for the average one.
    public var person: UInt64?
    /// What is treated with.
    public var plan = CampaignPlan()
    /// Bits per second on the line.
    public var baud: Int64 = 921_600
    /// How long bytes take besides, each way.
    public var lineLatency = Duration.microseconds(300)
    /// The most that chance adds to it.
    public var lineJitter = Duration.zero
    /// What stands between the UART and the host.
    public var usb = USBBridge.none
    /// Whether the host is as late as the recorded one.
    public var hostIsRecorded = false
    /// How long the store takes to write an intent.
    public var storageLatency = Duration.milliseconds(2)
    /// How many intents the store has room for; nil for enough.
    public var storageCapacity: Int64?
    /// What the device's clock shows at the beginning, in ms.
    public var clockMilliseconds: Int64 = 1000
    /// How much too fast the device's clock is, in billionths.
    public var clockDrift: Int64 = 0
    /// By how much its rate wanders, in billionths.
    public var clockWander: Int64 = 0
    /// What every place of the face has had within the day already.
    public var carried = ZoneDose()
    /// What the operator does.
    public var habits = OperatorHabits()
    /// What happens, and when, counted from the operator's `start`.
    public var incidents: [Incident] = []
    /// What breaks, and when.
    public var faults: [TimedFault] = []

    /// An uneventful case.
    public init(seed: UInt64) { self.seed = seed }

    /// What is played; nil where the plan is none.
    public func scenario(examples: [Program]) -> Scenario? {
        guard let program = plan.program(examples: examples) else { return nil }
        var scenario = Scenario(program: program, seed: seed)
        scenario.profile = profile.value
        let sites = scenario.profile.sites
        scenario.patient = person.map { Patient(seed: $0, at: sites) } ?? Patient(averageAt: sites)
        scenario.baud = baud
        scenario.lineLatency = lineLatency
        scenario.lineJitter = lineJitter
        scenario.usb = usb
        scenario.hostIsRecorded = hostIsRecorded
        scenario.storageLatency = storageLatency
        scenario.storageCapacity = storageCapacity.map { Int(clamping: $0) } ?? .max
        scenario.clock = DeviceClock(
            offset: .microseconds(clockMilliseconds * 1000), driftPartsPerBillion: clockDrift,
            wanderPartsPerBillion: clockWander)
        scenario.deviceLimitsItself = mode.deviceLimitsItself
        scenario.habits = habits
        for zone in Zone.allInOrder { scenario.carried[zone] = carried }
        scenario.incidents = incidents.sorted { $0.at < $1.at }
        scenario.faults = FaultScript(faults)
        // Fat under a monopolar pad takes up to twenty minutes to cool, as the host estimates it.
        scenario.limit = program.duration + .seconds(1500)
        return scenario
    }

    /// Everything that is meant to go wrong.
    public var kinds: [FaultKind] {
        var kinds = faults.compactMap(\.what.kind) + incidents.compactMap(\.kind.fault)
        if storageCapacity != nil { kinds.append(.storage) }
        return FaultKind.allCases.filter { kinds.contains($0) }
    }

    /// Whether anything happens that is not in the plan.
    public var isUneventful: Bool { kinds.isEmpty && incidents.isEmpty && habits == OperatorHabits() }
}

extension Incident.Kind {
    /// The kind of fault that the incident is; nil for what people may do.
    var fault: FaultKind? {
        switch self {
        case .pause, .resume, .stop, .acknowledge, .treatAgain, .plug: nil
        case .faults: nil
        case .button: .button
        case .unplug: .unplug
        case .deviceRestart: .reset
        case .deviceHang: .hang
        case .hostStall(let span): span > HostLatency.longestStall ? .host : nil
        case .hostDeath, .hostRestart: .host
        }
    }
}
