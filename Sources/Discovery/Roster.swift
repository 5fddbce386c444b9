/// The serial ports that are plugged in, as udev tells of them.
public struct Roster: Equatable, Sendable {
    private var devices: [String: SerialDevice] = [:]

    /// Nothing is plugged in.
    public init() {}

    /// Takes over what an enumeration found: all there is.
    public mutating func replace(with found: [SerialDevice]) {
        devices = Dictionary(found.map { ($0.systemPath, $0) }) { _, last in last }
    }

    /// Takes one event.
    ///
    /// A port that is told of again may have other properties now; one that is gone is forgotten, whatever name it had.
    public mutating func take(_ event: DeviceEvent) {
        switch event {
        case .present(let device): devices[device.systemPath] = device
        case .gone(let systemPath): devices[systemPath] = nil
        }
    }

    /// Whether a port is plugged in.
    public func contains(_ systemPath: String) -> Bool { devices[systemPath] != nil }

    /// The ports that may be the device that is wanted, in the order of their place in the device tree.
    ///
    /// Only their order is by chance: none is taken because it is the first. A port that udev has not finished with is not
    /// among them; an event tells when it has.
    public func candidates(for wanted: WantedDevice) -> [SerialDevice] {
        devices.values.filter { $0.isInitialized && wanted.mayBe($0) }.sorted { $0.systemPath < $1.systemPath }
    }
}

/// What happened to a serial port.
public enum DeviceEvent: Equatable, Sendable {
    /// It is there, with these properties.
    case present(SerialDevice)
    /// It is not there any more.
    case gone(systemPath: String)
}

/// By what a device is recognised.
public struct WantedDevice: Equatable, Sendable {
    /// USB devices that are asked who they are, beside those that the rules mark.
    public var usbIDs: Set<USBID>
    /// The serial number of the one device to use, that of its USB device or its own; nil where there is only one.
    public var serial: String?

    /// A device that is marked by the rules or has one of these ids.
    public init(usbIDs: Set<USBID> = [], serial: String? = nil) {
        self.usbIDs = usbIDs
        self.serial = serial
    }

    func mayBe(_ device: SerialDevice) -> Bool {
        device.traces.isMarked || (device.usb.map { usbIDs.contains($0.id) } ?? false)
    }

    /// Whether a device that gave itself the number `ownSerial` is the one.
    public func isServed(by device: SerialDevice, ownSerial: String) -> Bool {
        guard let serial else { return true }
        return device.usb?.serial == serial || ownSerial == serial
    }
}
