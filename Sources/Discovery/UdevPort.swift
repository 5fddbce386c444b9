internal import CUdev
internal import Glibc

/// One device of libudev's, let go with this value.
@safe
struct UdevPort: ~Copyable {
    private let device: OpaquePointer

    /// Takes over a device that was counted for this value.
    init(owning device: OpaquePointer) { unsafe self.device = device }

    deinit { unsafe udev_device_unref(device) }

    /// Its place in the device tree.
    var systemPath: String? { unsafe text(udev_device_get_syspath(device)) }

    /// What happened to it; nil for one that was enumerated.
    var action: String? { unsafe text(udev_device_get_action(device)) }

    /// All that matters of it; nil where it has no node, or is gone already.
    var serialDevice: SerialDevice? {
        guard let systemPath, let node = unsafe text(udev_device_get_devnode(device)) else { return nil }
        // These belong to the device and end with it.
        let usb = unsafe udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device")
        return SerialDevice(
            systemPath: systemPath, node: node, isInitialized: unsafe udev_device_get_is_initialized(device) > 0,
            usb: unsafe usb.flatMap { unsafe identity(of: $0) },
            usbPath: unsafe usb.flatMap { unsafe text(udev_device_get_syspath($0)) },
            traces: unsafe traces(node: node, usb: usb))
    }

    private func identity(of usb: OpaquePointer) -> USBIdentity? {
        guard let vendor = unsafe attribute("idVendor", of: usb).flatMap(USBID.number),
            let product = unsafe attribute("idProduct", of: usb).flatMap(USBID.number)
        else { return nil }
        return USBIdentity(
            id: USBID(vendor: vendor, product: product),
            serial: unsafe attribute("serial", of: usb).map(UdevPort.printable))
    }

    private func traces(node: String, usb: OpaquePointer?) -> RuleTraces {
        let bridge = unsafe udev_device_get_parent_with_subsystem_devtype(device, "usb-serial", nil)
        return RuleTraces(
            port: unsafe properties(of: device), usbDevice: unsafe usb.map { unsafe properties(of: $0) } ?? [:],
            isForServiceManager: unsafe udev_device_has_tag(device, "systemd") > 0,
            powerControl: unsafe usb.flatMap { unsafe attribute("power/control", of: $0) },
            latencyTimer: unsafe bridge.flatMap { unsafe attribute("latency_timer", of: $0) },
            access: NodeAccess(node: node))
    }

    private func properties(of device: OpaquePointer) -> [String: String] {
        var properties: [String: String] = [:]
        for name in RuleTraces.propertyNames {
            properties[name] = unsafe text(udev_device_get_property_value(device, name))
        }
        return properties
    }

    private func attribute(_ name: String, of device: OpaquePointer) -> String? {
        unsafe text(udev_device_get_sysattr_value(device, name))
    }

    /// What a device says of itself goes to terminals and logs: it must not steer them.
    private static func printable(_ text: String) -> String {
        String(text.prefix(126).map { $0.isASCII && !$0.isNewline && $0 >= " " && $0 != "\u{7F}" ? $0 : "?" })
    }

    private func text(_ start: UnsafePointer<CChar>?) -> String? { unsafe start.map { unsafe String(cString: $0) } }
}
