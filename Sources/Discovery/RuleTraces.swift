internal import Glibc

/// What udev's rules left on a serial port and on the USB device behind it, read back.
public struct RuleTraces: Equatable, Sendable {
    /// Properties of the port.
    public var port: [String: String]
    /// Properties of the USB device.
    public var usbDevice: [String: String]
    /// Whether the port is tagged for the service manager.
    public var isForServiceManager: Bool
    /// What keeps the USB device from being suspended, `power/control` being `on`; nil where it has none.
    public var powerControl: String?
    /// The bridge's `latency_timer` in ms; nil where it has none.
    public var latencyTimer: String?
    /// To whom the node belongs; nil where it cannot be looked at.
    public var access: NodeAccess?

    /// Traces of these parts.
    public init(
        port: [String: String] = [:], usbDevice: [String: String] = [:], isForServiceManager: Bool = false,
        powerControl: String? = nil, latencyTimer: String? = nil, access: NodeAccess? = nil
    ) {
        self.port = port
        self.usbDevice = usbDevice
        self.isForServiceManager = isForServiceManager
        self.powerControl = powerControl
        self.latencyTimer = latencyTimer
        self.access = access
    }

    /// Whether the rules mark the port as that of a treatment device.
    public var isMarked: Bool { port[RuleTraces.mark] == "1" }

    static let mark = "ID_MYOTHERM"
    private static let group = "myotherm-dev"

    /// The properties that are read.
    static let propertyNames = [mark] + Guard.all.map(\.property)
}

/// To whom a device node belongs, and who may use it.
public struct NodeAccess: Equatable, Sendable {
    /// The number of the group.
    public var group: UInt32
    /// The permission bits.
    public var mode: UInt32

    /// These owners.
    public init(group: UInt32, mode: UInt32) {
        self.group = group
        self.mode = mode
    }

    init?(node: String) {
        var status = stat()
        guard unsafe stat(node, &status) == 0 else { return nil }
        self.init(group: status.st_gid, mode: status.st_mode & 0o777)
    }
}

/// A property by which the rules keep another program off the device.
struct Guard {
    let property: String
    let value: String
    /// Whether it is set on the USB device, and not on the port.
    let isOfDevice: Bool
    /// What happens without it.
    let consequence: String

    /// The guards of the rules file, in its order.
    static let all = [
        Guard(
            property: "ID_MM_DEVICE_IGNORE", value: "1", isOfDevice: true,
            consequence: "ModemManager may open the port and send it commands"),
        Guard(
            property: "ID_MM_PORT_IGNORE", value: "1", isOfDevice: false,
            consequence: "ModemManager may open the port and send it commands"),
        Guard(
            property: "MTP_NO_PROBE", value: "1", isOfDevice: true,
            consequence: "the probe for media players may talk to the device"),
        Guard(
            property: "PRODUCT", value: "myotherm", isOfDevice: true,
            consequence: "brltty may take the bridge away from its driver"),
    ]
}

extension RuleTraces {
    /// What of `65-myotherm.rules` is not in force on this port, one sentence each, with the line that would set it.
    ///
    /// - Parameter groupName: Gives the name of a group's number.
    public func missingRules(groupName: (UInt32) -> String) -> [String] {
        guard isMarked else {
            return [
                "65-myotherm.rules does not know this device (ENV{\(RuleTraces.mark)}=\"1\" is not set): other programs may "
                    + "take it. Add its USB ids to the block at the top of the file."
            ]
        }
        var missing = Guard.all.filter { (($0.isOfDevice ? usbDevice : port)[$0.property]) != $0.value }.map {
            RuleTraces.sentence("ENV{\($0.property)}=\"\($0.value)\"", $0.consequence)
        }
        if !isForServiceManager {
            missing.append(RuleTraces.sentence("TAG+=\"systemd\"", "units cannot wait for the device"))
        }
        if let powerControl, powerControl != "on" {
            missing.append(RuleTraces.sentence("ATTR{power/control}=\"on\"", "the system may suspend the device"))
        }
        if let latencyTimer, latencyTimer != "1" {
            missing.append(
                RuleTraces.sentence("ATTR{latency_timer}=\"1\"", "the bridge keeps bytes back for \(latencyTimer) ms"))
        }
        if let access, groupName(access.group) != RuleTraces.group {
            missing.append(
                RuleTraces.sentence(
                    "GROUP=\"\(RuleTraces.group)\"", "the port belongs to group \(groupName(access.group))"))
        }
        if let access, access.mode & 0o007 != 0 {
            missing.append(RuleTraces.sentence("MODE=\"0660\"", "anybody on this machine may open the port"))
        }
        return missing
    }

    private static func sentence(_ line: String, _ consequence: String) -> String {
        "65-myotherm.rules: \(line) is not in force: \(consequence). Is the file installed, and was the device plugged in "
            + "after that? 'udevadm test' on the port tells."
    }
}
