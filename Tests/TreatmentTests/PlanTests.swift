import Testing
import Treatment
import Units

struct PlanTests {
    private func finding(_ zone: ZonePlan, duration: Duration = .seconds(1200)) -> String? {
        Plan.findings(name: "Sample", duration: duration, zones: [zone]).first?.message
    }

    /// Changes one value of a plan that heats and stimulates one zone.
    struct Case: Sendable, CustomTestStringConvertible {
        let key: String
        let zone: Zone
        let change: @Sendable (inout Heating, inout Stimulation) -> Void
        let message: String?
        var testDescription: String { key + (message == nil ? " at its limit" : " beyond it") }

        init(
            _ key: String, _ message: String?, zone: Zone = .forehead,
            _ change: @escaping @Sendable (inout Heating, inout Stimulation) -> Void
        ) {
            (self.key, self.zone, self.message, self.change) = (key, zone, message, change)
        }
    }

    private static let skin = "the skin is held at least 0.5 °C below the foldback at 42 °C"
    private static let warmUp = "the warm-up starts from 34 °C and ends at the target or below it"

    static let heatingCases = [
        Case("target", nil) { heating, _ in (heating.target, heating.warmUpTarget) = (.celsius(38), .celsius(38)) },
        Case("target", nil) { heating, _ in heating.target = .milliCelsius(41_500) },
        Case("target", "value '41.501 °C' is out of range, allowed 38 … 41.5 °C (\(skin))") { heating, _ in
            heating.target = .milliCelsius(41_501)
        },
        Case("target", "value '37.999 °C' is out of range, allowed 38 … 41.5 °C (\(skin))") { heating, _ in
            heating.target = .milliCelsius(37_999)
        },
        Case("warmUpTarget", nil) { heating, _ in heating.warmUpTarget = .celsius(35) },
        Case("warmUpTarget", nil) { heating, _ in heating.warmUpTarget = .celsius(41) },
        Case("warmUpTarget", "value '41.001 °C' is above the target, allowed up to 41 °C") { heating, _ in
            heating.warmUpTarget = .milliCelsius(41_001)
        },
        Case("warmUpTarget", "value '34.999 °C' is out of range, allowed 35 … 41.5 °C (\(warmUp))") { heating, _ in
            heating.warmUpTarget = .milliCelsius(34_999)
        },
        Case("warmUpDuration", nil) { heating, _ in heating.warmUpDuration = .seconds(10) },
        Case("warmUpDuration", nil) { heating, _ in heating.warmUpDuration = .seconds(600) },
        Case(
            "warmUpDuration",
            "value '9.95 s' is out of range, allowed 10 s … 10 min (comparable devices warm up in 2 min)"
        ) { heating, _ in heating.warmUpDuration = .milliseconds(9950) },
        Case("warmUpDuration", "value '10.01 s' is no multiple of 0.05 s, the length of a segment") { heating, _ in
            heating.warmUpDuration = .milliseconds(10_010)
        },
        Case("rampLimit", nil) { heating, _ in heating.rampLimit = .milliCelsiusPerMinute(500) },
        Case(
            "rampLimit",
            "value '3.501 °C/min' is out of range, allowed 0.5 … 3.5 °C/min "
                + "(a steeper rise outruns the detection of a lying sensor)"
        ) { heating, _ in heating.rampLimit = .milliCelsiusPerMinute(3501) },
        Case("density", nil) { heating, _ in heating.density = .milliwattsPerSquareCentimetre(20) },
        Case(
            "density",
            "value '151 mW/cm²' is out of range, allowed 20 … 150 mW/cm² "
                + "(150 mW/cm² is enough to warm up, and 200 without control would burn)"
        ) { heating, _ in heating.density = .milliwattsPerSquareCentimetre(151) },
    ]

