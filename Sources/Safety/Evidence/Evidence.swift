public import Units

/// What the interlocks judge: one telemetry sample and what the host knows about itself at that moment.
public struct Evidence: Sendable {
    /// The zones that take part in the treatment.
    public var zones: ZoneSet
    /// Every zone that the device has, whether it takes part or not.
    public var deviceZones: ZoneSet
    /// What each zone reports.
    public var readings: PerZone<ZoneReading>
    /// What each zone gives beside what it was asked to give.
    public var output = OutputEvidence()
    /// How long ago the sample was received.
    public var telemetryAge: Duration = .zero
    /// How long ago the last slow frame was received; nil before the first one.
    public var slowAge: Duration?
    /// Whether the line is open.
    public var lineIsOpen = true
    /// Whether the device is the same since arming.
    public var deviceRestarted = false
    /// The device's own first cause, as its code on the line; 0 for none.
    public var deviceCause: UInt8 = 0
    /// Whether the patient presses the stop button.
    public var buttonPressed = false
    /// How late the last release was.
    public var lateness: Duration = .zero
    /// Whether that lateness came from a line that took no more bytes.
    public var lineWasFull = false
    /// Damaged frames during the last second.
    public var damagedFrames: Int64 = 0
    /// All frames during the last second.
    public var frames: Int64 = 0
    /// The split return electrode; nil for a device that has none.
    public var returnElectrode: ReturnEvidence?
    /// The zones on the left and on the right cheek, where both take part.
    public var cheeks: CheekPair?
    /// Half the width of the interval in which the clocks' difference lies; nil before it is known.
    public var clockBound: Duration?
    /// What the lease still had when the sample was taken; nil while the device does not run.
    public var leaseMargin: Duration?
    /// Samples in a row on which the device measured output and had no lease.
    public var unleasedSamples: Int32 = 0
    /// How long the host slept, as its clocks tell; zero when it did not.
    public var suspension = Duration.zero
    /// By how much the wall clock was set, below zero for back; zero when it was not.
    public var clockStep = Duration.zero
    /// For how long the host has not looked around.
    public var serviceGap = Duration.zero
    /// What the device reads of its reference resistor; nil before it told.
    public var reference: Temperature?

    /// Evidence about `zones`, which are all that the device has, of which nothing is known yet.
    public init(zones: ZoneSet) {
        self.zones = zones
        deviceZones = zones
        readings = PerZone(repeating: ZoneReading())
    }
}

/// Whether a measured value can be believed, and why not.
public enum Reliability: Equatable, Sendable, BitwiseCopyable {
    /// It can.
    case ok
    /// It is too old.
    case stale
    /// Its circuit is open.
    case open
    /// Its circuit is short.
    case short
    /// It lies outside what can be measured.
    case range
}

/// One temperature sensor: what it reads, and what lies behind its lag.
public struct SensorReading: Equatable, Sendable, BitwiseCopyable {
    /// The temperature as read.
    public var reading = Temperature.zero
    /// The temperature that the sensor is on its way to: reading + time constant × slope.
    public var compensated = Temperature.zero
    /// Whether it can be believed.
    public var reliability = Reliability.stale

    /// A sensor of which nothing is known.
    public init() {}

    /// The greater one of both, which every limit is held against.
    public var governing: Temperature { max(reading, compensated) }
}

/// What one zone reports.
public struct ZoneReading: Equatable, Sendable, BitwiseCopyable {
    /// The sensor in the zone's centre.
    public var centre = SensorReading()
    /// The sensor at its edge.
    public var edge = SensorReading()
    /// Whether the RF circuit is in order.
    public var radioFrequency = Reliability.stale
    /// Whether the stimulation circuit is in order.
    public var stimulation = Reliability.stale
    /// The RF impedance, in its own unit.
    public var impedance = Impedance.zero
    /// The stimulation load.
    public var load = Impedance.zero
    /// The skin's dose so far, in nano-minutes of CEM43.
    public var dose: Int64 = 0
    /// What the model-based checks of the sensors need.
    public var heat = HeatEvidence()
    /// What the checks of pads and circuits need.
    public var circuit = CircuitEvidence()
    /// What is estimated about the layers below the skin.
    public var deep = DeepEvidence()

    /// A zone of which nothing is known.
    public init() {}

    /// What the hotter one of the sensors that can be believed reads; nil when none can.
    public var hottest: Temperature? {
        guard centre.reliability == .ok else { return edge.reliability == .ok ? edge.reading : nil }
        return edge.reliability == .ok ? max(centre.reading, edge.reading) : centre.reading
    }

    /// The temperature that governs the zone: the hotter sensor's.
    public var governing: Temperature { max(centre.governing, edge.governing) }
}
