public import Device

/// One deviation of a simulated device, as people name it.
public enum WrongKind: String, CaseIterable, Sendable {
    case leaseLonger = "lease-longer"
    case leaseFromArrival = "lease-from-arrival"
    case playsLateSegments = "plays-late-segments"
    case takesUnleased = "takes-unleased"
    case noEnvelopeCheck = "no-envelope-check"
    case armsWithoutButton = "arms-without-button"
    case armsWithoutSelfTest = "arms-without-self-test"
    case ceilingRaises = "ceiling-raises"
    case forgetsFirstCause = "forgets-first-cause-on-hello"
    case zeroNotMeasured = "zero-not-measured"
    case countsPulsesWrong = "counts-pulses-wrong"
    case hashWrong = "hash-wrong"
    case sampleNumbersSkip = "sample-numbers-skip"
    case echoWrong = "echo-wrong"
    case bootIDChanges = "boot-id-changes"
    case needsEightZeros = "needs-eight-zeros"
    case ignoresStopMidFrame = "ignores-stop-mid-frame"
    case repeatsDuplicates = "repeats-duplicates"
    case acceptsOldEpoch = "accepts-old-epoch"
    case oldSessionAccepted = "old-session-accepted"

    /// What the device does.
    public var deviation: Deviation {
        switch self {
        case .leaseLonger: .leaseLonger
        case .leaseFromArrival: .leaseFromArrival
        case .playsLateSegments: .playsLateSegments
        case .takesUnleased: .takesUnleased
        case .noEnvelopeCheck: .ignoresEnvelope
        case .armsWithoutButton: .armsWithoutButton
        case .armsWithoutSelfTest: .armsWithoutSelfTest
        case .ceilingRaises: .ceilingRaises
        case .forgetsFirstCause: .forgetsFirstCause
        case .zeroNotMeasured: .zeroNotMeasured
        case .countsPulsesWrong: .countsPulsesTwice
        case .hashWrong: .hashForgets
        case .sampleNumbersSkip: .skipsSamples
        case .echoWrong: .echoBehind
        case .bootIDChanges: .bootIDChanges
        case .needsEightZeros: .needsEightZeros
        case .ignoresStopMidFrame: .ignoresStopMidFrame
        case .repeatsDuplicates: .repeatsDuplicates
        case .acceptsOldEpoch: .acceptsOldEpoch
        case .oldSessionAccepted: .acceptsOldSession
        }
    }
}
