import Testing
import Tissue
import Units

struct PatientFindingTests {
    private func average() -> Patient { Patient(averageAt: PerZone(repeating: .leftCheek)) }

    @Test func `the average patient is valid at every site`() {
        for site in FaceSite.allCases { #expect(Patient(averageAt: PerZone(repeating: site)).findings() == []) }
    }

    @Test(arguments: PatientTrait.allCases) func `a number at its ends is valid, and one step beyond is found`(
        trait: PatientTrait
    ) throws {
        let zone = try #require(ZoneIndex(2))
        for (value, isValid) in [
            (trait.allowed.lowerBound, true), (trait.allowed.upperBound, true),
            (trait.allowed.lowerBound.nextDown, false), (trait.allowed.upperBound.nextUp, false), (.nan, false),
            (.infinity, false),
        ] {
            var patient = average()
            let place: ZoneIndex?
            switch trait.place {
            case .person(let path):
                patient[keyPath: path] = value
                place = nil
            case .zone(let path):
                patient.zones[zone][keyPath: path] = value
                place = zone
            }
            let findings = patient.findings().filter { $0.trait == trait && $0.reason.isEmpty }
            guard !isValid else {
                #expect(findings == [])
                continue
            }
            #expect(findings.count == 1)
            #expect(findings.first?.zone == place)
            #expect(findings.first?.allowed == trait.allowed)
            #expect(findings.first.map { $0.value == value || value.isNaN } == true)
        }
    }

    @Test func `all that is wrong is found, the person's numbers first`() throws {
        var patient = average()
        patient.zones[try #require(ZoneIndex(3))].layers.fatMillimetres = 25
        patient.zones[try #require(ZoneIndex(0))].contact.fraction = 0.2
        patient.arterialCelsius = 45
        #expect(
            patient.findings().map(\.description) == [
                "arterial: 45.0 is out of range, allowed 35.0 … 40.0",
                "zone 0, contact: 0.2 is out of range, allowed 0.5 … 1.0",
                "zone 3, fat: 25.0 is out of range, allowed 0.5 … 20.0",
            ])
    }

    @Test func `a tolerance below the motor threshold is found`() throws {
        var patient = average()
        let zone = try #require(ZoneIndex(1))
        patient.zones[zone].muscle.rheobaseMilliamps = 8
        patient.zones[zone].muscle.chronaxieMicroseconds = 400
        patient.zones[zone].muscle.toleranceMilliamps = 24
        let finding = try #require(patient.findings().first)
        #expect(finding.trait == .tolerance && finding.zone == zone && finding.allowed.lowerBound == 24)
        patient.zones[zone].muscle.toleranceMilliamps = 24.0.nextUp
        #expect(patient.findings() == [])
    }
}
