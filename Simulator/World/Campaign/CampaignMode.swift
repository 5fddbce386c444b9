/// Which of the two layers hold themselves to limits of their own.
public enum CampaignMode: String, CaseIterable, Sendable {
    /// Host and device.
    case both
    /// The device's own limits are off; its lease and STOP are not.
    case host
    /// The host's interlocks are not there.
    case device
    /// Neither: what the faults can do is seen.
    case none

    /// Whether the host's interlocks must be there; a build of the sources without them plays the other modes.
    public var needsHost: Bool {
        switch self {
        case .both, .host: true
        case .device, .none: false
        }
    }

    /// Whether the device holds itself to limits of its own.
    public var deviceLimitsItself: Bool {
        switch self {
        case .both, .device: true
        case .host, .none: false
        }
    }
}
