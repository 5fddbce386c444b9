import Discovery
import Testing

@Suite struct RosterTests {
    private static func port(
        _ name: String, usb: USBIdentity? = nil, isMarked: Bool = true, isInitialized: Bool = true
    ) -> SerialDevice {
        SerialDevice(
            systemPath: "/sys/devices/usb1/\(name)/tty/\(name)", node: "/dev/\(name)", isInitialized: isInitialized,
            usb: usb, traces: RuleTraces(port: isMarked ? ["ID_MYOTHERM": "1"] : [:]))
    }

    private static let bridge = USBID(vendor: 0x0403, product: 0x6015)

    @Test func `a port that the rules mark is a candidate, any other is not`() {
        var roster = Roster()
        roster.take(.present(Self.port("ttyUSB0")))
        roster.take(.present(Self.port("ttyS0", isMarked: false)))
        #expect(roster.candidates(for: WantedDevice()).map(\.node) == ["/dev/ttyUSB0"])
    }

    @Test func `a port that is not marked is a candidate when its USB ids are configured`() {
        var roster = Roster()
        roster.take(.present(Self.port("ttyUSB0", usb: USBIdentity(id: Self.bridge, serial: nil), isMarked: false)))
        #expect(roster.candidates(for: WantedDevice()).isEmpty)
        #expect(roster.candidates(for: WantedDevice(usbIDs: [Self.bridge])).count == 1)
        #expect(roster.candidates(for: WantedDevice(usbIDs: [USBID(vendor: 1, product: 2)])).isEmpty)
    }

    @Test func `a port that udev has not finished with is no candidate until an event says so`() {
        var roster = Roster()
        roster.take(.present(Self.port("ttyUSB0", isInitialized: false)))
        #expect(roster.candidates(for: WantedDevice()).isEmpty)
        roster.take(.present(Self.port("ttyUSB0")))
        #expect(roster.candidates(for: WantedDevice()).count == 1)
    }

    @Test func `a port that left is forgotten, and one that left unseen too, once all are listed anew`() {
        var roster = Roster()
        roster.take(.present(Self.port("ttyUSB0")))
        roster.take(.present(Self.port("ttyUSB1")))
        roster.take(.gone(systemPath: Self.port("ttyUSB0").systemPath))
        #expect(roster.candidates(for: WantedDevice()).map(\.node) == ["/dev/ttyUSB1"])
        roster.take(.gone(systemPath: "/sys/devices/never/seen"))
        roster.replace(with: [Self.port("ttyUSB2")])
        #expect(roster.candidates(for: WantedDevice()).map(\.node) == ["/dev/ttyUSB2"])
        #expect(!roster.contains(Self.port("ttyUSB1").systemPath))
    }

    @Test func `candidates come in the same order whatever came first`() {
        var roster = Roster()
        for name in ["ttyUSB2", "ttyUSB0", "ttyUSB1"] { roster.take(.present(Self.port(name))) }
        #expect(
            roster.candidates(for: WantedDevice()).map(\.node) == ["/dev/ttyUSB0", "/dev/ttyUSB1", "/dev/ttyUSB2"])
    }

    @Test func `the configured serial number may be that of the USB device or the device's own`() {
        let device = Self.port("ttyUSB0", usb: USBIdentity(id: Self.bridge, serial: "FT0001"))
        #expect(WantedDevice(serial: "FT0001").isServed(by: device, ownSerial: "MT-1"))
        #expect(WantedDevice(serial: "MT-1").isServed(by: device, ownSerial: "MT-1"))
        #expect(!WantedDevice(serial: "MT-2").isServed(by: device, ownSerial: "MT-1"))
        #expect(WantedDevice().isServed(by: device, ownSerial: "MT-1"))
    }

    @Test(arguments: ["0403:6015", "1a86:55D4"]) func `a USB id is read as lsusb writes it`(_ text: String) {
        #expect(USBID(text)?.description == text.lowercased())
    }

    @Test(arguments: [
        "", "0403", "403:6015", "0403:6015:1", "0403-6015", "040g:6015", "+403:6015", "0403:", "0x0403:6015",
    ])
    func `what is no USB id is refused`(_ text: String) { #expect(USBID(text) == nil) }
}
