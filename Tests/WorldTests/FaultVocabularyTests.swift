import Device
import Testing
import Units
import World

@Suite("Every fault can be named, written, read and drawn")
struct FaultVocabularyTests {
    static let texts = [
        "zone=3,contact=lifting:100", "zone=3,contact=drying:1050", "zone=3,contact=bridged:20000",
        "zone=3,contact=lead", "zone=0,centre=stuck", "zone=0,edge=drift:-200", "zone=0,centre=noise:500",
        "zone=0,edge=detached", "zone=0,centre=swapped:2", "zone=1,weld=3000:first", "zone=1,weld=3000:second",
        "zone=1,weld=3000:either", "zone=2,power=1300", "zone=2,detector=500", "zone=2,meter=frozen",
        "return=first:500", "return=second:0",
        "stuck=both", "missing=200", "missing=every:5", "reference=-300", "pickup=300", "clock=250ms", "clock=-250ms",
        "reset",
        "hang", "lease",
        "unplug", "for=1s,unplug=line-2", "drop=500", "way=device,flip=500", "way=host,duplicate=20", "insert=1000000",
        "way=host,burst=30ms:200", "split=800us:20000", "at=run+90s,for=3s,zone=0,contact=400", "button=held",
        "for=200ms,button", "at=1min,stuck=first",
    ]

    @Test(arguments: texts)
    func `a fault is written as it was read`(text: String) throws {
        #expect(try TimedFault(text: text).description == text)
    }

    @Test func `a random script reads back the same, and its seed determines it`() throws {
        for seed in 0..<40 as Range<UInt64> {
            let script = FaultScript(seed: seed, count: 50, within: .seconds(60))
            #expect(script.faults.count == 50)
            #expect(script == FaultScript(seed: seed, count: 50, within: .seconds(60)))
            #expect(script != FaultScript(seed: seed + 1, count: 50, within: .seconds(60)))
            for fault in script.faults { #expect(try TimedFault(text: "\(fault)") == fault, "\(fault)") }
        }
    }

    @Test func `a random script draws every kind, within its time`() {
        let script = FaultScript(seed: 1, count: 4000, within: .seconds(60))
        var keys: Set<String> = []
        var hazards: Set<FaultHazard> = []
        for fault in script.faults {
            let part = "\(fault)".split(separator: ",").last ?? ""
            keys.insert(String(part.split(separator: "=").first ?? ""))
            hazards.insert(fault.what.hazard)
            guard case .afterRun(let begins) = fault.begins else {
                Issue.record("\(fault) does not begin after the run")
                continue
            }
            #expect(begins >= .zero && begins <= .seconds(60))
            #expect(fault.lasts.map { $0 <= .seconds(12) } ?? true)
        }
        #expect(keys.count == 28, "\(keys.sorted())")
        #expect(hazards == Set(FaultHazard.allCases))
    }

    @Test func `every hazard has an id of small letters and a sentence`() {
        #expect(Set(FaultHazard.allCases.map(\.rawValue)).count == FaultHazard.allCases.count)
        for hazard in FaultHazard.allCases {
            #expect(hazard.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
            #expect(hazard.sentence.hasSuffix("."))
        }
    }

    @Test(arguments: [
        ("zone=1,weld=3000", FaultHazard.weldedOutput), ("zone=1,contact=500", .concentratedCurrent),
        ("zone=1,contact=short", .strayCurrent), ("zone=1,centre=stuck", .blindHeating),
        ("zone=1,ripple=1500", .wrongPower), ("zone=1,detector=500", .unseenPower),
        ("zone=1,meter=frozen", .concentratedCurrent),
        ("imbalance=500", .residualCharge), ("flip=10", .corruptedCommand),
        ("hang", .lostControl), ("lease", .lostControl), ("reset", .lostState), ("clock=1s", .wrongTime),
    ])
    func `a fault stands for its hazard`(text: String, hazard: FaultHazard) throws {
        #expect(try TimedFault(text: text).what.hazard == hazard)
    }

    @Test(arguments: [
        ("way=device,hang", FaultTextError.wayNotExpected(key: "hang")),
        ("zone=1,drop=5", .zoneNotExpected(key: "drop")),
        ("way=device,way=host,drop=5", .repeated(key: "way")), ("power=900", .zoneMissing(key: "power")),
        ("hang=1", .wrongValue(key: "hang", value: "1", expected: "no value")),
    ])
    func `a part in the wrong place says so`(text: String, error: FaultTextError) {
        #expect(throws: error) { try TimedFault(text: text) }
    }

    @Test(arguments: [
        "drop=1000001", "drop=-1", "drop", "burst=30ms", "burst=30:200", "burst=30ms:", "split=1ms:2:3",
        "way=both,drop=1",
        "unplug=a/b", "unplug=..", "unplug=\(String(repeating: "a", count: 33))", "clock=0s", "clock=61s", "clock=--1s",
        "missing=every:0", "missing=1001", "return=third:500", "return=first", "zone=0,contact=lifting:0",
        "zone=0,contact=drying:1000", "zone=0,contact=open:1", "zone=0,centre=stuck:1", "zone=0,centre=noise:0",
        "zone=0,centre=swapped:4", "zone=0,weld=3000:third", "zone=0,weld=0:first", "zone=0,power=5001", "reset=now",
    ])
    func `a value that a part cannot have is refused`(text: String) {
        #expect {
            try TimedFault(text: text)
        } throws: { error in
            guard let error = error as? FaultTextError, case .wrongValue = error else { return false }
            return error.description.contains("expected")
        }
    }
}

