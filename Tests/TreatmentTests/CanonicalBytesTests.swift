import Testing
import Treatment
import Units

struct CanonicalBytesTests {
    @Test func `the encoding is written down byte by byte`() throws {
        let heating = ZonePlan(zone: .rightCheek, heating: Samples.heating, stimulation: nil)
        let plan = try Plan(name: "Aé", patient: PatientID("P-1a"), duration: .seconds(60), zones: [heating])
        let expected: [UInt8] = [
            0x4D, 0x59, 0x4F, 0x50, 2, 3, 0, 0x41, 0xC3, 0xA9,
            4, 0x50, 0x2D, 0x31, 0x61,  // P-1a
            0x00, 0x58, 0x47, 0xF8, 0x0D, 0, 0, 0,  // 60 s
            1, 3, 1,
            0x28, 0xA0, 0, 0, 0, 0, 0, 0,  // 41,000 m°C
            0x40, 0x9C, 0, 0, 0, 0, 0, 0,  // 40,000 m°C
            0x00, 0xB0, 0x8E, 0xF0, 0x1B, 0, 0, 0,  // 120 s
            0xAC, 0x0D, 0, 0, 0, 0, 0, 0,  // 3,500 m°C/min
            0x96, 0, 0, 0, 0, 0, 0, 0,  // 150 mW/cm²
            0,
        ]
        #expect(plan.canonicalBytes == expected)
    }

    @Test func `what was measured of a zone's tissue comes after its code`() throws {
        var zone = ZonePlan(zone: .submentum, heating: Samples.heating, stimulation: nil)
        let without = try Samples.plan([zone]).canonicalBytes
        zone.tissue = TissueThickness(skin: .micrometres(1_200), fat: .micrometres(4_000))
        let with = try Samples.plan([zone]).canonicalBytes
        let code = without.count - 1 - 5 * 8 - 2
        #expect(without[code] == 4 && with[code] == 0x84)
        #expect(Array(with[(code + 1)...(code + 16)]) == [0xB0, 4, 0, 0, 0, 0, 0, 0, 0xA0, 0x0F, 0, 0, 0, 0, 0, 0])
        #expect(Array(with[(code + 17)...]) == Array(without[(code + 1)...]))
    }

    @Test func `every field of a plan changes the bytes`() throws {
        let base = ZonePlan(zone: .forehead, heating: Samples.heating, stimulation: Samples.stimulation)
        var plans = [try Samples.plan([base])]
        plans.append(try Plan(name: "Other", duration: .seconds(1200), zones: [base]))
        for patient in ["P-0117", "P-0118", "P-01170"] {
            plans.append(
                try Plan(name: "Sample", patient: PatientID(patient), duration: .seconds(1200), zones: [base]))
        }
        plans.append(try Samples.plan([base], duration: .milliseconds(1_200_050)))
        var other = base
        other.zone = .leftCheek
        plans.append(try Samples.plan([other]))
        plans.append(try Samples.plan([base, other]))
        plans.append(try Samples.plan([other, base]))
        plans.append(try Samples.plan([ZonePlan(zone: .forehead, heating: base.heating, stimulation: nil)]))
        plans.append(try Samples.plan([ZonePlan(zone: .forehead, heating: nil, stimulation: base.stimulation)]))
        for change in heatingChanges {
            var heating = Samples.heating
            change(&heating)
            plans.append(
                try Samples.plan([ZonePlan(zone: .forehead, heating: heating, stimulation: base.stimulation)])
            )
        }
        for change in stimulationChanges {
            var stimulation = Samples.stimulation
            change(&stimulation)
            plans.append(
                try Samples.plan([ZonePlan(zone: .forehead, heating: base.heating, stimulation: stimulation)])
            )
        }
        for (skin, fat) in [(1_200, 4_000), (1_201, 4_000), (1_200, 4_001)] as [(Int32, Int32)] {
            var measured = base
            measured.tissue = TissueThickness(skin: .micrometres(skin), fat: .micrometres(fat))
            plans.append(try Samples.plan([measured]))
        }
        #expect(plans.count == 28)
        #expect(Set(plans.map(\.canonicalBytes)).count == plans.count)
    }

    @Test func `the same plan always has the same bytes, appended to what is there`() throws {
        let plan = try Samples.fullFace()
        var bytes: [UInt8] = [9]
        plan.canonicalBytes(into: &bytes)
        #expect(bytes == [9] + plan.canonicalBytes)
        #expect(try Samples.fullFace().canonicalBytes == plan.canonicalBytes)
    }

    private let heatingChanges: [(inout Heating) -> Void] = [
        { $0.target = .milliCelsius(41_001) }, { $0.warmUpTarget = .milliCelsius(39_999) },
        { $0.warmUpDuration = .milliseconds(120_050) }, { $0.rampLimit = .milliCelsiusPerMinute(3499) },
        { $0.density = .milliwattsPerSquareCentimetre(149) },
    ]

    private let stimulationChanges: [(inout Stimulation) -> Void] = [
        { $0.current = .microamps(20_001) }, { $0.rate = .millihertz(52_001) }, { $0.width = .microseconds(199) },
        { $0.on = .milliseconds(2050) }, { $0.off = .milliseconds(4050) }, { $0.rampUp = .milliseconds(550) },
        { $0.rampDown = .milliseconds(550) }, { $0.from = .milliseconds(120_050) },
        { $0.until = .milliseconds(1_199_950) },
    ]
}
