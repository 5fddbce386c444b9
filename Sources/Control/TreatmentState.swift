/// The states of a treatment, by name.
///
/// What belongs to a state lives in the machine's own phase.
public enum TreatmentState: UInt8, Equatable, Sendable, BitwiseCopyable, CaseIterable {
    /// No device is on the line.
    case disconnected
    /// A line is open, and the device is asked who it is.
    case identifying
    /// The device tests its barriers.
    case selfTesting
    /// The device may treat; no plan is loaded.
    case ready
    /// A plan is loaded and fits the device.
    case loaded
    /// Contact, sensors, button and barriers are checked on the patient before arming.
    case contactCheck
    /// The range of each zone's intensity is found.
    case titrating
    /// Everything is fixed; a token waits to be used.
    case armed
    /// Output is on.
    case running
    /// Output is zero, the program's time is held.
    case paused
    /// Output was told to stop, and zero has not been measured yet.
    case stopping
    /// Output has ended as planned; the tissue cools under observation.
    case cooldown
    /// The treatment is over.
    case finished
    /// Something stopped it, and a person must acknowledge.
    case tripped
    /// Zero was never seen after a stop: cut the power.
    case outputUncertain
    /// A device is there that may not treat; no energy.
    case service
}
