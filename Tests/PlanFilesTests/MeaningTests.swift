import PlanFiles
import Testing
import Treatment
import Units

struct MeaningTests {
    private func load(_ text: String) throws -> LoadedPlan { try PlanFile.parse(text: text, fileName: "p.yaml") }

    @Test func `every value arrives in its quantity`() throws {
        let plan = try load(SampleText.plan).plan
        #expect(plan.name == "Sample")
        #expect(plan.duration == .seconds(60))
        let heating = Heating(
            target: .celsius(38), warmUpTarget: .celsius(37), warmUpDuration: .seconds(60),
            rampLimit: .milliCelsiusPerMinute(3500), density: .milliwattsPerSquareCentimetre(150)
        )
        let stimulation = Stimulation(
            current: .milliamps(12), rate: .hertz(50), width: .microseconds(200), on: .seconds(2), off: .seconds(3),
            rampUp: .milliseconds(500), rampDown: .milliseconds(500), from: .seconds(5), until: .seconds(60)
        )
        #expect(
            plan.zones == [
                ZonePlan(zone: .forehead, heating: heating, stimulation: stimulation),
                ZonePlan(zone: .submentum, heating: heating, stimulation: stimulation),
            ]
        )
    }

    @Test(arguments: [
        ("width: 200 µs", "width: 200 μs"), ("width: 200 µs", "width: 200 us"), ("width: 200 µs", "width: 200.000 µs"),
        ("mW/cm²", "mW/cm2"), ("on: 2 s", "on: 2000 ms"), ("on: 2 s", "on: 2.00 s"), ("on: 2 s", "on: 2s"),
        ("duration: 60 s", "duration: 1 min"), ("duration: 60 s", "duration: 1.0 min  # a comment"),
        ("38.0 °C", "\"38 °C\""), ("38.0 °C", "'38.000   °C'"), ("name: Sample", "name: 'Sample'"),
        ("- zone: forehead", "- {zone: forehead}"), ("- zone: forehead", "- zone: forehead\n    heating: {}"),
        ("\n", "\r\n"), ("name:", "\u{FEFF}name:"),
    ]) func `another spelling has the same meaning and the same program`(old: String, new: String) throws {
        let base = try load(SampleText.plan)
        let text = old == "\n" ? SampleText.plan.replacing("\n", with: new) : SampleText.replacing(old, new)
        let other = try load(text)
        #expect(other.plan == base.plan)
        #expect(other.program == base.program)
        #expect(other.sourceHash != base.sourceHash)
        #expect(other.sourceText == Array(text.utf8))
    }

    @Test func `the patient is part of the plan's meaning, and a plan without one is a template`() throws {
        let base = try load(SampleText.plan)
        #expect(base.plan.patient == nil)
        #expect(PlanSummary(base).patient == nil)
        let own = try load(SampleText.replacing("name: Sample", "name: Sample\npatient: P-0117"))
        #expect(own.plan.patient == PatientID("P-0117"))
        #expect(PlanSummary(own).patient == "P-0117")
        let other = try load(SampleText.replacing("name: Sample", "name: Sample\npatient: P-0118"))
        #expect(Set([base, own, other].map(\.program.identity.hex)).count == 3)
    }

    @Test(arguments: ["1234", "'1234'", "P-0117  # of the clinic's list"])
    func `a pseudonym is text, also when it could be a number`(written: String) throws {
        let plan = try load(SampleText.replacing("name: Sample", "name: Sample\npatient: \(written)")).plan
        #expect(plan.patient == PatientID(written.hasPrefix("P") ? "P-0117" : "1234"))
    }

    @Test func `a zone's own values win over the defaults, one by one`() throws {
        let text = SampleText.replacing(
            "- zone: submentum",
            "- zone: submentum\n    heating: {density: 90 mW/cm²}\n    stimulation:\n      current: 9.5 mA\n"
        )
        let zones = try load(text).plan.zones
        #expect(zones[1].heating?.density == .milliwattsPerSquareCentimetre(90))
        #expect(zones[1].heating?.target == .celsius(38))
        #expect(zones[1].stimulation?.current == .microamps(9500))
        #expect(zones[1].stimulation?.rate == .hertz(50))
        #expect(zones[0].stimulation?.current == .milliamps(12))
    }

    @Test func `none switches one kind of output off in one zone`() throws {
        let text = SampleText.replacing("- zone: submentum", "- zone: submentum\n    stimulation: none")
        let program = try load(text).program
        #expect(program.zones.map { program.totals(of: $0).pulses } == [1100, 0])
    }

    @Test func `none as a default can be overridden by a whole section`() throws {
        let text = """
            name: Sample
            duration: 60 s
            heating: none
            stimulation: none
            zones:
              - zone: leftCheek
                heating:
                  target: 38.0 °C
                  warmUpTarget: 37.0 °C
                  warmUpDuration: 1 min
                  rampLimit: 3.5 °C/min
                  density: 150 mW/cm²
            """
        let plan = try load(text).plan
        #expect(plan.zones.map(\.zone) == [.leftCheek])
        #expect(plan.zones[0].stimulation == nil)
        #expect(plan.zones[0].heating?.target == .celsius(38))
    }

    @Test func `the identity is the beginning of the digest of the canonical bytes`() throws {
        let loaded = try load(SampleText.plan)
        let digest = DocumentHash(of: loaded.plan.canonicalBytes)
        #expect(loaded.program.identity == digest.fingerprint)
        #expect(digest.hex.hasPrefix(loaded.program.identity.hex))
        #expect(loaded.program.identity.hex.count == 32)
    }

    @Test func `a digest is SHA-256, read as big-endian numbers`() {
        // The published digest of "abc".
        let digest = DocumentHash(of: Array("abc".utf8))
        #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digest.fingerprint == Fingerprint(high: 0xBA78_16BF_8F01_CFEA, low: 0x4141_40DE_5DAE_2223))
        #expect(digest.fingerprint.hex == "ba7816bf8f01cfea414140de5dae2223")
    }
}

extension String {
    fileprivate func replacing(_ old: Character, with new: String) -> String {
        map { $0 == old ? new : String($0) }.joined()
    }
}
