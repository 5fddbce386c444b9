import ControlSocket
import Testing
import Varlink

@testable import Presentation

@Suite struct `Figures` {
    @Test func `are rounded half away from zero`() {
        #expect(Figure.thousandths(40_949, places: 1) == "40.9")
        #expect(Figure.thousandths(40_950, places: 1) == "41.0")
        #expect(Figure.thousandths(-1_250, places: 1) == "-1.3")
        #expect(Figure.thousandths(-49, places: 1) == "0.0")
        #expect(Figure.thousandths(120_500, places: 0) == "121")
        #expect(Figure.thousandths(42, places: 3) == "0.042")
    }

    @Test(arguments: [Int64.max, .min, 0, -1]) func `of any size do not trap`(value: Int64) {
        #expect(!Figure.celsius(value).isEmpty)
        #expect(!Figure.clock(value).isEmpty)
        #expect(!Figure.remaining(value, of: value).isEmpty)
        #expect(!Figure.remaining(.min, of: value).isEmpty)
    }

    @Test func `of time say 0:00 at the end and not before`() {
        #expect(Figure.clock(59_999) == "0:59")
        #expect(Figure.clock(1_200_000) == "20:00")
        #expect(Figure.remaining(59_999, of: 60_000) == "0:01")
        #expect(Figure.remaining(60_000, of: 60_000) == "0:00")
        #expect(Figure.remaining(61_000, of: 60_000) == "0:00")
    }
}

@Suite struct `A status` {
    @Test func `of a titration says what is looked for, and afterwards what was found and what is wanted`() {
        var status = Samples.status(state: "titrating")
        status.titration = TitrationReport(zone: "leftCheek", number: 12, search: "maximum")
        let during = StatusText.lines(status).map(\.text)
        #expect(during.contains("titrating leftCheek, presentation 12, looking for the maximum"))
        (status.titration, status.state) = (nil, "running")
        (status.zones[0].titration, status.zones[0].intensityPerMille) = ("found", 625)
        (status.zones[0].thresholdMicroamps, status.zones[0].maximumMicroamps) = (5_800, 15_200)
        status.zones[1].titration = "aboveCap"
        let after = StatusText.lines(status).map(\.text)
        let names = status.zones.map(\.zone)
        #expect(after.contains("\(names[0]): titrated 5.8 mA … 15.2 mA, intensity 62.5 %"))
        #expect(after.contains("\(names[1]): titrated, no range: aboveCap"))
        (status.zones[1].thresholdMicroamps, status.zones[1].maximumMicroamps) = (0, 20_000)
        status.zones[1].intensityPerMille = 400
        #expect(StatusText.lines(status).map(\.text).contains("\(names[1]): intensity 40.0 % of the plan's 20.0 mA"))
    }

