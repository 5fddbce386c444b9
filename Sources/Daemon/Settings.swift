public import Discovery
public import Serial

/// What an administrator can set: in the configuration file, and some of it on the command line.
public struct Settings: Equatable, Sendable {
    /// The device node of a fixed line; nil to find the device through udev.
    public var path: String?
    /// USB devices to ask who they are, beside those that the rules mark.
    public var usbIDs: Set<USBID> = []
    /// The serial number of the device to use, where there are several.
    public var serial: String?
    /// The line's rate.
    public var baud = BaudRate.standard921600
    /// The real-time priority that the control thread asks for, 1 … 99; nil for the default policy.
    public var priority: Int? = 10
    /// The file with the key for seals; nil to take the service manager's credential.
    public var sealKey: String?

    /// What holds where nothing is said.
    public init() {}

    /// By what a device is recognised.
    var wanted: WantedDevice { WantedDevice(usbIDs: usbIDs, serial: serial) }
}

/// How far a change of the settings reaches.
enum SettingsChange: Equatable, Sendable {
    /// It only concerns devices to come.
    case search
    /// The line has to be opened anew.
    case line
    /// The daemon has to be started anew.
    case restart
}

extension Settings {
    /// What changes from these settings to `other`, by the keys of the file.
    func changes(to other: Settings) -> [(key: String, reach: SettingsChange)] {
        var changes: [(String, SettingsChange)] = []
        if path != other.path { changes.append(("device.path", .line)) }
        if usbIDs != other.usbIDs { changes.append(("device.usb-ids", .search)) }
        if serial != other.serial { changes.append(("device.serial", .line)) }
        if baud != other.baud { changes.append(("device.baud", .line)) }
        if priority != other.priority { changes.append(("realtime-priority", .restart)) }
        if sealKey != other.sealKey { changes.append(("seal-key", .restart)) }
        return changes
    }
}
