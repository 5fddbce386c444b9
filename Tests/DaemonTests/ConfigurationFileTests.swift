import Discovery
import PlanFiles
import Serial
import Testing

@testable import Daemon

/// What an administrator writes into the configuration file.
@Suite struct `The configuration file` {
    private static func read(_ text: String) throws -> Settings {
        try ConfigurationFile.parse(bytes: Array(text.utf8), fileName: "myothermd.yaml", over: Settings())
    }

    private static func problems(_ text: String) -> String {
        do {
            return "accepted: \(try read(text))"
        } catch {
            return "\(error)"
        }
    }

    @Test func `says everything`() throws {
        let settings = try Self.read(
            """
            device:
              usb-ids: ["0403:6015", "1a86:55d4"]
              serial: "MT-0001"
              baud: 460800
            realtime-priority: 20
            seal-key: /srv/key
            """)
        #expect(settings.usbIDs == [USBID(vendor: 0x0403, product: 0x6015), USBID(vendor: 0x1a86, product: 0x55d4)])
        #expect(settings.serial == "MT-0001" && settings.path == nil)
        #expect(settings.baud == .standard460800 && settings.priority == 20 && settings.sealKey == "/srv/key")
    }

    @Test(arguments: ["", "# only a comment\n", "\n\n"]) func `may say nothing`(_ text: String) throws {
        #expect(try Self.read(text) == Settings())
    }

    @Test func `may name a fixed line, and no priority`() throws {
        let settings = try Self.read("device:\n  path: /dev/ttyS0\nrealtime-priority: 0\n")
        #expect(settings.path == "/dev/ttyS0" && settings.priority == nil)
    }

    @Test(
        arguments: [
            ("devise:\n  serial: x\n", "myothermd.yaml:1: key 'devise': is not known here"),
            ("device:\n  seriel: x\n", "myothermd.yaml:2: key 'device.seriel': is not known here"),
            ("device:\n  baud: fast\n", "myothermd.yaml:2: key 'device.baud': value 'fast' is out of range"),
            ("device:\n  baud: 9600\n", "115200 to 3000000"),
            ("device:\n  usb-ids: \"0403:6015\"\n", "value is one value, allowed a list"),
            ("device:\n  usb-ids: [\"403:6015\"]\n", "four hexadecimal digits each"),
            ("device:\n  path: ttyS0\n", "an absolute path"),
            ("device:\n  path: /dev/ttyS0\n  serial: X\n", "names a fixed port"),
            ("device: /dev/ttyS0\n", "a section of path, usb-ids, serial, baud"),
            ("device:\n  serial: \"\"\n", "1 to 126 characters"),
            ("realtime-priority: 100\n", "1 to 99, or 0"),
            ("seal-key: seal.key\n", "an absolute path"),
            ("seal-key: [/a]\n", "value is a list, allowed one value"),
            ("realtime-priority: [1]\n", "value is a list, allowed one value"),
            ("device:\n  serial: a\n  serial: b\n", "twice"),
            ("device: {serial: a\n", "not YAML"),
        ])
    func `is refused with line, key and what is allowed`(_ text: String, _ expected: String) {
        let problems = Self.problems(text)
        #expect(problems.contains(expected), "\(problems)")
    }

    @Test func `is refused with everything that is wrong at once`() {
        let problems = Self.problems("device:\n  baud: 1\n  serial: \"\"\nrealtime-priority: x\n")
        #expect(problems.split(separator: "\n").count == 3, "\(problems)")
    }

    @Test func `that is not there is named`() {
        #expect(throws: ConfigurationFile.Refusal.self) { try ConfigurationFile.read(path: "/nowhere/myothermd.yaml") }
    }

    @Test func `a change reaches as far as it must, and no further`() {
        var other = Settings()
        #expect(Settings().changes(to: other).isEmpty)
        other.usbIDs = [USBID(vendor: 1, product: 2)]
        #expect(Settings().changes(to: other).map(\.reach) == [.search])
        other = Settings()
        (other.path, other.serial, other.baud, other.priority) = ("/dev/ttyS0", "A", .standard460800, nil)
        #expect(
            Settings().changes(to: other).map(\.key) == [
                "device.path", "device.serial", "device.baud", "realtime-priority",
            ])
        #expect(Settings().changes(to: other).map(\.reach) == [.line, .line, .line, .restart])
    }
}