    @Test func `shows state, progress and every zone`() {
        let text = StatusText.lines(Samples.status()).map(\.text)
        #expect(text[0] == "running · hold · OUTPUT ON")
        #expect(text[1] == "[####################--------------------] 50 %  0:30 of 1:00, 0:30 left")
        #expect(text[2].split(separator: "  ").first == "zone")
        #expect(
            text[3].split(separator: "  ").map { $0.drop { $0 == " " } } == [
                "forehead", "40.9 °C", "41.0 °C", "12.3 W", "12.4 W", "20.0 mA", "120 Ω", "468 of 936",
            ])
        #expect(text[4].contains("leftCheek        —"))
        #expect(text[5].contains("SIM-1 0001") && text[5].contains("simulator"))
    }

    @Test func `does not claim what is not known of the output`() {
        var status = Samples.status()
        status.outputIsZero = nil
        #expect(StatusText.lines(status)[0].text.contains("output not known"))
        status.outputIsZero = true
        #expect(StatusText.lines(status)[0].text.contains("output zero"))
    }

    @Test func `says what happened and what to do, before the zones and once`() {
        var status = Samples.status(state: "tripped")
        (status.firstCause, status.firstFinding, status.alarm) = ("overTemperature", Samples.finding, "high")
        let lines = StatusText.lines(status)
        #expect(lines[0] == Line("tripped · hold · overTemperature · OUTPUT ON", .alarm))
        #expect(
            lines[2]
                == Line(
                    "overTemperature (forehead): A treated zone became too warm. Look at the skin.", .alarm))
        status.message = "A treated zone became too warm. Look at the skin."
        let said = StatusText.lines(status).filter { $0.text.contains("Look at the skin.") }
        #expect(said.count == 1)
    }

    @Test func `in one line has the same zones`() {
        #expect(
            StatusText.oneLine(Samples.status())
                == "0:30 of 1:00, 0:30 left | running hold OUTPUT ON | forehead 40.9 °C 12.3 W 20.0 mA 120 Ω "
                + "| leftCheek — 12.3 W 20.0 mA 120 Ω")
    }

    @Test func `from a hostile device does not move the cursor`() {
        var status = Samples.status()
        status.message = "a\u{1B}[2Jb\nc\u{202E}d"
        status.device?.model = "\u{7}X\u{9B}2J"
        let text = StatusText.lines(status).map(\.text).joined() + StatusText.oneLine(status)
        #expect(!text.unicodeScalars.contains { $0.value < 32 || (127..<160).contains($0.value) || $0.value == 0x202E })
        #expect(text.contains("a·[2Jb·c·d"))
    }

    @Test func `with absurd numbers does not trap`() {
        var status = Samples.status()
        (status.elapsedMs, status.durationMs) = (.max, .max)
        #expect(StatusText.lines(status)[1].text.contains("100 %"))
        (status.elapsedMs, status.durationMs) = (.min, 1)
        #expect(StatusText.lines(status)[1].text.contains(" 0 %"))
    }
}

@Suite struct `A summary` {
    @Test func `has the members of summary.json`() throws {
        let summary = try #require(TreatmentSummary(Samples.status(state: "finished", result: "completed")))
        #expect(
            JSONValue.object(summary.json).text
                == #"{"result":"completed","firstCause":null,"zones":["#
                + #"{"zone":"forehead","pulsesPlanned":936,"pulsesDelivered":468,"energyMillijoules":345678,"#
                + #""peakMilliCelsius":41050,"cem43Milliminutes":42,"deepMilliminutes":314,"#
                + #""carriedMilliminutes":1100,"carriedDeepMilliminutes":5500},"#
                + #"{"zone":"leftCheek","pulsesPlanned":936,"pulsesDelivered":468,"energyMillijoules":345678,"#
                + #""peakMilliCelsius":41050,"cem43Milliminutes":42,"deepMilliminutes":314,"#
                + #""carriedMilliminutes":1100,"carriedDeepMilliminutes":5500}]}"#)
    }

    @Test func `is a table for people`() throws {
        let lines = try #require(TreatmentSummary(Samples.status(state: "finished", result: "completed"))).lines
        #expect(
            lines == [
                "result       completed",
                "first cause  none",
                "zone       planned  delivered   energy     peak  dose CEM43     before       deep     before",
                "forehead       936        468  345.7 J  41.1 °C   0.042 min  1.100 min  0.314 min  5.500 min",
                "leftCheek      936        468  345.7 J  41.1 °C   0.042 min  1.100 min  0.314 min  5.500 min",
            ])
    }

    @Test func `does not exist before the first treatment`() {
        var status = Samples.status(state: "ready")
        (status.recordId, status.zones) = (nil, [])
        #expect(TreatmentSummary(status) == nil)
    }
}

@Suite struct `Records and plans` {
    private let record = RecordSummary(
        id: 12, began: "2026-01-02T03:04:05Z", ended: nil, result: nil, firstCause: nil,
        planHash: "00112233445566778899aabbccddeeff", actor: "uid 1000")

