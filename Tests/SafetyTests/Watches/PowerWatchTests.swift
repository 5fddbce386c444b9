import Safety
import Testing
import Units

/// A watch over one zone, a sample every 5 ms.
private struct PowerBench {
    var watch = OutputWatch()
    var time = DeviceInstant.microseconds(1_000_000)
    var evidence = OutputEvidence()
    var commanded = CommandedOutput()
    var measured = MeasuredOutput()

    init(commanded power: Int32) {
        watch.beginTreatment(
            OutputBudget(
                energy: .millijoules(10_000), charge: .zero, power: .milliwatts(3000),
                stimulationArea: .squareMillimetres(1000)))
        command(power)
        measured.power = .milliwatts(power)
    }

    mutating func command(_ power: Int32) {
        (commanded.leastPower, commanded.greatestPower) = (.milliwatts(power), .milliwatts(power))
    }

    mutating func run(_ span: Duration) {
        let end = time + span
        while time < end {
            time = time + .milliseconds(5)
            watch.add(measured, beside: commanded, at: time, in: zones[2], into: &evidence)
        }
    }

    mutating func slow(supply: Int32, peak: Int32 = 0) {
        watch.add(
            supply: .milliwatts(supply), peak: .milliwatts(peak), measured: measured.power, beside: commanded, at: time)
        run(.milliseconds(5))
    }
}

@Suite("One zone's power over time")
struct PowerWatchTests {
    /// Hazard: HAZ-O1.
    @Test func `a shortfall counts while it lasts, and begins anew after a break`() {
        var bench = PowerBench(commanded: 2000)
        bench.measured.power = .milliwatts(1699)
        bench.run(.milliseconds(200))
        #expect(bench.evidence.power[zones[2]].shortfallMilliseconds == 195)
        bench.measured.power = .milliwatts(1700)
        bench.run(.milliseconds(5))
        #expect(bench.evidence.power[zones[2]].shortfallMilliseconds == 0)
        bench.measured.power = .zero
        bench.run(.milliseconds(255))
        #expect(bench.evidence.power[zones[2]].shortfallMilliseconds == 250)
    }

    /// Hazard: HAZ-O2.
    @Test func `the supply contradicts a detector beyond 15 % twice in a row`() {
        var bench = PowerBench(commanded: 2000)
        bench.run(.milliseconds(100))
        bench.slow(supply: 3528)
        #expect(bench.evidence.supply[zones[2]].contradictions == 0)
        bench.slow(supply: 3530)
        #expect(bench.evidence.supply[zones[2]].contradictions == 1)
        bench.slow(supply: 3000)
        #expect(bench.evidence.supply[zones[2]].contradictions == 0)
        bench.measured.power = .milliwatts(1000)
        bench.slow(supply: 3000)
        bench.slow(supply: 3000)
        #expect(bench.evidence.supply[zones[2]].contradictions == 2)
        #expect(bench.evidence.supply[zones[2]].power == .milliwatts(2000))
    }

    /// Hazard: HAZ-O2.
    @Test func `a mean that follows a changing command is no contradiction to the supply`() {
        var bench = PowerBench(commanded: 2000)
        bench.commanded.leastPower = .zero
        bench.measured.power = .milliwatts(700)
        for _ in 0..<3 { bench.slow(supply: 3000) }
        #expect(bench.evidence.supply[zones[2]].contradictions == 0)
    }

    /// Hazard: HAZ-T6.
    @Test func `power without a command is stray at once, power with one is not`() {
        var bench = PowerBench(commanded: 500)
        bench.run(.milliseconds(50))
        #expect(bench.evidence.stray[zones[2]].power == .zero)
        bench.command(0)
        bench.run(.milliseconds(5))
        #expect(bench.evidence.stray[zones[2]].power == .milliwatts(500))
    }

    /// Hazard: HAZ-T6.
    @Test func `supply and peak of a silent zone are stray once they cannot be of before`() {
        var bench = PowerBench(commanded: 500)
        bench.run(.milliseconds(50))
        bench.command(0)
        bench.measured.power = .zero
        bench.run(.milliseconds(205))
        bench.slow(supply: 300)
        #expect(bench.evidence.stray[zones[2]].power == .milliwatts(200))
        bench.slow(supply: 0, peak: 400)
        #expect(bench.evidence.stray[zones[2]].power == .milliwatts(400))
        bench.slow(supply: 0)
        #expect(bench.evidence.stray[zones[2]].power == .zero)
        bench.command(500)
        bench.run(.milliseconds(5))
        bench.command(0)
        bench.run(.milliseconds(150))
        bench.slow(supply: 300)
        #expect(bench.evidence.stray[zones[2]].power == .zero)
    }

    /// Hazard: HAZ-T6.
    @Test func `a zone that warms without power counts, one that warms with power does not`() {
        var bench = PowerBench(commanded: 500)
        bench.run(.seconds(1))
        bench.command(0)
        bench.measured.rise = 30
        bench.run(.milliseconds(20_000))
        // The last of these samples is 20 s after the last power.
        #expect(bench.evidence.stray[zones[2]].riseMilliseconds == 0)
        bench.run(.seconds(2))
        #expect(bench.evidence.stray[zones[2]].riseMilliseconds == 2000)
        bench.measured.rise = 29
        bench.run(.milliseconds(5))
        #expect(bench.evidence.stray[zones[2]].riseMilliseconds == 0)
        bench.command(500)
        bench.measured.rise = 60
        bench.run(.seconds(2))
        #expect(bench.evidence.stray[zones[2]].riseMilliseconds == 0)
        var unheated = PowerBench(commanded: 0)
        unheated.measured.rise = 30
        unheated.run(.seconds(2))
        #expect(unheated.evidence.stray[zones[2]].riseMilliseconds == 1995)
    }

    /// Hazard: HAZ-O8.
    @Test func `energy is what was measured, through pauses, and begins anew with a treatment`() {
        var bench = PowerBench(commanded: 2000)
        bench.run(.seconds(1))
        let first = bench.evidence.account[zones[2]].millijoules
        #expect((1_980...2_000).contains(first))
        bench.command(0)
        bench.measured.power = .zero
        bench.run(.seconds(1))
        #expect(bench.evidence.account[zones[2]].millijoules == first)
        bench.command(2000)
        bench.measured.power = .milliwatts(2000)
        bench.run(.seconds(1))
        #expect(bench.evidence.account[zones[2]].millijoules == first + 2000)
        bench.watch.beginTreatment(.none)
        bench.measured.power = .zero
        bench.run(.milliseconds(5))
        #expect(bench.evidence.account[zones[2]].millijoules == 0)
    }

    /// Hazard: HAZ-O1.
    @Test func `a clock that steps back does not make a shortfall older`() {
        var bench = PowerBench(commanded: 2000)
        bench.measured.power = .zero
        bench.run(.milliseconds(100))
        bench.time = .microseconds(500_000)
        bench.run(.milliseconds(50))
        #expect(bench.evidence.power[zones[2]].shortfallMilliseconds == 45)
    }
}
