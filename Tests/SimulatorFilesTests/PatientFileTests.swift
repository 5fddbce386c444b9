import SimulatorFiles
import Testing
import Tissue
import Units

struct PatientFileTests {
    private func parse(_ text: String) throws(SimulatorFileError) -> Patient {
        try PatientFile.parse(text: text, fileName: "p.yaml")
    }

    private func zone(_ place: Int) throws -> ZoneIndex { try #require(ZoneIndex(place)) }

    @Test func `the average person written out is the average person`() throws {
        let patient = try PatientFile.read(path: Examples.path("patients/average.yaml"))
        #expect(patient == Patient(averageAt: PatientFile.fullFace))
    }

    @Test func `the average person's file has every key`() throws {
        let text = try Examples.text("patients/average.yaml")
        for trait in PatientTrait.allCases { #expect(text.contains("\(trait): "), "\(trait)") }
    }

    @Test func `thin skin over fat is what the file says, and average otherwise`() throws {
        let patient = try PatientFile.read(path: Examples.path("patients/thin-over-fat.yaml"))
        var expected = Patient(averageAt: PatientFile.fullFace)
        for (place, fat) in [3.0, 8, 8, 12].enumerated() {
            let zone = try zone(place)
            expected.zones[zone].layers.skinMillimetres = 0.8
            expected.zones[zone].layers.perfusion = 0.7
            expected.zones[zone].layers.hyperaemia = 4
            expected.zones[zone].layers.fatMillimetres = fat
        }
        #expect(patient == expected)
    }

    @Test func `a seed draws the person, and the file changes only what it says`() throws {
        let patient = try PatientFile.read(path: Examples.path("patients/asymmetric.yaml"))
        let drawn = Patient(seed: 11, at: PatientFile.fullFace, sex: .female)
        #expect(patient.zones[try zone(0)] == drawn.zones[try zone(0)])
        #expect(patient.zones[try zone(2)].layers == drawn.zones[try zone(2)].layers)
        #expect(patient.zones[try zone(2)].contact.fraction == 0.92)
        #expect(patient.zones[try zone(2)].contact.gelOhms == drawn.zones[try zone(2)].contact.gelOhms)
        #expect(patient.zones[try zone(2)].muscle.strength == 0.55)
        #expect(patient.zones[try zone(1)].muscle.rheobaseMilliamps == 4)
        #expect(try parse("seed: 11") == Patient(seed: 11, at: PatientFile.fullFace))
    }

    @Test func `every example is read here and valid`() throws {
        let names = try Examples.names(in: "patients")
        #expect(names == ["asymmetric.yaml", "average.yaml", "thin-over-fat.yaml"])
        for name in names { #expect(try PatientFile.read(path: Examples.path("patients/\(name)")).findings() == []) }
    }

    @Test func `a zone's own value wins over the face's, wherever the zone lies on the applicator`() throws {
        let text = "face: {fat: 5 mm}\nzones: {rightCheek: {fat: 7 mm}}"
        let patient = try PatientFile.parse(text: text, fileName: "p.yaml", at: PerZone(repeating: .rightCheek))
        for zone in ZoneSet.all { #expect(patient.zones[zone].layers.fatMillimetres == 7) }
        #expect(try parse(text).zones[try zone(3)].layers.fatMillimetres == 5)
    }

    @Test(arguments: [
        ("hyperaemiaTime: 2 min", 120.0, PatientTrait.hyperaemiaTime), ("interface: 12 kohm", 12_000, .interface),
        ("interface: 12000 \u{2126}", 12_000, .interface), ("chronaxie: 250 us", 250, .chronaxie),
        ("chronaxie: 250 \u{3BC}s", 250, .chronaxie), ("capacitance: 0.05 uF/cm2", 0.05, .capacitance),
        ("drying: 2.5 %/min", 0.025, .drying), ("skin: 1.1mm", 1.1, .skin), ("skin: 01.10 mm", 1.1, .skin),
        ("skin: 4 mm", 4, .skin), ("skin: 0.5 mm", 0.5, .skin),
    ]) func `a number may be written in each of its units`(line: String, value: Double, trait: PatientTrait) throws {
        let patient = try parse("face:\n  \(line)")
        guard case .zone(let path) = trait.place else { return #expect(Bool(false)) }
        #expect(patient.zones[try zone(1)][keyPath: path] == value)
    }

    @Test(arguments: [
        ("face: {skin: 1.2}", "p.yaml:1: key 'face.skin': value '1.2' has no unit, allowed mm (write it as '1.2 mm')"),
        (
            "face:\n  skin: 1.2 cm",
            "p.yaml:2: key 'face.skin': value '1.2 cm' has another unit, allowed mm (write it as '1.2 mm')"
        ),
        (
            "face: {skin: '1,2 mm'}",
            "p.yaml:1: key 'face.skin': value '1,2 mm' does not begin with a plain decimal number (write it as '1.2 mm')"
        ),
        (
            "face: {skin: 1e0 mm}",
            "p.yaml:1: key 'face.skin': value '1e0 mm' does not begin with a plain decimal number (write it as '1.2 mm')"
        ),
        (
            "face: {skin: nan mm}",
            "p.yaml:1: key 'face.skin': value 'nan mm' does not begin with a plain decimal number (write it as '1.2 mm')"
        ),
        (
            "face: {skin: 0.49 mm}",
            "p.yaml:1: key 'face.skin': value '0.49 mm' is out of range, allowed 0.5 … 4 mm (beyond that the models mean "
                + "nothing)"
        ),
        (
            "face: {contact: 101 %}",
            "p.yaml:1: key 'face.contact': value '101 %' is out of range, allowed 50 … 100 % (beyond that the models mean "
                + "nothing)"
        ),
        (
            "face: {perfusion: 1.0 x}",
            "p.yaml:1: key 'face.perfusion': value '1.0 x' has a unit, and is a bare number (write it as '1.0')"
        ),
        (
            "zones: {nose: {skin: 1 mm}}",
            "p.yaml:1: key 'zones.nose': is not known here, allowed forehead, leftCheek, rightCheek, submentum"
        ),
        (
            "face: {room: 24 °C}",
            "p.yaml:1: key 'face.room': is not known here, allowed skin, fat, muscle, bone, perfusion, hyperaemia, "
                + "hyperaemiaTime, contact, gel, drying, contractionShare, series, interface, halvingCurrent, capacitance, "
                + "rheobase, chronaxie, fullRecruitment, strength, fatigability, tolerance"
        ),
        (
            "name: Eve", "p.yaml:1: key 'name': is not known here, allowed seed, sex, arterial, room, face, zones"
        ),
        ("room: 24 °C\nroom: 25 °C", "p.yaml:1: key 'room': is written twice in one section, allowed once"),
        ("seed: -1", "p.yaml:1: key 'seed': value '-1' does not begin with a plain decimal number (write it as '7')"),
        (
            "seed: 18446744073709551616",
            "p.yaml:1: key 'seed': value '18446744073709551616' is out of range, allowed 0 … 18446744073709551615 (a seed "
                + "has 64 bits)"
        ),
        ("sex: male", "p.yaml:1: key 'sex': without a seed there is only the average person (write 'seed: 7')"),
        ("seed: 1\nsex: x", "p.yaml:2: key 'sex': value 'x' is not known, allowed female, male"),
        ("face: 3", "p.yaml:1: key 'face': value is one value, allowed a section of skin,"),
        ("zones: [a]", "p.yaml:1: key 'zones': value is a list, allowed a section of forehead,"),
        ("face: {skin: [1 mm]}", "p.yaml:1: key 'face.skin': value is a list, allowed one value such as '1.2 mm'"),
        ("- a", "p.yaml:1: value is a list, allowed a section of seed,"),
        ("", "p.yaml:1: there is nothing in the file"),
        ("room: &x 24 °C", "p.yaml:1: '&x' is an anchor or an alias, and every value is said where it stands"),
        ("? [a]\n: b", "p.yaml:1: a key is not a plain word"),
        (
            "zones:\n  leftCheek:\n    rheobase: 15 mA",
            "p.yaml:3: key 'zones.leftCheek.rheobase': at leftCheek the tolerance is 32, allowed 37.5 … 500 mA (it lies above "
                + "the motor threshold at 200 µs, which follows from rheobase and chronaxie)"
        ),
    ]) func `what no patient can be is refused with its place`(text: String, message: String) {
        let lines = refusal { () throws(SimulatorFileError) in try parse(text) }
        #expect(lines.count == 1)
        #expect(lines.first?.hasPrefix(message) == true, "\(lines)")
    }

    @Test func `all problems are reported, in the order of lines, also of a site without a zone`() {
        let text = """
            seed: x
            arterial: 50 °C
            face:
              gel: 4
            zones:
              submentum: {fat: 30 mm}
              leftCheek:
                colour: red
            """
        let lines = refusal { () throws(SimulatorFileError) in
            try PatientFile.parse(text: text, fileName: "p.yaml", at: PerZone(repeating: .forehead))
        }
        let places = lines.map { $0.split(separator: ":").prefix(3).joined(separator: ":") }
        #expect(
            places == [
                "p.yaml:1: key 'seed'", "p.yaml:2: key 'arterial'", "p.yaml:4: key 'face.gel'",
                "p.yaml:6: key 'zones.submentum.fat'", "p.yaml:8: key 'zones.leftCheek.colour'",
            ])
    }

    @Test func `only regular UTF-8 files of a sensible size are read`() throws {
        #expect(
            refusal { () throws(SimulatorFileError) in try PatientFile.read(path: "/no/such") }
                == ["/no/such: cannot be read: No such file or directory"])
        #expect(
            refusal { () throws(SimulatorFileError) in try PatientFile.read(path: "/dev/zero") }
                == ["/dev/zero: is no regular file (name the file itself)"])
        let long = String(repeating: "#\n", count: 40_000)
        #expect(
            refusal { () throws(SimulatorFileError) in try parse(long) }
                == ["p.yaml: is larger than 65536 bytes, and no such file is (check that it is one)"])
    }
}