    @Test func `in a list are a line each`() {
        let lines = RecordText.lines(ListRecordsReply(records: [record]))
        #expect(
            lines == [
                "id  what       began                 ended  result  first cause  plan              by",
                "12  treatment  2026-01-02T03:04:05Z  —      —       —            0011223344556677  uid 1000",
            ])
    }

    @Test func `shown one by one have events and the plan`() {
        let reply = GetRecordReply(
            record: record, zones: [],
            events: [RecordedEvent(id: 1, at: "2026-01-02T03:04:05Z", kind: "started", actor: "x", detail: ["a": 1])],
            plan: "name: Demo\n\u{1B}zones:\n")
        let lines = RecordText.lines(reply)
        #expect(lines.contains(#"  2026-01-02T03:04:05Z  started by x  {"a":1}"#))
        #expect(Array(lines.suffix(3)) == ["plan file", "  name: Demo", "  ·zones:"])
    }

    @Test func `loaded say what each zone will get`() {
        let zone = PlanZoneReport(
            zone: "forehead", pulses: 18_720, contractions: 180, chargeMicrocoulombs: 56_160,
            energyMillijoules: 345_678, peakMicroamps: 20_000, carriedMilliminutes: 1_100,
            carriedDeepMilliminutes: 5_500)
        #expect(
            LoadedText.lines(LoadPlanReply(planHash: "aa", program: "bb", zones: [zone], patient: "p-1")) == [
                "plan     aa",
                "program  bb",
                "patient  p-1",
                "approved none: it can be looked at, and not be armed",
                "zone      pulses  contractions    charge   energy     peak  skin today  deep today",
                "forehead   18720           180  56160 µC  345.7 J  20.0 mA   1.100 min   5.500 min",
            ])
    }

    private static let forecast = ForecastReport(
        zone: "forehead", energyMillijoules: 2_000_000, leastEnergyMillijoules: 1_100_000,
        mostEnergyMillijoules: 3_100_000, peakMilliCelsius: 41_000, deepPeakMilliCelsius: 41_700,
        cem43Milliminutes: 1_107, deepMilliminutes: 2_800)

    @Test func `loaded say what the shadow run expects`() {
        let reply = LoadPlanReply(planHash: "aa", program: "bb", zones: [], forecast: [Self.forecast])
        #expect(
            Array(LoadedText.lines(reply).suffix(2)) == [
                "expected    energy  at least   at most  skin to  dose CEM43  below to  dose CEM43",
                "forehead  2000.0 J  1100.0 J  3100.0 J  41.0 °C   1.107 min   41.7 °C   2.800 min",
            ])
    }

    @Test(
        arguments: [
            (1_099_999, "completed", "BELOW THE BAND"), (1_099_999, "tripped", "less, not played to the end"),
            (1_100_000, "completed", "within"), (3_100_000, "tripped", "within"),
            (3_100_001, "completed", "ABOVE THE BAND"), (3_100_001, "stopped", "ABOVE THE BAND"),
        ])
    func `shown one by one hold what was given against what was expected`(
        energy: Int64, result: String, verdict: String
    ) throws {
        var ended = record
        ended.result = result
        let given = RecordZone(
            zone: "forehead", pulsesPlanned: 9, pulsesDelivered: 9, energyMillijoules: energy,
            peakMilliCelsius: 41_100, cem43Milliminutes: 1_000)
        let reply = GetRecordReply(
            record: ended, zones: [given], forecast: [Self.forecast], events: [], plan: "")
        let lines = RecordText.lines(reply)
        let at = try #require(lines.firstIndex { $0.hasPrefix("predicted, and delivered") })
        #expect(lines[at + 1].hasPrefix("forehead") && lines[at + 1].contains("1100.0 J to 3100.0 J"))
        #expect(lines[at + 2].contains("  \(verdict)  ") && lines[at + 2].contains("41.1 °C"))
    }

    @Test func `loaded for nobody say whose doses they share`() {
        let lines = LoadedText.lines(LoadPlanReply(planHash: "aa", program: "bb", zones: []))
        #expect(lines[2].contains("every load without one") && lines[2].contains("--patient"))
    }
}