struct FaultSetTests {
    private func zone(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    @Test func `each fault breaks its own thing and nothing else`() throws {
        let script = FaultScript([
            try TimedFault(text: "zone=1,weld=900:first"), try TimedFault(text: "zone=2,power=1300"),
            try TimedFault(text: "zone=2,ripple=1500"), try TimedFault(text: "zone=3,detector=500"),
            try TimedFault(text: "zone=1,meter=frozen"),
            try TimedFault(text: "way=host,drop=70"),
            try TimedFault(text: "flip=30"), try TimedFault(text: "stuck=both"),
            try TimedFault(text: "missing=every:4"),
            try TimedFault(text: "return=second:400"), try TimedFault(text: "hang"), try TimedFault(text: "unplug"),
        ])
        var expected = LiveFaults()
        expected.weldedPower[try zone(1)] = .milliwatts(900)
        expected.weldCut[try zone(1)] = .firstAlone
        expected.powerScale[try zone(2)] = PerMille(rawValue: 1300)
        expected.ripple[try zone(2)] = PerMille(rawValue: 1500)
        expected.detectorScale[try zone(3)] = PerMille(rawValue: 500)
        expected.frozenMeters.insert(try zone(1))
        expected.line.toHost.dropped = PerMillion(rawValue: 70)
        expected.line.toHost.flipped = PerMillion(rawValue: 30)
        expected.line.toDevice.flipped = PerMillion(rawValue: 30)
        expected.firstShutOffIsStuck = true
        expected.secondShutOffIsStuck = true
        expected.missing = .every(4)
        expected.returnSecond = PerMille(rawValue: 400)
        expected.firmwareHangs = true
        expected.isUnplugged = true
        #expect(script.faults(at: .zero) == expected)
    }

    @Test func `what happens once happens once`() throws {
        var script = FaultScript([
            try TimedFault(text: "at=2s,reset"), try TimedFault(text: "at=2s,clock=250ms"),
            try TimedFault(text: "at=3s,clock=-100ms"),
        ])
        #expect(script.faults(at: .seconds(2)) == LiveFaults())
        #expect(script.takeResets(upTo: .milliseconds(1999)) == 0)
        #expect(script.takeResets(upTo: .seconds(2)) == 1)
        #expect(script.takeResets(upTo: .seconds(9)) == 0)
        var other = script
        #expect(script.takeClockStep(upTo: .seconds(2)) == .milliseconds(250))
        #expect(script.takeClockStep(upTo: .seconds(3)) == .zero - .milliseconds(100))
        #expect(script.takeClockStep(upTo: .seconds(9)) == .zero)
        #expect(other.takeClockStep(upTo: .seconds(3)) == .milliseconds(150))
        // What is added for a moment that has passed happens all the same, and two of one moment both do.
        script.add(TimedFault(.reset, begins: .afterStart(.zero)), at: .seconds(9))
        script.add(TimedFault(.reset, begins: .afterStart(.zero)), at: .seconds(9))
        #expect(script.takeResets(upTo: .seconds(9)) == 2)
    }

    @Test func `the last cable that was pulled gives the name`() throws {
        let script = FaultScript([
            try TimedFault(text: "at=5s,for=1s,unplug=second"), try TimedFault(text: "at=2s,for=1s,unplug=first"),
            try TimedFault(text: "at=9s,for=1s,unplug"),
        ])
        #expect(script.plugName(at: .seconds(1)) == nil)
        #expect(script.plugName(at: .seconds(3)) == "first")
        #expect(script.plugName(at: .seconds(6)) == "second")
        #expect(script.plugName(at: .seconds(10)) == nil)
    }

    @Test func `a fault that was added counts from then, and goes alone`() throws {
        var script = FaultScript([try TimedFault(text: "button=held")])
        script.add(try TimedFault(text: "at=1s,hang"), at: .seconds(10))
        #expect(!script.faults(at: .seconds(10)).firmwareHangs)
        #expect(script.faults(at: .seconds(11)).firmwareHangs)
        #expect(script.removeAdded() == 1)
        #expect(script.faults(at: .seconds(11)).buttonHeld)
        #expect(!script.faults(at: .seconds(11)).firmwareHangs)
    }
}
