import Discovery
import Testing

@Suite struct RuleTracesTests {
    /// A port on which every line of the rules is in force.
    private static let whole = RuleTraces(
        port: ["ID_MYOTHERM": "1", "ID_MM_PORT_IGNORE": "1"],
        usbDevice: ["ID_MM_DEVICE_IGNORE": "1", "MTP_NO_PROBE": "1", "PRODUCT": "myotherm"],
        isForServiceManager: true, powerControl: "on", latencyTimer: "1", access: NodeAccess(group: 999, mode: 0o660))

    private static func groupName(_ number: UInt32) -> String { number == 999 ? "myotherm-dev" : "dialout" }

    @Test func `nothing is missing where every line is in force`() {
        #expect(Self.whole.missingRules(groupName: Self.groupName) == [])
    }

    @Test func `a device that the rules do not know is told in one sentence`() {
        let missing = RuleTraces().missingRules(groupName: Self.groupName)
        #expect(missing.count == 1)
        #expect(missing.first?.contains("ID_MYOTHERM") == true)
    }

    @Test func `each line that is not in force is named alone`() {
        let changes: [(line: String, change: (inout RuleTraces) -> Void)] = [
            ("ID_MM_PORT_IGNORE", { $0.port["ID_MM_PORT_IGNORE"] = nil }),
            ("ID_MM_DEVICE_IGNORE", { $0.usbDevice["ID_MM_DEVICE_IGNORE"] = "0" }),
            ("MTP_NO_PROBE", { $0.usbDevice["MTP_NO_PROBE"] = nil }),
            ("PRODUCT", { $0.usbDevice["PRODUCT"] = "403/6015/1000" }),
            ("TAG+=\"systemd\"", { $0.isForServiceManager = false }),
            ("power/control", { $0.powerControl = "auto" }), ("latency_timer", { $0.latencyTimer = "16" }),
            ("GROUP=\"myotherm-dev\"", { $0.access?.group = 20 }), ("MODE", { $0.access?.mode = 0o666 }),
        ]
        for (line, change) in changes {
            var traces = Self.whole
            change(&traces)
            #expect(traces.missingRules(groupName: Self.groupName).count == 1)
            #expect(
                traces.missingRules(groupName: Self.groupName).first?.contains(line) == true,
                "\(line): \(traces.missingRules(groupName: Self.groupName))")
        }
    }

    @Test func `a bridge without a latency timer and a port without power control miss nothing`() {
        var traces = Self.whole
        (traces.latencyTimer, traces.powerControl, traces.access) = (nil, nil, nil)
        #expect(traces.missingRules(groupName: Self.groupName) == [])
    }
}
