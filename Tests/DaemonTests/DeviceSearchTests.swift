import Discovery
import Glibc
import Serial
import Testing
import Units

@testable import Daemon

/// Which of the devices that are plugged in is the one.
@Suite struct `The device search` {
    private static let start = Instant.nanoseconds(1_000_000_000)

    private static func device(_ name: String, usbSerial: String? = nil) -> SerialDevice {
        SerialDevice(
            systemPath: "/sys/\(name)", node: "/dev/\(name)", isInitialized: true,
            usb: USBIdentity(id: USBID(vendor: 0x0403, product: 0x6015), serial: usbSerial),
            traces: RuleTraces(port: ["ID_MYOTHERM": "1"]))
    }

    private static func search(_ devices: [SerialDevice], serial: String? = nil) -> DeviceSearch {
        var search = DeviceSearch(wanted: WantedDevice(serial: serial))
        _ = search.replace(with: devices, at: start)
        return search
    }

    /// Asks all that are due, and says what each answers.
    private static func decide(
        _ search: inout DeviceSearch, at now: Instant = start, _ answer: (SerialDevice) -> DeviceSearch.Examined
    ) -> DeviceSearch.Choice {
        let due = search.due(at: now)
        return search.decide(due.map { ($0, answer($0)) }, at: now)
    }

    private static func reason(_ choice: DeviceSearch.Choice) -> String {
        guard case .none(let reason) = choice else { return "" }
        return reason
    }

