public import Safety
public import Treatment
public import Units

/// Names one request of an operator, so that its answer and its record find back to who asked.
///
/// 0 is the daemon itself.
public struct RequestID: Equatable, Sendable, BitwiseCopyable {
    /// The number that the shell gave the request.
    public let rawValue: UInt32

    /// The request with this number.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// No operator: the machine acts by itself.
    public static let machine = RequestID(rawValue: 0)
}

/// What is written down about a treatment, in the order in which it happened.
///
/// Small, so that it never allocates.
public enum RecordEvent: Equatable, Sendable {
    /// An operator is about to let something happen. It must be on disk before `intentStored` is answered.
    case intent(Intent, request: RequestID)
    /// A treatment begins: the plan that was loaded is armed on this device.
    case treatmentBegan(program: Fingerprint, zones: ZoneSet, device: UInt64, request: RequestID)
    /// The machine entered a state.
    case entered(TreatmentState)
    /// An interlock found something new, or the machine found it itself.
    case finding(Finding)
    /// The device's own first cause, as its code on the line.
    case deviceCause(code: UInt8, zone: UInt8, value: UInt32)
    /// An operator acknowledged a trip.
    case acknowledged(Cause, request: RequestID)
    /// An operator ended the signal of a condition that stays.
    case silenced(Cause, request: RequestID)
    /// An operator asked for a stop.
    case stopAsked(request: RequestID)
    /// What the shadow run expects one zone to be given, written when a treatment begins.
    case expected(Zone, ExpectedDelivery)
    /// What one zone was given, written when a treatment ends.
    case delivered(zone: ZoneIndex, ZoneDelivery)
    /// What this treatment has given one zone so far, rounded up to thousandths of a CEM43 minute.
    ///
    /// Written every ten seconds while it grows, so that a treatment whose end is never written has its doses all the
    /// same, and on after the end, until the tissue is cool.
    case dose(Zone, skinMilliminutes: Int64, deepMilliminutes: Int64)
    /// What the workstation granted: when a treatment begins, and when it changes meanwhile.
    case hostGranted(HostGrants)
    /// The chain from hazard to zero with which a treatment was armed.
    case hazardToZero(HazardToZero)
    /// How punctual the treatment was; the histograms are those of the snapshot published just before.
    case timing
    /// A treatment ended.
    case treatmentEnded(TreatmentResult, cause: Cause?)
    /// A zone's titration begins: a record of its own, until `titrationEnded`.
    case titrationBegan(Zone, program: Fingerprint, device: UInt64, request: RequestID)
    /// A contraction, or a blank, is released.
    case presented(Zone, TitrationPresentation)
    /// An operator marked something so long after the presentation began; `counts` when that was within its window.
    case marked(
        Zone, TitrationMark, presentation: Int, milliseconds: Int32, counts: Bool, request: RequestID)
    /// A zone's titration is over: what it found, and how it ended, as a treatment ends.
    case titrationEnded(Zone, TitrationOutcome, TreatmentResult, cause: Cause?)
    /// An operator changed the share of its titrated range at which a zone is stimulated.
    case intensitySet(Zone, from: PerMille, to: PerMille, request: RequestID)
    /// A device was identified.
    case deviceIdentified(boot: UInt64)
}

/// What an operator is about to let happen.
public enum Intent: UInt8, Equatable, Sendable, BitwiseCopyable, CaseIterable {
    case arm
    case titrate
    case start
    case resume
}

/// How a treatment ended.
public enum TreatmentResult: UInt8, Equatable, Sendable, BitwiseCopyable, CaseIterable {
    /// Every segment was released, and the device finished by itself.
    case completed
    /// An operator ended it.
    case stopped
    /// An interlock ended it.
    case tripped
    /// The daemon ended while it ran.
    case interrupted
}

/// What one zone was given.
public struct ZoneDelivery: Equatable, Sendable, BitwiseCopyable {
    /// The pulses that the program holds.
    public var pulsesPlanned: Int64 = 0
    /// The pulses that the device counted.
    public var pulsesDelivered: Int64 = 0
    /// The RF energy that the device counted.
    public var energy = Energy.zero
    /// The greatest temperature that a sensor of the zone read.
    public var peak = Temperature.zero
    /// The skin's thermal dose by this treatment, in thousandths of a CEM43 minute.
    public var cem43Milliminutes: Int64 = 0
    /// The estimated thermal dose of the hottest layer below the skin by this treatment, in thousandths of a CEM43 minute.
    public var deepMilliminutes: Int64 = 0
    /// The skin's dose of the day before this treatment, in thousandths of a CEM43 minute.
    public var carriedMilliminutes: Int64 = 0
    /// The deep dose of the day before this treatment, in thousandths of a CEM43 minute.
    public var carriedDeepMilliminutes: Int64 = 0

    /// Nothing.
    public init() {}
}

/// What one zone of the program was given, with the zone's name.
struct NamedDelivery: Equatable, Sendable {
    var zone: Zone
    var delivery: ZoneDelivery
}
