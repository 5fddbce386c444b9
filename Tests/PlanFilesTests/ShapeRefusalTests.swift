import PlanFiles
import Testing

struct ShapeRefusalTests {
    private static let stimulationKeys = "current, rate, width, on, off, rampUp, rampDown, from, until, intensity"

    @Test(arguments: [
        (
            "name: Sample", "nome: Sample",
            [
                "p.yaml:1: key 'nome': is not known here, allowed name, patient, duration, heating, stimulation, zones",
                "p.yaml:1: key 'name': is missing (write it as 'name: Full face')",
            ]
        ),
        (
            "name: Sample", "name: Sample\npatient: Anna Muster",
            [
                "p.yaml:2: key 'patient': value 'Anna Muster' is no pseudonym, allowed 4 … 32 of A-Z, a-z, 0-9 and -, "
                    + "the first no hyphen (never a name)"
            ]
        ),
        (
            "name: Sample", "name: Sample\npatient: [P-0117]",
            [
                "p.yaml:2: key 'patient': value is a list, allowed one value such as 'P-0117'"
            ]
        ),
        (
            "rate: 50 Hz", "rate: 50 Hz\n  rates: 50 Hz",
            [
                "p.yaml:12: key 'stimulation.rates': is not known here, allowed \(stimulationKeys)"
            ]
        ),
        (
            "rate: 50 Hz", "rate: 50 Hz\n  target: 38 °C",
            [
                "p.yaml:12: key 'stimulation.target': is not known here, allowed \(stimulationKeys)"
            ]
        ),
        (
            "rate: 50 Hz", "rate: 50 Hz\n  rate: 51 Hz",
            [
                "p.yaml:11: key 'rate': is written twice in one section, allowed once"
            ]
        ),
        (
            "- zone: submentum", "- zone: submentum\n    <<: 3",
            [
                "p.yaml:22: key 'zones[2].<<': is not known here, allowed zone, tissue, heating, stimulation"
            ]
        ),
        (
            "- zone: submentum", "- zone: chin",
            [
                "p.yaml:21: key 'zones[2].zone': value 'chin' is no zone, allowed forehead, leftCheek, rightCheek, submentum"
            ]
        ),
        (
            "- zone: submentum", "- zone: forehead",
            [
                "p.yaml:21: key 'forehead.zone': value 'forehead' appears twice, allowed once (put both sections under one "
                    + "entry)"
            ]
        ),
        (
            "- zone: submentum", "- heating: none",
            [
                "p.yaml:21: key 'zones[2].zone': is missing (write it as 'zone: forehead')"
            ]
        ),
        (
            "- zone: submentum", "- zone: submentum\n    heating: none\n    stimulation: none",
            [
                "p.yaml:21: key 'submentum.zone': value 'submentum' has neither heating nor stimulation (leave the zone out)"
            ]
        ),
        (
            "- zone: submentum", "- submentum",
            [
                "p.yaml:21: key 'zones[2]': value is one value, allowed a section of zone, tissue, heating, stimulation"
            ]
        ),
        (
            "rate: 50 Hz", "rate: [50 Hz]",
            [
                "p.yaml:11: key 'stimulation.rate': value is a list, allowed one value such as '52 Hz'"
            ]
        ),
        (
            "rate: 50 Hz", "rate: {value: 50 Hz}",
            [
                "p.yaml:11: key 'stimulation.rate': value is a section, allowed one value such as '52 Hz'"
            ]
        ),
        (
            "name: Sample", "name: \"\"",
            [
                "p.yaml:1: key 'name': value '' is no name, allowed 1 … 64 printable characters"
            ]
        ),
        (
            "name: Sample", "name: \"a\\eb\"",
            [
                "p.yaml:1: key 'name': value 'ab' is no name, allowed 1 … 64 printable characters"
            ]
        ),
        ("name: Sample", "name: Sample\n? [a, b]\n: c", ["p.yaml:2: a key is not a plain word"]),
    ]) func `a key or shape that no plan has is refused`(old: String, new: String, messages: [String]) {
        #expect(refusal(of: SampleText.replacing(old, new)) == messages)
    }

    @Test(arguments: [
        ("  width:", "stimulation.width", "width: 200 µs"), ("  target:", "heating.target", "target: 41.0 °C"),
        ("  until:", "stimulation.until", "until: 20 min"),
    ]) func `a value that nobody writes is missed in every zone that needs it`(
        line: String, key: String, example: String
    ) {
        #expect(
            refusal(of: SampleText.without(line)) == [
                "p.yaml:19: key 'forehead.\(key)': is missing (write it as '\(example)')",
                "p.yaml:20: key 'submentum.\(key)': is missing (write it as '\(example)')",
            ]
        )
    }

    @Test func `a zone without a default and without its own section is refused`() {
        let text = """
            name: Sample
            duration: 60 s
            stimulation: none
            zones: [{zone: forehead}]
            """
        #expect(
            refusal(of: text) == ["p.yaml:4: key 'forehead.heating': is missing (write it as 'heating: none')"]
        )
    }

    @Test func `a default that is refused is reported once, a zone's own value in its own place`() {
        let text = SampleText.replacing(
            "- zone: submentum", "- zone: submentum\n    stimulation: {rate: 0 Hz}",
            in: SampleText.replacing("until: 60 s", "until: 70 s")
        )
        #expect(
            refusal(of: text) == [
                "p.yaml:18: key 'stimulation.until': value '70 s' is after the treatment's end, allowed up to 1 min",
                "p.yaml:22: key 'submentum.stimulation.rate': value '0 Hz' is out of range, allowed 1 … 120 Hz (above "
                    + "120 Hz only the charge rises, not the force)",
            ]
        )
    }

    @Test func `all problems are reported, in the order of lines`() {
        let text = """
            name: ""
            duration: 60
            colour: red
            heating:
              target: 50 °C
              density: 120 W
            stimulation: []
            zones:
              - zone: nose
              - zone: forehead
            """
        let lines = refusal(of: text).map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
        #expect(
            lines == [
                "p.yaml:1: key 'name'", "p.yaml:2: key 'duration'", "p.yaml:3: key 'colour'",
                "p.yaml:5: key 'heating.target'", "p.yaml:6: key 'heating.density'", "p.yaml:7: key 'stimulation'",
                "p.yaml:9: key 'zones[1].zone'", "p.yaml:9: key 'zones[1].heating.warmUpTarget'",
                "p.yaml:9: key 'zones[1].heating.warmUpDuration'", "p.yaml:9: key 'zones[1].heating.rampLimit'",
                "p.yaml:10: key 'forehead.heating.warmUpTarget'", "p.yaml:10: key 'forehead.heating.warmUpDuration'",
                "p.yaml:10: key 'forehead.heating.rampLimit'",
            ]
        )
    }

    @Test(arguments: [
        ("zones: []", "p.yaml:3: key 'zones': value has 0 zones, allowed 1 … 4 (an applicator has no more)"),
        ("zones: 4", "p.yaml:3: key 'zones': value is one value, allowed a list of zones"),
        ("zones:", "p.yaml:3: key 'zones': value is one value, allowed a list of zones"),
        ("", "p.yaml:1: key 'zones': is missing (write it as 'zones: - zone: forehead')"),
    ]) func `a plan without zones is refused`(zones: String, message: String) {
        #expect(refusal(of: "name: Sample\nduration: 60 s\n" + zones) == [message])
    }
}
