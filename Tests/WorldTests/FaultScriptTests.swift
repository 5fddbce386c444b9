import Device
import Testing
import Units
import World

struct FaultScriptTests {
    @Test func `a fault without a time breaks at once and for ever`() throws {
        let script = FaultScript([try TimedFault(text: "zone=0,centre=open")])
        let zone = try #require(ZoneIndex(0))
        #expect(script.faults(at: .zero).centre[zone] == .open)
        #expect(script.faults(at: .seconds(3600)).centre[zone] == .open)
        #expect(script.nextChange(after: .zero) == nil)
    }

    @Test func `a fault lasts from its time until its end and no longer`() throws {
        let script = FaultScript([try TimedFault(text: "at=20s,for=500ms,zone=1,contact=open")])
        let zone = try #require(ZoneIndex(1))
        let begin = Duration.seconds(20)
        let end = Duration.milliseconds(20_500)
        #expect(script.faults(at: begin - .nanoseconds(1)) == LiveFaults())
        #expect(script.faults(at: begin).contact[zone] == .open)
        #expect(script.faults(at: end - .nanoseconds(1)).contact[zone] == .open)
        #expect(script.faults(at: end) == LiveFaults())
        #expect(script.nextChange(after: .zero) == begin)
        #expect(script.nextChange(after: begin) == end)
        #expect(script.nextChange(after: end) == nil)
    }

    @Test func `a fault timed from the run waits for the first one`() throws {
        var script = FaultScript([try TimedFault(text: "at=run+2s,button")])
        #expect(script.nextChange(after: .zero) == nil)
        #expect(!script.faults(at: .seconds(100)).buttonHeld)
        script.runBegan(at: .seconds(7))
        script.runBegan(at: .seconds(50))
        #expect(script.nextChange(after: .seconds(7)) == .seconds(9))
        #expect(script.faults(at: .seconds(9)).buttonHeld)
        #expect(!script.faults(at: .milliseconds(9200)).buttonHeld, "a press lasts 200 ms")
    }

    @Test func `of two faults of one thing the later in the list wins while it lasts`() throws {
        let script = FaultScript([
            try TimedFault(text: "zone=2,heat=39000"), try TimedFault(text: "at=1s,for=1s,zone=2,heat=43500"),
        ])
        let zone = try #require(ZoneIndex(2))
        #expect(script.faults(at: .zero).heldTemperature[zone] == .milliCelsius(39_000))
        #expect(script.faults(at: .seconds(1)).heldTemperature[zone] == .milliCelsius(43_500))
        #expect(script.faults(at: .seconds(2)).heldTemperature[zone] == .milliCelsius(39_000))
    }
}

struct FaultTextTests {
    static let zone = ZoneIndex(3)

    @Test func `every fault can be written`() throws {
        let zone = try #require(Self.zone)
        let expected: [(String, TimedFault.Effect)] = [
            ("zone=3,contact=open", .contact(.open, zone)),
            ("zone=3,contact=short", .contact(.short, zone)),
            ("contact=400,zone=3", .contact(.partial(PerMille(rawValue: 400)), zone)),
            ("zone=3,centre=short", .centre(.short, zone)),
            ("zone=3,centre=offset:-1500", .centre(.offset(.millikelvin(-1500)), zone)),
            ("zone=3,edge=frozen:36000", .edge(.frozen(.milliCelsius(36_000)), zone)),
            ("zone=3,heat=43500", .heat(.milliCelsius(43_500), zone)),
            ("zone=3,weld=3000", .weld(.milliwatts(3000), zone)),
            ("button=held", .button),
            ("stuck=first", .stuck(.first)),
            ("stuck=second", .stuck(.second)),
            ("pulses=700", .pulses(PerMille(rawValue: 700))),
            ("imbalance=100", .imbalance(PerMille(rawValue: 100))),
        ]
        for (text, effect) in expected {
            #expect(try TimedFault(text: text) == TimedFault(effect, begins: .afterStart(.zero)), "\(text)")
        }
    }

