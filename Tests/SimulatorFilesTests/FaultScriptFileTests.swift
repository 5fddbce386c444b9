import SimulatorFiles
import Testing
import Units
import World

struct FaultScriptFileTests {
    private func parse(_ text: String) throws(SimulatorFileError) -> FaultScript {
        try FaultScriptFile.parse(text: text, fileName: "f.yaml")
    }

    private func lines(_ text: String) -> [String] {
        refusal { () throws(SimulatorFileError) in try parse(text) }
    }

    @Test func `the lifting pad is what its file says`() throws {
        let script = try FaultScriptFile.read(path: Examples.path("faults/lifting-pad.yaml"))
        #expect(
            script.faults == [
                try TimedFault(text: "at=run+20s,for=5s,zone=1,contact=500"),
                try TimedFault(text: "at=run+40s,zone=1,contact=open"),
            ])
    }

    @Test func `the lying sensors are what their file says`() throws {
        let script = try FaultScriptFile.read(path: Examples.path("faults/lying-sensor.yaml"))
        #expect(
            script.faults == [
                try TimedFault(text: "at=run+15s,for=30s,zone=0,centre=offset:-1500"),
                try TimedFault(text: "at=run+25s,zone=2,edge=stuck"),
                try TimedFault(text: "at=run+50s,zone=3,detector=500"),
            ])
    }

    @Test func `the bad line has its own faults and ten that the seed says`() throws {
        let script = try FaultScriptFile.read(path: Examples.path("faults/bad-line.yaml"))
        #expect(
            script.faults.prefix(3) == [
                try TimedFault(text: "at=0s,flip=100"),
                try TimedFault(text: "at=run+10s,for=20s,way=host,burst=30ms:200"),
                try TimedFault(text: "at=run+40s,for=2s,unplug"),
            ])
        let drawn = FaultScript(seed: 7, count: 10, within: .seconds(55)).faults
        #expect(script.faults.dropFirst(3).map(\.what) == drawn.map(\.what))
        #expect(script.faults.dropFirst(3).map(\.lasts) == drawn.map(\.lasts))
        for (fault, original) in zip(script.faults.dropFirst(3), drawn) {
            guard case .afterRun(let moment) = fault.begins, case .afterRun(let before) = original.begins else {
                #expect(Bool(false), "a drawn fault begins after the start")
                continue
            }
            #expect(moment == before + .seconds(5))
            #expect(moment >= .seconds(5) && moment <= .seconds(60))
        }
    }

    @Test func `every example is read here`() throws {
        let names = try Examples.names(in: "faults")
        #expect(names == ["bad-line.yaml", "lifting-pad.yaml", "lying-sensor.yaml"])
    }

    @Test(arguments: [
        ("{button: }", "button"), ("{button: held}", "button=held"), ("{reset: , at: 3 s}", "at=3s,reset"),
        ("{at: run + 20 s, zone: 0, heat: 43500}", "at=run+20s,zone=0,heat=43500"),
        ("{at: 250ms, for: 2min, stuck: both}", "at=250ms,for=2min,stuck=both"),
        ("{\"zone\": 1, \"weld\": \"3000:first\"}", "zone=1,weld=3000:first"),
        ("{missing: 'every:5'}", "missing=every:5"),
        ("{unplug: line-2, for: 1 s}", "for=1s,unplug=line-2"), ("{clock: -250ms}", "clock=-250ms"),
    ]) func `an entry is the fault that its parts are on a command line`(entry: String, text: String) throws {
        #expect(try parse("faults:\n  - \(entry)").faults == [try TimedFault(text: text)])
    }

    @Test func `every fault that can be drawn can be written and read again`() throws {
        for fault in FaultScript(seed: 3, count: 300, within: .seconds(60)).faults {
            let entries = "\(fault)".split(separator: ",").map { part in
                let halves = part.split(separator: "=", maxSplits: 1)
                return "    \(halves[0]): \(halves.count > 1 ? String(halves[1]) : "")"
            }
            let read = try parse("faults:\n  -\n" + entries.joined(separator: "\n"))
            #expect(read.faults == [fault], "\(fault)")
        }
    }

    @Test func `the time of drawn faults is exact to the millisecond`() throws {
        let written = try parse("random: {seed: 1, count: 5, from: 1.005 s, until: 0.2 min}")
        let drawn = FaultScript(seed: 1, count: 5, within: .milliseconds(10_995))
        for (fault, original) in zip(written.faults, drawn.faults) {
            guard case .afterRun(let moment) = fault.begins, case .afterRun(let before) = original.begins else {
                continue
            }
            #expect(moment == before + .milliseconds(1005))
        }
        #expect(written.faults.count == 5)
    }

    @Test func `a script may be empty`() throws { #expect(try parse("faults: []") == FaultScript()) }

    @Test(arguments: [
        ("fault: []", "f.yaml:1: key 'fault': is not known here, allowed faults, random"),
        ("faults: 3", "f.yaml:1: key 'faults': value is one value, allowed a list of faults"),
        (
            "faults:\n  - open",
            "f.yaml:2: key 'faults[1]': value is one value, allowed a section such as {at: 20 s, zone: 1, contact: open}"
        ),
        (
            "faults:\n  - zone: 1\n    contct: open",
            "f.yaml:3: key 'faults[1].contct': 'contct' is no part of a fault. Parts are at, for, zone, way, and one of"
        ),
        (
            "faults:\n  - zone: 1\n    contact: opn",
            "f.yaml:3: key 'faults[1].contact': 'contact' has the value 'opn', but "
        ),
        (
            "faults:\n  - at: soon\n    button: held",
            "f.yaml:2: key 'faults[1].at': 'at' has the value 'soon', but a time of up to a day such as"
        ),
        ("faults:\n  - at: 20\n    button:", "f.yaml:2: key 'faults[1].at': 'at' has the value '20', but a time"),
        ("faults:\n  - for: 0 s\n    hang:", "f.yaml:2: key 'faults[1].for': 'for' has the value '0s', but more than"),
        (
            "faults:\n  - {zone: 7, contact: open}",
            "f.yaml:2: key 'faults[1].zone': 'zone' has the value '7', but 0 to 3"
        ),
        ("faults:\n  - at: 20 s", "f.yaml:2: key 'faults[1]': Nothing breaks. Add one of contact,"),
        ("faults:\n  - contact: open", "f.yaml:2: key 'faults[1]': 'contact' happens in one zone."),
        ("faults:\n  - {zone: 1, button: held}", "f.yaml:2: key 'faults[1]': 'button' happens in no zone."),
        ("faults:\n  - {button: held, hang: }", "f.yaml:2: key 'faults[1]': 'button' and 'hang' are two faults."),
        ("faults:\n  - {way: host, button: held}", "f.yaml:2: key 'faults[1]': 'button' does not happen to bytes"),
        (
            "faults:\n  - {zone: '1,contact=open'}",
            "f.yaml:2: key 'faults[1].zone': a comma or an equals sign is in no part of a fault"
        ),
        ("faults:\n  - {\"zone=1,contact\": open}", "f.yaml:2: key 'faults[1].zone=1,contact': a comma or an equals"),
        (
            "faults:\n  - {zone: [1], contact: open}",
            "f.yaml:2: key 'faults[1].zone': value is a list, allowed one value such as 'open'"
        ),
        ("faults:\n  - {zone: 1, zone: 2}", "f.yaml:2: key 'zone': is written twice in one section, allowed once"),
        ("random: {seed: 1, count: 2}", "f.yaml:1: key 'random.until': is missing (write it as 'until: 60 s')"),
        ("random: {seed: 1, until: 60 s}", "f.yaml:1: key 'random.count': is missing (write it as 'count: 10')"),
        ("random: {count: 1, until: 60 s}", "f.yaml:1: key 'random.seed': is missing (write it as 'seed: 7')"),
        (
            "random: {seed: 1, count: 0, until: 60 s}",
            "f.yaml:1: key 'random.count': value '0' is out of range, allowed 1 … 1000"
        ),
        (
            "random: {seed: 1, count: 2, until: 60}",
            "f.yaml:1: key 'random.until': value '60' has no unit, allowed s, min, ms"
        ),
        (
            "random: {seed: 1, count: 2, from: 60 s, until: 60 s}",
            "f.yaml:1: key 'random': until is not at least 100 ms after from"
        ),
        ("random: {seed: 1, count: 2, until: 0.1 ms}", "f.yaml:1: key 'random.until': the time is finer than 1 ms"),
        (
            "random: {seed: 1, count: 2, to: 1 s, until: 60 s}",
            "f.yaml:1: key 'random.to': is not known here, allowed seed,"
        ),
        ("random: 3", "f.yaml:1: key 'random': value is one value, allowed a section of seed, count, from, until"),
    ]) func `what no script can say is refused with its place`(text: String, message: String) {
        let lines = lines(text)
        #expect(lines.count == 1, "\(lines)")
        #expect(lines.first?.hasPrefix(message) == true, "\(lines)")
    }

    @Test func `all problems are reported, one for each fault`() {
        let text = "faults:\n  - {button: x}\n  - {hang: }\n  - {nothing: }\nrandom: {seed: x}"
        let places = lines(text).map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
        #expect(
            places == [
                "f.yaml:2: key 'faults[1].button'", "f.yaml:4: key 'faults[3].nothing'", "f.yaml:5: key 'random.seed'",
                "f.yaml:5: key 'random.count'", "f.yaml:5: key 'random.until'",
            ])
    }
}
