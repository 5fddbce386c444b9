public import Units

/// What one zone is to do during one segment of 50 ms.
public struct ProgramSegment: Equatable, Sendable, BitwiseCopyable {
    /// The skin temperature that the controller is to follow, or nil for RF off.
    public let target: Temperature?
    /// The greatest RF power per skin area; zero where the zone is not heated.
    public let powerCeiling: PowerDensity
    /// The part of a pulse train that falls into the segment, or nil for no pulses.
    public let stimulation: StimulationSlice?
    /// Whether the program ends with this segment.
    public let isFinal: Bool

    /// No output.
    static func off(isFinal: Bool) -> ProgramSegment {
        ProgramSegment(target: nil, powerCeiling: .zero, stimulation: nil, isFinal: isFinal)
    }
}

/// The part of a pulse train that falls into one segment.
public struct StimulationSlice: Equatable, Sendable, BitwiseCopyable {
    /// How far into its train the segment starts, a multiple of 50 ms; zero where a train begins.
    public let offset: Duration
    /// The train's rate.
    public let rate: Frequency
    /// The length of one phase of its pulses.
    public let width: PulseWidth
    /// The amplitude at the segment's start and end, never zero.
    public let ramp: CurrentRamp
}

/// Where a treatment stands, for people.
public enum Phase: Equatable, Sendable, BitwiseCopyable {
    /// The reference of at least one heated zone is on its way to the warm-up target.
    case warmUp
    /// Every heated zone has been given the time to warm up.
    case hold
    /// The program is over.
    case finished
}