    @Test func `times have a unit and may count from the run`() throws {
        let pressed = TimedFault.Effect.button
        #expect(
            try TimedFault(text: "at=2min,for=3s,button")
                == TimedFault(pressed, begins: .afterStart(.seconds(120)), lasts: .seconds(3)))
        #expect(
            try TimedFault(text: "button,at=run+250ms")
                == TimedFault(pressed, begins: .afterRun(.milliseconds(250)), lasts: .milliseconds(200)))
    }

    @Test(arguments: [
        ("", FaultTextError.unknownKey("")),
        ("at=20s", .noFault),
        ("bottun", .unknownKey("bottun")),
        ("button,", .unknownKey("")),
        ("button,stuck=first", .twoFaults("button", "stuck")),
        ("at=1s,at=2s,button", .repeated(key: "at")),
        ("zone=0,zone=1,contact=open", .repeated(key: "zone")),
        ("for=1s,for=1s,button", .repeated(key: "for")),
        ("contact=open", .zoneMissing(key: "contact")),
        ("zone=1,button", .zoneNotExpected(key: "button")),
        ("zone=4,contact=open", .wrongValue(key: "zone", value: "4", expected: "0 to 3")),
        ("zone=-1,contact=open", .wrongValue(key: "zone", value: "-1", expected: "0 to 3")),
        ("stuck=third", .wrongValue(key: "stuck", value: "third", expected: "first, second or both")),
        ("for=0s,button", .wrongValue(key: "for", value: "0s", expected: "more than 0 ms")),
    ])
    func `a text that describes no fault says what is wrong`(text: String, error: FaultTextError) {
        #expect(throws: error) { try TimedFault(text: text) }
    }

    @Test(arguments: [
        "at=20,button", "at=s,button", "at=,button", "at=-1s,button", "at=1.5s,button", "at=1h,button",
        "at=99999999999999999999s,button", "at=9223372036854775807s,button", "at=1441min,button", "at=run,button",
        "for=run+1s,button",
        "zone=0,contact", "zone=0,contact=0", "zone=0,contact=1001", "zone=0,contact=half", "zone=0,centre=warm",
        "zone=0,centre=offset:", "zone=0,edge=frozen:60000", "zone=0,heat=43.5", "zone=0,heat=99999", "zone=0,weld=0",
        "button=once", "pulses=-1", "imbalance=", "zone=,contact=open", "zone=٣,contact=open", "at=٣s,button",
    ])
    func `a value that a part cannot have is refused with what was expected`(text: String) {
        #expect {
            try TimedFault(text: text)
        } throws: { error in
            guard let error = error as? FaultTextError, case .wrongValue = error else { return false }
            return error.description.contains("expected")
        }
    }
}

struct LinePaceTests {
    @Test func `a byte takes ten bits`() {
        var pace = LinePace(baud: 100_000)
        #expect(pace.arrival(of: 32, givenAt: .nanoseconds(5)) == .nanoseconds(5 + 3_200_000))
    }

    @Test func `bytes wait for those before them and not for idle time`() {
        var pace = LinePace(baud: 100_000)
        _ = pace.arrival(of: 10, givenAt: .zero)
        #expect(pace.arrival(of: 1, givenAt: .nanoseconds(400_000)) == .nanoseconds(1_100_000))
        #expect(pace.arrival(of: 1, givenAt: .nanoseconds(9_000_000)) == .nanoseconds(9_100_000))
    }

    @Test func `a line without a rate takes no time`() {
        var pace = LinePace(baud: 0)
        #expect(pace.arrival(of: 1_000_000, givenAt: .nanoseconds(7)) == .nanoseconds(7))
        #expect(pace.arrival(of: 1, givenAt: .nanoseconds(7)) == .nanoseconds(7))
    }
}