    static let stimulationCases = [
        Case("current", nil) { _, stimulation in stimulation.current = .milliamps(60) },
        Case("current", nil) { _, stimulation in stimulation.current = .milliamps(1) },
        Case(
            "current", "value '60.001 mA' is out of range, allowed 1 … 60 mA (facial studies use up to 35 mA)"
        ) { _, stimulation in stimulation.current = .microamps(60_001) },
        Case("current", nil, zone: .submentum) { _, stimulation in stimulation.current = .milliamps(40) },
        Case(
            "current",
            "value '40.001 mA' is out of range, allowed 1 … 40 mA (the submentum is close to the carotid sinus)",
            zone: .submentum
        ) { _, stimulation in stimulation.current = .microamps(40_001) },
        Case("current", "value gives 12.06 µC per phase, allowed up to 12 µC (current × width)") { _, stimulation in
            (stimulation.current, stimulation.width) = (.milliamps(60), .microseconds(201))
        },
        Case("rate", nil) { _, stimulation in stimulation.rate = .hertz(1) },
        Case("rate", nil) { _, stimulation in stimulation.rate = .hertz(120) },
        Case(
            "rate",
            "value '120.001 Hz' is out of range, allowed 1 … 120 Hz (above 120 Hz only the charge rises, "
                + "not the force)"
        ) { _, stimulation in stimulation.rate = .millihertz(120_001) },
        Case("width", nil) { _, stimulation in stimulation.width = .microseconds(50) },
        Case("width", nil) { _, stimulation in stimulation.width = .microseconds(400) },
        Case(
            "width",
            "value '401 µs' is out of range, allowed 50 … 400 µs (motor nerves answer to 50–400 µs with the "
                + "least charge)"
        ) { _, stimulation in stimulation.width = .microseconds(401) },
        Case(
            "on",
            "value '10.05 s' is out of range, allowed 0.6 … 10 s (a contraction must hold both ramps and not "
                + "tire the muscle)"
        ) { _, stimulation in stimulation.on = .milliseconds(10_050) },
        Case("on", "value '0.95 s' is shorter than rampUp and rampDown, allowed from 1 s") { _, stimulation in
            stimulation.on = .milliseconds(950)
        },
        Case(
            "off", "value '0.45 s' is out of range, allowed 0.5 s … 1 min (a muscle needs a rest between contractions)"
        ) { _, stimulation in stimulation.off = .milliseconds(450) },
        Case(
            "rampUp", "value '0.25 s' is out of range, allowed 0.3 … 1 s (a faster rise startles)"
        ) { _, stimulation in stimulation.rampUp = .milliseconds(250) },
        Case(
            "rampDown", "value '1.05 s' is out of range, allowed 0.3 … 1 s (a faster fall startles)"
        ) { _, stimulation in stimulation.rampDown = .milliseconds(1050) },
        Case("from", "value '-0.05 s' is out of range, allowed 0 s … 30 min (contractions happen within the treatment)")
        {
            _, stimulation in stimulation.from = .milliseconds(-50)
        },
        Case("until", "value '20.001 s' is no multiple of 0.05 s, the length of a segment") { _, stimulation in
            stimulation.until = .milliseconds(20_001)
        },
        Case("until", "value '121.95 s' leaves no time for one contraction, allowed from 122 s") { _, stimulation in
            stimulation.until = .milliseconds(121_950)
        },
        Case("until", nil) { _, stimulation in stimulation.until = .seconds(122) },
        Case("until", nil) { _, stimulation in stimulation.until = .milliseconds(1_199_950) },
        Case("until", "value '1195.95 s' cuts the last contraction, nearest allowed 1194 s and 1196 s") {
            _, stimulation in stimulation.until = .milliseconds(1_195_950)
        },
        Case("until", "value '1206 s' is after the treatment's end, allowed up to 20 min") { _, stimulation in
            stimulation.until = .seconds(1206)
        },
    ]

    @Test(arguments: heatingCases + stimulationCases) func `a value is allowed up to its limit and no further`(
        example: Case
    ) {
        var (heating, stimulation) = (Samples.heating, Samples.stimulation)
        example.change(&heating, &stimulation)
        let zone = ZonePlan(zone: example.zone, heating: heating, stimulation: stimulation)
        let expected = example.message.map { "key '\(example.zone.name).\(example.key)': \($0)" }
        #expect(finding(zone) == expected)
    }

