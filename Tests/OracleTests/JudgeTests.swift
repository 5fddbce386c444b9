import Oracle
import Testing
import Tissue
import Units

struct JudgeTests {
    func zone(_ place: Int = 0) throws -> ZoneIndex { try #require(ZoneIndex(place)) }
    func at(_ microseconds: Int64) -> DeviceInstant { .microseconds(microseconds) }
    let pads = PerZone(
        repeating: Pad(
            radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(1000),
            heatSplit: .reference))

    /// A judge who saw 2 W in zone 0 begin at 1,000 µs under a lease until 201,000 µs.
    func heating() throws -> Judge {
        var judge = Judge(zoneCount: 4, pads: pads, at: at(0))
        judge.leased(bySampleAt: at(1000), at: at(1000))
        judge.shutOffsSet(closed: true, at: at(1000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(1000))
        return judge
    }

    @Test func `energy, pulses and residue are counted per zone`() throws {
        var judge = try heating()
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1), at: at(2000))
        judge.pulseEnded(residue: .nanocoulombs(-7), in: try zone(1), at: at(2500))
        judge.powerSet(.zero, in: try zone(), at: at(101_000))
        let report = judge.report(at: at(150_000))
        #expect(report.zones.map(\.pulses) == [0, 1, 0, 0])
        #expect(report.zones[0].energy == .millijoules(200))
        #expect(report.zones[1].residue == .nanocoulombs(-7))
        #expect(report.firstHazard == nil)
        #expect(report.hazardToZeroMicroseconds == nil)
        #expect(report.outputWithoutLease == .zero)
    }

