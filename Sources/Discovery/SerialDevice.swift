/// A serial port as udev knows it: where it is, what it hangs on, and what the rules made of it.
public struct SerialDevice: Equatable, Sendable {
    /// Its place in the kernel's device tree, which identifies it for as long as it is plugged in.
    public var systemPath: String
    /// Its device node, such as `/dev/ttyUSB0`.
    public var node: String
    /// Whether udev has run its rules on it; before that, permissions and properties mean nothing.
    public var isInitialized: Bool
    /// What its USB device says of itself; nil for a port that hangs on no USB device.
    public var usb: USBIdentity?
    /// The place of that USB device in the kernel's device tree.
    public var usbPath: String?
    /// What the rules left on it.
    public var traces: RuleTraces

    /// A port with these properties.
    public init(
        systemPath: String, node: String, isInitialized: Bool, usb: USBIdentity?, usbPath: String? = nil,
        traces: RuleTraces
    ) {
        self.usbPath = usbPath
        self.systemPath = systemPath
        self.node = node
        self.isInitialized = isInitialized
        self.usb = usb
        self.traces = traces
    }

    /// What it is called in messages: node and USB serial number.
    public var name: String { usb?.serial.map { "\(node) (USB serial number \($0))" } ?? node }
}

/// What a USB device says of itself.
public struct USBIdentity: Equatable, Sendable {
    /// The maker and the product.
    public var id: USBID
    /// Its serial number; nil where the maker gave it none, as with many cheap bridges.
    public var serial: String?

    /// An identity of these parts.
    public init(id: USBID, serial: String?) {
        self.id = id
        self.serial = serial
    }
}

/// The numbers of a USB device's maker and product.
public struct USBID: Hashable, Sendable, CustomStringConvertible {
    /// The maker's number.
    public var vendor: UInt16
    /// The product's number.
    public var product: UInt16

    /// These numbers.
    public init(vendor: UInt16, product: UInt16) {
        self.vendor = vendor
        self.product = product
    }

    /// The id written as `0403:6015`: two numbers of four hexadecimal digits; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let vendor = USBID.number(parts[0]), let product = USBID.number(parts[1]) else {
            return nil
        }
        self.init(vendor: vendor, product: product)
    }

    /// The id as `lsusb` writes it.
    public var description: String { "\(USBID.digits(vendor)):\(USBID.digits(product))" }

    static func number(_ text: some StringProtocol) -> UInt16? {
        guard text.utf8.count == 4, text.allSatisfy(\.isHexDigit) else { return nil }
        return UInt16(text, radix: 16)
    }

    private static func digits(_ number: UInt16) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