    @Test(
        arguments: [
            (Duration.seconds(10), nil), (.seconds(1800), nil),
            (
                .milliseconds(9950),
                "key 'duration': value '9.95 s' is out of range, allowed 10 s … 30 min (the thermal dose budget is made "
                    + "for at most 30 min)"
            ),
            (
                .milliseconds(10_020),
                "key 'duration': value '10.02 s' is no multiple of 0.05 s, the length of a segment"
            ),
        ] as [(Duration, String?)]) func `a treatment lasts ten seconds to thirty minutes`(
            duration: Duration, message: String?
        )
    {
        #expect(finding(Samples.heated(), duration: duration) == message)
    }

    @Test func `a zone that gets nothing is refused`() {
        let empty = ZonePlan(zone: .forehead, heating: nil, stimulation: nil)
        #expect(
            finding(empty)
                == "key 'forehead.zone': value 'forehead' has neither heating nor stimulation (leave the zone out)"
        )
    }

    @Test func `a plan has one to four zones and none twice`() {
        func first(_ zones: [ZonePlan]) -> String? {
            Plan.findings(name: "Sample", duration: .seconds(1200), zones: zones).first?.message
        }
        let count = "allowed 1 … 4 (an applicator has no more)"
        #expect(first([]) == "key 'zones': value has 0 zones, \(count)")
        #expect(first(Samples.fullFaceZones + [Samples.heated()]) == "key 'zones': value has 5 zones, \(count)")
        #expect(
            first([Samples.heated(), Samples.heated()])
                == "key 'forehead.zone': value 'forehead' appears twice, allowed once (put both sections under one entry)"
        )
    }

    @Test(arguments: ["", " ", "\u{202E}evil", "a\nb", "a\u{1B}[2J", String(repeating: "x", count: 65)])
    func `a name that does not print on one line is refused`(name: String) throws {
        let finding = try #require(
            Plan.findings(name: name, duration: .seconds(1200), zones: Samples.fullFaceZones).first
        )
        #expect(finding == .nameNotPrintable(name))
        #expect(finding.message.hasSuffix("is no name, allowed 1 … 64 printable characters"))
        #expect(!finding.message.contains("\u{1B}") && !finding.message.contains("\n"))
    }

    @Test(arguments: ["x", "Gesicht, unten – süß", String(repeating: "é", count: 64)])
    func `a printable name is accepted`(name: String) {
        #expect(throws: Never.self) {
            try Plan(name: name, duration: .seconds(1200), zones: Samples.fullFaceZones)
        }
    }

    @Test func `all findings are reported and the first is thrown`() {
        let zones = [
            Samples.heated { $0.target = .celsius(50) },
            Samples.stimulated(.submentum) { ($0.current, $0.rate) = (.milliamps(50), .zero) },
        ]
        let findings = Plan.findings(name: "", duration: .zero, zones: zones)
        #expect(findings.map(\.field) == [.name, .duration, .target, .current, .rate, .until])
        #expect(findings.map(\.zone) == [nil, nil, .forehead, .submentum, .submentum, .submentum])
        #expect(throws: TreatmentError.nameNotPrintable("")) { try Plan(name: "", duration: .zero, zones: zones) }
    }

    @Test func `the program's refusals say where and what to do`() {
        #expect(
            TreatmentError.pulsesOverlap(.leftCheek, .rightCheek, at: .milliseconds(1500)).message
                == "key 'rightCheek.rate': pulses of leftCheek and rightCheek come closer than 200 µs at 1.5 s (give "
                + "both zones one rate and one rhythm)"
        )
        #expect(
            TreatmentError.pulseOutlastsTreatment(.submentum, at: .milliseconds(59_999)).message
                == "key 'submentum.until': the last pulse, at 59.999 s, ends after the treatment (end the contractions "
                + "earlier)"
        )
    }
}
