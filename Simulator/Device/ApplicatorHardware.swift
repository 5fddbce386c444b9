public import Units
public import Wire

/// Everything that the firmware asks of the electronics below it.
///
/// The firmware decides what happens and when; the hardware only does it and says what it measured. Each call carries
/// the device's time, so that a model of the hardware needs no clock. The calls come in the order of time.
public protocol ApplicatorHardware {
    /// Reads every sensor, in the RF-quiet slot that belongs to the sample at `now`.
    mutating func measure(at now: DeviceInstant) -> Measurements

    /// Sets the RF power of `zone`, a mean that holds until the next call.
    mutating func setPower(_ power: Power, in zone: ZoneIndex, at now: DeviceInstant)

    /// Takes the RF power of every zone to zero, by a path that does not depend on `setPower`.
    mutating func cutPower(at now: DeviceInstant)

    /// Starts a balanced pulse in `zone`: a phase of `width`, the interphase gap, and the balancing phase.
    mutating func beginPulse(_ amplitude: Current, width: PulseWidth, in zone: ZoneIndex, at now: DeviceInstant)

    /// Says what was measured on the pulse in `zone` whose balancing phase ends now.
    mutating func finishPulse(in zone: ZoneIndex, at now: DeviceInstant) -> PulseMeasurement

    /// Closes both shut-off elements, or opens both.
    mutating func setShutOffs(closed: Bool, at now: DeviceInstant)

    /// Opens one shut-off element alone, drives the stages behind it, and says what came through.
    mutating func testShutOff(_ element: ShutOff, at now: DeviceInstant) -> Leakage

    /// Whether no RF power and no stimulation current is measured at the outputs.
    mutating func outputIsZero(at now: DeviceInstant) -> Bool

    /// Sets the device's lights and buzzer.
    mutating func show(_ panel: FrontPanel, at now: DeviceInstant)
}

/// One of the two elements that can each cut all output alone.
public enum ShutOff: Equatable, Sendable, BitwiseCopyable {
    /// The first.
    case first
    /// The second.
    case second
}

/// What flowed although a shut-off element was open.
public struct Leakage: Equatable, Sendable, BitwiseCopyable {
    /// The greatest RF power of any zone.
    public var power: Power
    /// The greatest stimulation current of any zone.
    public var current: Current

    /// A leak of both kinds.
    public init(power: Power, current: Current) {
        self.power = power
        self.current = current
    }
}

/// What the device shows to those beside it.
public struct FrontPanel: Equatable, Sendable, BitwiseCopyable {
    /// What the device is doing.
    public var state: DeviceState
    /// The alarm to give.
    public var alarm: AlarmPriority
    /// Whether the light asks the patient to press the stop button once and let it go.
    public var wantsButtonTest: Bool

    /// A panel with these lights.
    public init(state: DeviceState, alarm: AlarmPriority, wantsButtonTest: Bool) {
        self.state = state
        self.alarm = alarm
        self.wantsButtonTest = wantsButtonTest
    }
}
