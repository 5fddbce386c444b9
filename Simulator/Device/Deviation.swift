/// What a device does otherwise than the protocol document says, on purpose: by it those show themselves who examine
/// devices.
///
/// Each is consulted at one place, or the few where its rule stands. A device that nobody made deviate has none.
public struct Deviation: Equatable, Sendable, BitwiseCopyable {
    /// One bit for each.
    public let rawValue: UInt32

    /// The deviations whose bits are set.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// None.
    public static var none: Deviation { Deviation(rawValue: 0) }

    /// Whether all of `other` are among them.
    public func contains(_ other: Deviation) -> Bool { rawValue & other.rawValue == other.rawValue }

    /// A lease lasts 300 ms instead of 200.
    public static let leaseLonger = Deviation(rawValue: 1 << 0)
    /// A lease lasts 200 ms from its arrival, and not from its sample.
    public static let leaseFromArrival = Deviation(rawValue: 1 << 1)
    /// A segment that comes late is played late.
    public static let playsLateSegments = Deviation(rawValue: 1 << 2)
    /// A segment needs no lease to be taken.
    public static let takesUnleased = Deviation(rawValue: 1 << 3)
    /// The envelope is stored and hashed, and bounds nothing.
    public static let ignoresEnvelope = Deviation(rawValue: 1 << 4)
    /// `Arm` does not ask for the patient's button.
    public static let armsWithoutButton = Deviation(rawValue: 1 << 5)
    /// `Arm` does not ask for the self-tests.
    public static let armsWithoutSelfTest = Deviation(rawValue: 1 << 6)
    /// A ceiling sets the RF power also above that of the segment.
    public static let ceilingRaises = Deviation(rawValue: 1 << 7)
    /// `Hello` forgets the first cause.
    public static let forgetsFirstCause = Deviation(rawValue: 1 << 8)
    /// The flag of measured zero follows no measurement: it is always set.
    public static let zeroNotMeasured = Deviation(rawValue: 1 << 9)
    /// Both phases of a pulse are counted.
    public static let countsPulsesTwice = Deviation(rawValue: 1 << 10)
    /// The segment hash is that of the last segment alone.
    public static let hashForgets = Deviation(rawValue: 1 << 11)
    /// Every 64th sample is not sent.
    public static let skipsSamples = Deviation(rawValue: 1 << 12)
    /// The echo names the frame before the last.
    public static let echoBehind = Deviation(rawValue: 1 << 13)
    /// The answer to `Stop` names another boot id.
    public static let bootIDChanges = Deviation(rawValue: 1 << 14)

    // What is below the firmware: whoever owns the device bends its line by these.

    /// A STOP run needs eight zeros.
    public static let needsEightZeros = Deviation(rawValue: 1 << 15)
    /// A STOP run inside a frame only ends the frame.
    public static let ignoresStopMidFrame = Deviation(rawValue: 1 << 16)
    /// A repeated command is taken for a new one.
    public static let repeatsDuplicates = Deviation(rawValue: 1 << 17)
    /// A frame of an older epoch is taken.
    public static let acceptsOldEpoch = Deviation(rawValue: 1 << 18)
    /// A frame of the session before is taken.
    public static let acceptsOldSession = Deviation(rawValue: 1 << 19)
}

#if !hasFeature(Embedded)
// It is made of an array's literal, for which a firmware has no allocator.
extension Deviation: OptionSet {}
#endif
