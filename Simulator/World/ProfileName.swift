public import Device

/// The devices that can be simulated, by the name that a command line gives them.
public enum ProfileName: String, CaseIterable, Sendable {
    /// Bipolar and segmented.
    case reference
    /// Large pads against a split return electrode, which heat mostly fat.
    case monopolar

    /// What the device says about itself.
    public var value: DeviceProfile {
        switch self {
        case .reference: .reference
        case .monopolar: .monopolar
        }
    }
}