    @Test func `the only one that says it is a treatment device is taken, and then nobody is asked`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        #expect(Self.decide(&search) { _ in .ours(serialNumber: "MT-1") } == .take(device))
        #expect(search.attached == device.systemPath)
        #expect(search.due(at: Self.start).isEmpty)
        #expect(search.again == nil)
    }

    @Test func `two that both say so are refused with both names, and one that leaves frees the other`() {
        let devices = [Self.device("ttyUSB0", usbSerial: "A"), Self.device("ttyUSB1", usbSerial: "B")]
        var search = Self.search(devices)
        let reason = Self.reason(Self.decide(&search) { .ours(serialNumber: "MT-\($0.node)") })
        for name in ["/dev/ttyUSB0", "/dev/ttyUSB1", "MT-/dev/ttyUSB0", "device: serial:"] {
            #expect(reason.contains(name), "\(reason)")
        }
        #expect(search.again == nil)
        let wasInUse = search.take(.gone(systemPath: devices[0].systemPath), at: Self.start)
        #expect(!wasInUse)
        #expect(Self.decide(&search) { _ in .ours(serialNumber: "MT-2") } == .take(devices[1]))
    }

    @Test(arguments: ["B", "MT-/dev/ttyUSB1"])
    func `of two the one whose serial number is configured is taken, by either of its numbers`(_ serial: String) {
        let devices = [Self.device("ttyUSB0", usbSerial: "A"), Self.device("ttyUSB1", usbSerial: "B")]
        var search = Self.search(devices, serial: serial)
        #expect(Self.decide(&search) { .ours(serialNumber: "MT-\($0.node)") } == .take(devices[1]))
        #expect(search.others == [devices[0]])
    }

    @Test func `one that is not the configured one is refused, and taken once it is configured`() {
        let device = Self.device("ttyUSB0", usbSerial: "A")
        var search = Self.search([device], serial: "Z")
        #expect(Self.reason(Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }).contains("wants Z"))
        #expect(search.due(at: Self.start + .seconds(3600)).isEmpty)
        search.want(WantedDevice(serial: "MT-1"))
        #expect(Self.decide(&search) { _ in .ours(serialNumber: "MT-1") } == .take(device))
    }

    @Test
    func `a foreign device with the same ids is refused with its reason, and a treatment device beside it is taken`() {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1")]
        var search = Self.search([devices[0]])
        #expect(Self.reason(Self.decide(&search) { _ in .other("it sends noise") }).contains("it sends noise"))
        #expect(search.due(at: Self.start + .seconds(29)).isEmpty)
        _ = search.take(.present(devices[1]), at: Self.start)
        #expect(search.due(at: Self.start) == [devices[1]])
        #expect(Self.decide(&search) { _ in .ours(serialNumber: "MT-1") } == .take(devices[1]))
    }

    @Test func `beside one that cannot be asked yet none is taken, because that may be the one`() {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1")]
        var search = Self.search(devices)
        let busy = SerialError.busy(path: "/dev/ttyUSB1", by: LineHolder(processID: 1, name: "init"))
        let reason = Self.reason(
            Self.decide(&search) { $0 == devices[0] ? .ours(serialNumber: "MT-1") : .unavailable(busy) })
        #expect(reason.contains("init") && reason.contains("More than one"), "\(reason)")
        #expect(search.again == Self.start + .seconds(1))
        let later = Self.start + .seconds(1)
        let choice = Self.decide(&search, at: later) { $0 == devices[0] ? .ours(serialNumber: "MT-1") : .other("x") }
        #expect(choice == .take(devices[0]))
    }

    @Test func `a node without its permissions is tried again at once while it is new, and seldom afterwards`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        let refused = DeviceSearch.Examined.unavailable(.noPermission(path: device.node, node: nil))
        _ = Self.decide(&search) { _ in refused }
        #expect(search.again == Self.start + .milliseconds(50))
        let late = Self.start + .seconds(6)
        _ = Self.decide(&search, at: late) { _ in refused }
        #expect(search.again == late + .seconds(5))
        // Permissions that come with an event count at once.
        var settled = device
        settled.traces.access = NodeAccess(group: 99, mode: 0o660)
        _ = search.take(.present(settled), at: late)
        #expect(search.due(at: late) == [settled])
    }

    @Test func `our own hold on a line that was lost is waited out in a moment`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        let own = SerialError.busy(path: device.node, by: LineHolder(processID: getpid(), name: "myothermd"))
        _ = Self.decide(&search) { _ in .unavailable(own) }
        #expect(search.again == Self.start + .milliseconds(100))
    }

    @Test func `the device in use that leaves is told once, whatever its node was called`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        let told = ["/sys/other", device.systemPath, device.systemPath].map {
            search.take(.gone(systemPath: $0), at: Self.start)
        }
        #expect(told == [false, true, false])
        #expect(search.attached == nil)
    }

    @Test func `a line that hung up before its event is looked for at once`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        search.lost()
        #expect(search.due(at: Self.start) == [device])
    }

    @Test func `an event of a port that is no candidate asks nobody again`() {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1")]
        var search = Self.search(devices)
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        var other = Self.device("ttyS0")
        other.traces = RuleTraces()
        _ = search.take(.present(other), at: Self.start)
        #expect(search.due(at: Self.start).isEmpty)
    }

    @Test func `silence is asked about again after three seconds, and the sentence says what to look at`() {
        var search = Self.search([Self.device("ttyUSB0")])
        #expect(Self.reason(Self.decide(&search) { _ in .silent }).contains("switched on"))
        #expect(search.again == Self.start + .seconds(3))
    }

    @Test func `a treatment device beside one that cannot be asked is told in the same words until that changes`() {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1")]
        var search = Self.search(devices)
        let closed = DeviceSearch.Examined.unavailable(.forbiddenByPolicy(path: "/dev/ttyUSB1"))
        var reasons: Set<String> = []
        for step in 0..<40 {
            let now = Self.start + .milliseconds(Int64(step) * 250)
            guard !search.due(at: now).isEmpty else { continue }
            let choice = Self.decide(&search, at: now) { $0 == devices[0] ? .ours(serialNumber: "MT-1") : closed }
            reasons.insert(Self.reason(choice))
        }
        #expect(reasons.count == 1, "\(reasons)")
    }

    @Test func `a second treatment device beside an unused one lets both go, and what is no such device lets none go`()
    {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1"), Self.device("ttyUSB2")]
        var search = Self.search([devices[0]])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        _ = search.take(.present(devices[1]), at: Self.start)
        #expect(search.othersDue == [devices[1]])
        let isLetGo = search.mustLetGo(after: [(devices[1], .other("x"))], at: Self.start)
        #expect(!isLetGo && search.attached == devices[0].systemPath && search.othersDue == [])
        _ = search.take(.present(devices[2]), at: Self.start)
        let isLetGoNow = search.mustLetGo(after: [(devices[2], .ours(serialNumber: "MT-3"))], at: Self.start)
        #expect(isLetGoNow && search.attached == nil)
        for number in ["MT-1", "MT-3", "More than one"] {
            #expect(search.sentence.contains(number), "\(search.sentence)")
        }
        #expect(search.due(at: Self.start + .seconds(60)) == [devices[1]])
        _ = search.take(.gone(systemPath: devices[0].systemPath), at: Self.start)
        let choice = Self.decide(&search) { $0 == devices[2] ? .ours(serialNumber: "MT-3") : .other("x") }
        #expect(choice == .take(devices[2]))
    }

    @Test
    func `after a trip no other device takes the place of the one it happened with, before that was acknowledged`() {
        let devices = [Self.device("ttyUSB0"), Self.device("ttyUSB1")]
        var search = Self.search([devices[0]])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        _ = search.take(.gone(systemPath: devices[0].systemPath), at: Self.start)
        _ = search.take(.present(devices[1]), at: Self.start)
        let refused = search.decide(
            [(devices[1], .ours(serialNumber: "MT-2"))], mayBeAnother: false, at: Self.start)
        #expect(Self.reason(refused).contains("MT-2, and not MT-1"), "\(refused)")
        #expect(search.again == Self.start + .seconds(1))
        // The same device under another name is the same device.
        var same = search
        let again = same.decide([(devices[1], .ours(serialNumber: "MT-1"))], mayBeAnother: false, at: Self.start)
        #expect(again == .take(devices[1]) && same.change == nil)
        let taken = search.decide([(devices[1], .ours(serialNumber: "MT-2"))], mayBeAnother: true, at: Self.start)
        #expect(taken == .take(devices[1]))
        #expect(search.change == "This is device MT-2; the one before was MT-1.")
    }

    @Test func `a device that the loop did not take is offered again in a second`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        search.postpone(device, at: Self.start)
        #expect(search.again == Self.start + .seconds(1))
        #expect(search.due(at: Self.start + .seconds(1)) == [device])
    }

    @Test func `a port that went while its USB device stays was taken by another program, and that is said`() {
        var device = Self.device("ttyUSB0")
        device.usbPath = "/sys/usb1/1-1"
        var search = Self.search([device])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        _ = search.take(.gone(systemPath: device.systemPath), at: Self.start)
        #expect(search.again == Self.start + .milliseconds(500))
        let later = Self.start + .milliseconds(500)
        search.settle(at: later) { $0 == "/sys/usb1/1-1" }
        #expect(Self.reason(Self.decide(&search, at: later) { _ in .silent }).contains("brltty"))
        // Given back, it is a candidate like any other.
        _ = search.take(.present(device), at: later)
        #expect(Self.decide(&search, at: later) { _ in .ours(serialNumber: "MT-1") } == .take(device))
    }

    @Test func `a port that went with its USB device was unplugged`() {
        var device = Self.device("ttyUSB0")
        device.usbPath = "/sys/usb1/1-1"
        var search = Self.search([device])
        _ = search.take(.gone(systemPath: device.systemPath), at: Self.start)
        search.settle(at: Self.start + .milliseconds(500)) { _ in false }
        let choice = Self.decide(&search, at: Self.start + .milliseconds(500)) { _ in .silent }
        #expect(Self.reason(choice) == "No treatment device is plugged in.")
        #expect(search.again == nil)
    }

    @Test func `a list of all ports in which the device in use is missing ends its use`() {
        let device = Self.device("ttyUSB0")
        var search = Self.search([device])
        _ = Self.decide(&search) { _ in .ours(serialNumber: "MT-1") }
        let isStillThere = !search.replace(with: [device], at: Self.start)
        #expect(isStillThere && search.attached == device.systemPath)
        let isGone = search.replace(with: [], at: Self.start)
        #expect(isGone && search.attached == nil)
    }

    @Test func `without a candidate it says so and makes no appointment`() {
        var search = Self.search([])
        #expect(Self.reason(Self.decide(&search) { _ in .silent }) == "No treatment device is plugged in.")
        #expect(search.again == nil)
    }
}