    @Test func `zero is the end of the last output after the hazard`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_300))
        // Between the two there is no output, but it is not over either.
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1), at: at(52_000))
        judge.pulseEnded(residue: .zero, in: try zone(1), at: at(52_500))
        judge.shutOffsSet(closed: false, at: at(53_000))
        let report = judge.report(at: at(60_000))
        #expect(report.firstHazard == .stopArrived)
        #expect(report.beganAt == at(50_000))
        #expect(report.hazardToZeroMicroseconds == 2500)
        // 2 W for 300 µs, and a pulse of 20 mA through 500 Ω for twice 200 µs.
        #expect(report.energyAfterZeroDue == .nanojoules(600_000 + 80_000))
    }

    @Test func `a stage that only the shut-offs cut may give on while a pulse in flight balances itself`() throws {
        var judge = try heating()
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1), at: at(49_800))
        judge.began(.stopArrived, at: at(50_000))
        judge.pulseEnded(residue: .zero, in: try zone(1), at: at(50_300))
        #expect(judge.report(at: at(50_300)).energyAfterZeroDue == .zero)
        // 2 W for another 200 µs.
        #expect(judge.report(at: at(50_500)).energyAfterZeroDue == .nanojoules(400_000))
    }

    @Test func `a pulse that never ends excuses nothing for longer than a pulse lasts`() throws {
        var judge = try heating()
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1), at: at(49_800))
        judge.began(.stopArrived, at: at(50_000))
        // From 51,800 µs on.
        #expect(judge.report(at: at(52_000)).energyAfterZeroDue == .nanojoules(400_000))
    }

    @Test func `what may take 20 ms costs no energy within them`() throws {
        var judge = try heating()
        judge.began(.patientButton, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(70_001))
        judge.shutOffsSet(closed: false, at: at(70_001))
        let report = judge.report(at: at(80_000))
        #expect(report.hazardToZeroMicroseconds == 20_001)
        #expect(report.energyAfterZeroDue == .nanojoules(2000))
    }

    @Test func `a later treatment does not change the verdict`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_010))
        judge.shutOffsSet(closed: false, at: at(50_010))
        judge.leased(bySampleAt: at(90_000), at: at(90_000))
        judge.shutOffsSet(closed: true, at: at(100_000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(100_000))
        judge.began(.lineBreak, at: at(110_000))
        let report = judge.report(at: at(120_000))
        #expect(report.firstHazard == .stopArrived)
        #expect(report.hazardToZeroMicroseconds == 10)
        // 2 W for the 10 µs after the first one, and for the 10 ms after the second, which nothing ended.
        #expect(report.energyAfterZeroDue == .nanojoules(20_000 + 20_000_000))
    }

    @Test func `a hazard while nothing can flow is none`() throws {
        var judge = Judge(zoneCount: 4, pads: pads, at: at(0))
        judge.began(.patientButton, at: at(10))
        judge.began(.stopArrived, at: at(20))
        #expect(judge.report(at: at(30)).firstHazard == nil)
    }

    @Test func `output that goes on has no zero`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.shutOffsSet(closed: false, at: at(50_000))
        let report = judge.report(at: at(60_000))
        #expect(report.zeroAt == nil)
        #expect(report.energyAfterZeroDue == .millijoules(20))
    }

    @Test func `a sensor above 43 °C is a hazard at that sample`() throws {
        var judge = try heating()
        judge.sampled(sensor: .celsius(43), in: try zone(), at: at(5000))
        #expect(judge.firstHazard == nil)
        judge.sampled(sensor: .milliCelsius(43_001), in: try zone(), at: at(10_000))
        #expect(judge.firstHazard == .overTemperature)
        let report = judge.report(at: at(11_000))
        #expect(report.beganAt == at(10_000))
        #expect(report.zones[0].peakSensor == .milliCelsius(43_001))
    }

    @Test func `the end of a lease during output is a hazard to the microsecond`() throws {
        var judge = try heating()
        judge.powerSet(.zero, in: try zone(), at: at(201_250))
        judge.shutOffsSet(closed: false, at: at(201_250))
        let report = judge.report(at: at(300_000))
        #expect(report.firstHazard == .leaseOver)
        #expect(report.beganAt == at(201_000))
        #expect(report.hazardToZeroMicroseconds == 250)
        #expect(report.outputWithoutLease == .microseconds(250))
        #expect(report.energyAfterZeroDue == .nanojoules(500_000))
    }

    @Test func `output that ends with its lease is in order`() throws {
        var judge = try heating()
        judge.powerSet(.zero, in: try zone(), at: at(201_000))
        let report = judge.report(at: at(300_000))
        #expect(report.outputWithoutLease == .zero)
        #expect(report.hazardToZeroMicroseconds == 0)
    }

    @Test func `output that never had a lease is a hazard from its start`() throws {
        var judge = Judge(zoneCount: 1, pads: pads, at: at(0))
        judge.shutOffsSet(closed: true, at: at(100))
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(), at: at(1000))
        judge.pulseEnded(residue: .zero, in: try zone(), at: at(1500))
        let report = judge.report(at: at(2000))
        #expect(report.firstHazard == .leaseOver)
        #expect(report.beganAt == at(1000))
        #expect(report.outputWithoutLease == .microseconds(500))
    }

    @Test func `a pulse that began under a lease may balance itself after it`() throws {
        var judge = Judge(zoneCount: 1, pads: pads, at: at(0))
        judge.leased(bySampleAt: at(0), at: at(0))
        judge.shutOffsSet(closed: true, at: at(100))
        judge.pulseBegan(.milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(), at: at(199_900))
        judge.pulseEnded(residue: .zero, in: try zone(), at: at(200_400))
        judge.shutOffsSet(closed: false, at: at(200_400))
        let report = judge.report(at: at(201_000))
        #expect(report.outputWithoutLease == .zero)
        #expect(report.hazardToZeroMicroseconds == 400)
        #expect(report.energyAfterZeroDue == .zero)
    }

    @Test func `the report is one JSON object with null for what is not known`() throws {
        var judge = try heating()
        #expect(
            judge.report(at: at(2000)).json() == """
                {"zones":[\
                {"zone":0,"pulses":0,"energyMillijoules":2,"peakSensorMilliCelsius":null,\
                "peakTissueMilliCelsius":null,"cem43Milliminutes":0,"residualChargeNanocoulombs":0,\
                "peakMilliwattsPerSquareCentimetre":100,"peakMicroampsPerSquareCentimetre":0,\
                "peakDirectNanoampsPerSquareCentimetre":0,"layers":[]},\
                {"zone":1,"pulses":0,"energyMillijoules":0,"peakSensorMilliCelsius":null,\
                "peakTissueMilliCelsius":null,"cem43Milliminutes":0,"residualChargeNanocoulombs":0,\
                "peakMilliwattsPerSquareCentimetre":0,"peakMicroampsPerSquareCentimetre":0,\
                "peakDirectNanoampsPerSquareCentimetre":0,"layers":[]},\
                {"zone":2,"pulses":0,"energyMillijoules":0,"peakSensorMilliCelsius":null,\
                "peakTissueMilliCelsius":null,"cem43Milliminutes":0,"residualChargeNanocoulombs":0,\
                "peakMilliwattsPerSquareCentimetre":0,"peakMicroampsPerSquareCentimetre":0,\
                "peakDirectNanoampsPerSquareCentimetre":0,"layers":[]},\
                {"zone":3,"pulses":0,"energyMillijoules":0,"peakSensorMilliCelsius":null,\
                "peakTissueMilliCelsius":null,"cem43Milliminutes":0,"residualChargeNanocoulombs":0,\
                "peakMilliwattsPerSquareCentimetre":0,"peakMicroampsPerSquareCentimetre":0,\
                "peakDirectNanoampsPerSquareCentimetre":0,"layers":[]}],\
                "firstCause":null,"causeAtMicroseconds":null,"zeroAtMicroseconds":null,"microsecondsToZero":null,\
                "energyAfterZeroDueMillijoules":0,"outputWithoutLeaseMicroseconds":0,\
                "lastJudgedSampleAtMicroseconds":1000,"lastOutputAtMicroseconds":2000,"broken":[]}
                """)
        judge.began(.overTemperature, at: at(3000))
        #expect(
            judge.report(at: at(4000)).json().contains(#""firstCause":"overTemperature","causeAtMicroseconds":3000"#))
    }
}
