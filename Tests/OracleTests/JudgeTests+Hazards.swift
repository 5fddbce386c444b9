import Oracle
import Testing
import Tissue
import Units

/// Several hazards one after the other, and what nobody can end.
extension JudgeTests {
    @Test func `what nobody notices does not hide that a stop is not obeyed`() throws {
        var judge = try heating()
        judge.began(.overTemperature, at: at(10_000))
        judge.began(.contactLost, at: at(20_000))
        judge.began(.stopArrived, at: at(150_000))
        judge.powerSet(.zero, in: try zone(), at: at(150_300))
        judge.shutOffsSet(closed: false, at: at(150_300))
        let report = judge.report(at: at(160_000))
        // 2 W for the 300 µs after the stop, and from 20 ms after the first one on.
        #expect(report.energyAfterTelling == .nanojoules(600_000))
        #expect(report.energyAfterNoticing == .nanojoules(240_600_000))
        #expect(report.broken == [.zeroWhenDue, .zeroWhenTold])
    }

    @Test func `a hazard that asks for zero earlier is not hidden by one that leaves more time`() throws {
        var judge = try heating()
        judge.began(.patientButton, at: at(10_000))
        judge.began(.patientButton, at: at(11_000))
        judge.began(.stopArrived, at: at(12_000))
        judge.began(.outputWelded, at: at(13_000))
        judge.began(.overTemperature, at: at(14_000))
        let report = judge.report(at: at(44_000))
        // 2 W: 14 ms after the first button and 32 ms after the stop, and 10 ms after the sensor.
        #expect(report.energyAfterTelling == .millijoules(28 + 64))
        #expect(report.energyAfterNoticing == .millijoules(20))
    }

    @Test(arguments: [Hazard.overTemperature, .stopArrived])
    func `what flows too late after each later hazard is summed`(hazard: Hazard) throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(1_100))
        judge.powerSet(.zero, in: try zone(), at: at(1_100))
        judge.shutOffsSet(closed: false, at: at(1_100))
        let allowance: Int64 = hazard == .overTemperature ? 20_000 : 0
        for start in [Int64(100_000), 300_000] {
            judge.leased(bySampleAt: at(start), at: at(start))
            judge.shutOffsSet(closed: true, at: at(start))
            judge.powerSet(.milliwatts(2000), in: try zone(), at: at(start))
            judge.began(hazard, at: at(start))
            judge.powerSet(.zero, in: try zone(), at: at(start + allowance + 10_000))
            judge.pulseBegan(
                .milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1),
                at: at(start + allowance + 12_000))
            judge.pulseEnded(residue: .zero, in: try zone(1), at: at(start + allowance + 12_500))
            judge.shutOffsSet(closed: false, at: at(start + allowance + 13_000))
        }
        let report = judge.report(at: at(600_000))
        // Twice 2 W for 10 ms, and a pulse of 20 mA through 500 Ω for twice 200 µs.
        let late = Energy.nanojoules(2 * (20_000_000 + 80_000))
        #expect(report.energyAfterNoticing == (hazard == .overTemperature ? late : .zero))
        #expect(report.energyAfterTelling == (hazard == .overTemperature ? .zero : late))
    }

    @Test func `output that comes back without a lease belongs to the hazard that came first`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_010))
        judge.shutOffsSet(closed: false, at: at(50_010))
        #expect(judge.report(at: at(60_000)).hazardToZeroMicroseconds == 10)
        // A stage welds itself on long after the lease's end.
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(300_000))
        let report = judge.report(at: at(400_000))
        #expect(report.zeroAt == nil)
        #expect(report.energyAfterZeroDue == .nanojoules(20_000 + 200_000_000))
        #expect(report.broken == [.zeroWhenTold, .lease])
    }

    @Test func `stuck shut-offs that are told to open end a hazard, and the next treatment is another`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_000))
        judge.shutOffsSet(closed: true, toldOpen: true, at: at(50_000))
        judge.leased(bySampleAt: at(900_000), at: at(900_000))
        judge.shutOffsSet(closed: true, at: at(900_000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(900_000))
        #expect(judge.report(at: at(950_000)).broken.isEmpty)
        // A hazard of that treatment is not hidden by the one before.
        judge.began(.patientButton, at: at(950_000))
        let report = judge.report(at: at(980_000))
        #expect(report.energyAfterTelling == .millijoules(20))
        #expect(report.broken == [.zeroWhenTold])
    }

    @Test func `a device that does not hear a stop between two pulses is found at its next pulse, leased or not`()
        throws
    {
        var judge = try heating()
        judge.powerSet(.zero, in: try zone(), at: at(40_000))
        judge.began(.stopArrived, at: at(50_000))
        judge.leased(bySampleAt: at(900_000), at: at(900_000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(910_000))
        let report = judge.report(at: at(920_000))
        #expect(report.energyAfterTelling == .millijoules(20))
        #expect(report.broken == [.zeroWhenTold])
    }

    @Test func `output behind stuck shut-offs that are told to be open belongs to the hazard, leased or not`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_000))
        judge.shutOffsSet(closed: true, toldOpen: true, at: at(50_000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(100_000))
        #expect(judge.report(at: at(110_000)).energyAfterTelling == .millijoules(20))
    }

    @Test func `the first pulse after a pause in which the lease ended is no output of that end`() throws {
        var judge = try heating()
        judge.powerSet(.zero, in: try zone(), at: at(150_000))
        judge.leased(bySampleAt: at(300_000), at: at(300_000))
        judge.pulseBegan(
            .milliamps(20), width: .microseconds(200), load: .ohms(500), in: try zone(1), at: at(310_000))
        let report = judge.report(at: at(320_000))
        #expect(report.firstHazard == .leaseOver)
        #expect(report.energyAfterZeroDue == .zero)
    }

    @Test func `output that comes back under the lease that a stop found belongs to the stop`() throws {
        var judge = try heating()
        judge.began(.stopArrived, at: at(50_000))
        judge.powerSet(.zero, in: try zone(), at: at(50_000))
        judge.leased(bySampleAt: at(100_000), at: at(100_000))
        judge.powerSet(.milliwatts(2000), in: try zone(), at: at(110_000))
        let report = judge.report(at: at(120_000))
        #expect(report.energyAfterTelling == .millijoules(20))
        #expect(report.broken == [.zeroWhenTold])
    }

    /// What flows through 20 cm² of which a quarter touches: 400 mW on each cm², or 250 of those that nobody ends.
    @Test(arguments: [
        (Power.milliwatts(1501), [Invariant]()), (.milliwatts(1250), [.powerDensity, .meanPowerDensity]),
    ])
    func `a density that nobody could end is judged by what it does to the skin`(
        unstoppable: Power, broken: [Invariant]
    ) throws {
        var judge = Judge(zoneCount: 4, pads: pads, at: at(0))
        judge.leased(bySampleAt: at(2_000_000), at: at(1000))
        judge.contactSet(0.25, in: try zone(), at: at(1000))
        judge.shutOffsSet(closed: true, at: at(1000))
        judge.powerSet(.milliwatts(2000), unstoppable: unstoppable, in: try zone(), at: at(1000))
        #expect(judge.report(at: at(1_500_000)).broken == broken)
    }
}
