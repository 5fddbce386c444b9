package import Control
public import Device
public import Safety
public import Tissue
public import Treatment
public import Units

/// One treatment to be played in virtual time: who, what, on which line, and what happens on the way.
public struct Scenario: Sendable {
    /// What is treated with.
    public var program: Program
    /// Determines noise and latencies, and the patient unless one is named.
    public var seed: UInt64
    /// What the device is.
    public var profile = DeviceProfile.reference
    /// Who is treated.
    public var patient: Patient
    /// What the patient's face has received within a day before.
    public var carried = DayDose()
    /// Bits per second on the line.
    public var baud: Int64 = 921_600
    /// How long bytes take besides their own length, each way.
    public var lineLatency = Duration.microseconds(300)
    /// The most that chance adds to it.
    public var lineJitter = Duration.zero
    /// What stands between the UART and the host.
    public var usb = USBBridge.none
    /// The longest that the host takes from an event to its reaction; each time a number is drawn below it.
    public var hostLatency = Duration.microseconds(200)
    /// Whether the host is as late as a recorded one, instead of up to `hostLatency`.
    public var hostIsRecorded = false
    /// How long the store takes to write an intent.
    public var storageLatency = Duration.milliseconds(2)
    /// Whether the store can write.
    public var storageWorks = true
    /// How many intents the store has room for; after them none can be written.
    public var storageCapacity = Int.max
    /// Whether the device holds itself to limits of its own.
    public var deviceLimitsItself = true
    /// What the operator does besides loading, arming and starting.
    public var habits = OperatorHabits()
    /// Whether the patient tries the stop button when asked to.
    public var patientIsCooperative = true
    /// How fast the device's clock runs beside the host's.
    public var clock: DeviceClock
    /// What happens, and when, counted from the operator's `start`, oldest first.
    public var incidents: [Incident] = []
    /// What breaks, and when, counted from the beginning of the run or from the first start of the program.
    ///
    /// Where an incident breaks something too, whatever was set last stands.
    public var faults = FaultScript()
    /// What heats instead of the host's own loops, or watches them; nil for nothing.
    package var law: (any PowerLaw)?
    /// When the run is given up, counted from its beginning, if it has not ended by itself.
    public var limit: Duration

    /// An uneventful treatment with `program`: an average line, and a clock with an offset and a drift of its own.
    public init(program: Program, seed: UInt64) {
        self.program = program
        self.seed = seed
        patient = Patient(seed: seed, at: profile.sites)
        var chance = RandomStream(seed: seed, purpose: 0x434C_4F43)
        clock = DeviceClock(
            offset: .microseconds(chance.next(in: 1_000_000...900_000_000)),
            driftPartsPerBillion: chance.next(in: -100_000...100_000))
        limit = program.duration + .seconds(600)
    }
}

/// Something that happens during a run.
public struct Incident: Equatable, Sendable {
    /// When, counted from the operator's `start`.
    public var at: Duration
    /// What.
    public var kind: Kind

    /// `kind` at `at`.
    public init(at: Duration, _ kind: Kind) {
        self.at = at
        self.kind = kind
    }

    /// What can happen.
    public enum Kind: Equatable, Sendable {
        /// The hardware breaks, or is mended.
        case faults(LiveFaults)
        /// The patient presses the stop button for so long.
        case button(Duration)
        /// The operator asks for it.
        case pause
        /// The operator asks for it, both steps.
        case resume
        /// The operator asks for it.
        case stop
        /// The cable is pulled.
        case unplug
        /// The cable is plugged in again.
        case plug
        /// The device loses power and starts anew.
        case deviceRestart
        /// The device does nothing any more.
        case deviceHang
        /// The host does nothing for so long.
        case hostStall(Duration)
        /// The host is gone for good.
        case hostDeath
        /// The daemon dies, and a new one knows nothing but the records; somebody treats with the same program anew.
        case hostRestart
        /// The operator acknowledges a trip.
        case acknowledge
        /// Somebody ends whatever there is, and loads, arms and starts the same program anew.
        case treatAgain
    }
}
