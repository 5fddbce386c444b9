import Testing
import Tissue
import Units

struct MuscleTests {
    /// A muscle that 40 mA recruit wholly, and that does not tire.
    private var tireless: MuscleTraits {
        var traits = MuscleTraits(site: .leftCheek)
        traits.fatigability = 0
        return traits
    }

    @Test(arguments: [(5, 0.22), (10, 0.50), (20, 0.75), (30, 0.85), (50, 0.93), (70, 0.97), (100, 1.0)])
    func `the mean force grows with the rate as the model's table says`(rate: Int64, share: Double) {
        var run = ContractionRun(tireless)
        run.stimulate(hertz: rate, for: .seconds(3))
        let forces = run.forces.suffix(200)
        #expect(abs(forces.reduce(0, +) / 200 - share) < 0.01)
    }

    @Test func `at 20 pulses a second the force ripples by 1 to 2 %`() {
        var run = ContractionRun(tireless)
        run.stimulate(hertz: 20, for: .seconds(3))
        let forces = run.forces.suffix(200)
        let ripple = ((forces.max() ?? 0) - (forces.min() ?? 0)) / (forces.reduce(0, +) / 200)
        #expect(ripple > 0.01 && ripple < 0.02)
    }

    @Test(arguments: [20, 52, 100] as [Int64])
    func `steps of 5 ms stay within 0.15 % of the model's equations in steps of 0.05 ms`(rate: Int64) {
        var run = ContractionRun(tireless)
        run.stimulate(hertz: rate, for: .milliseconds(600))
        run.wait(.milliseconds(200))
        let exact = referenceForces(hertz: rate, pulses: (rate * 600 + 999) / 1000, samples: run.forces.count)
        for (force, truth) in zip(run.forces, exact) { #expect(abs(force - truth) < 0.0015) }
    }

    // The shares were computed with the same equations in steps of 0.25 ms by another program.
    @Test(arguments: [(50, 0.2914), (20, 0.3479)] as [(Int64, Double)])
    func `every other second of stimulation leaves a quadriceps about 30 % of its mean force`(
        rate: Int64, share: Double
    ) {
        var traits = tireless
        traits.fatigability = 1
        var run = ContractionRun(traits)
        run.stimulate(hertz: rate, for: .seconds(1))
        let first = run.forces.suffix(200).reduce(0, +) / 200
        for _ in 0..<300 {
            run.wait(.seconds(1))
            run.stimulate(hertz: rate, for: .seconds(1))
        }
        let last = run.forces.suffix(200).reduce(0, +) / 200
        #expect(abs(last / first - share) < 0.001)
    }

    @Test func `fatigue goes with a time constant of 127 s`() {
        var traits = tireless
        traits.fatigability = 1
        var run = ContractionRun(traits)
        run.stimulate(hertz: 50, for: .seconds(20))
        run.wait(.seconds(2))
        let tired = run.fatigue()
        run.wait(.seconds(127))
        #expect(tired > 0.3)
        #expect(abs(run.fatigue() / tired - 0.3679) < 0.0005)
    }

    @Test func `a muscle that tires less keeps more force`() {
        let left = [0.0, 0.5, 1, 3].map { fatigability in
            var traits = tireless
            traits.fatigability = fatigability
            var run = ContractionRun(traits)
            run.stimulate(hertz: 50, for: .seconds(30))
            return run.muscle.force
        }
        #expect(left == left.sorted(by: >))
        #expect(left[0] > 0.9 && left[3] < 0.3 && left[3] > 0)
    }

    @Test func `below the threshold nothing moves`() {
        var run = ContractionRun(tireless, milliamps: 11.2)
        run.stimulate(hertz: 50, for: .seconds(1))
        #expect(run.forces.allSatisfy { $0 == 0 })
    }

    @Test func `the other side's muscle contracts differently at the same current`() {
        var weaker = tireless
        weaker.rheobaseMilliamps *= 1.3
        weaker.strength = 0.8
        var (left, right) = (ContractionRun(tireless, milliamps: 20), ContractionRun(weaker, milliamps: 20))
        left.stimulate(hertz: 50, for: .seconds(1))
        right.stimulate(hertz: 50, for: .seconds(1))
        #expect(left.muscle.force > 1.5 * right.muscle.force)
        #expect(right.muscle.force > 0.05)
    }

    @Test func `how often one looks changes no bit`() {
        let traits = MuscleTraits(site: .leftCheek)
        var (watched, alone) = (Muscle(traits), Muscle(traits))
        // Bursts of 0.5 s, and rests of 2.5 s between them.
        for pulse in 0..<312 as Range<Int64> {
            let moment = Instant.nanoseconds(pulse * 19_230_769 + pulse / 26 * 2_500_000_000)
            for look in 1..<9 as Range<Int64> { _ = watched.fatigue(at: moment - .milliseconds(500 >> look)) }
            watched.pulse(at: moment, milliamps: 22, width: .microseconds(200))
            alone.pulse(at: moment, milliamps: 22, width: .microseconds(200))
        }
        let end = Instant.nanoseconds(33_510_000_000)
        #expect(watched.force(at: end) == alone.force(at: end))
        #expect(watched.fatigue(at: end) == alone.fatigue(at: end))
        #expect(alone.force > 0.2 && alone.fatigue(at: end) > 0.02)
    }

    @Test func `a second after the last pulse the muscle is slack`() {
        var run = ContractionRun(tireless)
        run.stimulate(hertz: 100, for: .seconds(1))
        run.wait(.seconds(1))
        #expect(run.muscle.force == 0)
    }
}

/// The model's equations as they are written, with the sum over all pulses, by the midpoint rule in steps of 0.05 ms:
/// force every 5 ms as a share of 310.96 N.
private func referenceForces(hertz: Int64, pulses: Int64, samples: Int) -> [Double] {
    let step = 0.00005
    let starts = (0..<pulses).map { Double($0) / Double(hertz) }
    var (newtons, calcium) = (0.0, 0.0)
    var forces: [Double] = []
    for index in 0..<samples * 100 {
        let time = (Double(index) + 0.5) * step
        var release = 0.0
        for (place, start) in starts.enumerated() where start <= time + 1e-9 {
            let after = place > 0 ? 0.143 * decay((start - starts[place - 1]) / 0.02) : 0
            release += (1 + after) * decay((time - start) / 0.02)
        }
        // The midpoint rule.
        let middle = calcium + step / 2 * (release - calcium) / 0.02
        let bound = middle / (0.103 + middle)
        let relaxation = 0.050_957 + 0.06 * bound
        newtons += step * (3009 * bound - (newtons + step / 2 * (3009 * bound - newtons / relaxation)) / relaxation)
        calcium += step * (release - middle) / 0.02
        if index % 100 == 99 { forces.append(newtons / 310.96) }
    }
    return forces
}

/// e to the power of `−x`.
private func decay(_ x: Double) -> Double { exp2(-x * 1.442_695_040_888_963_4) }

/// A muscle, its clock, and its force every 5 ms so far.
struct ContractionRun {
    var muscle: Muscle
    var forces: [Double] = []
    private var now = Instant.zero
    private let milliamps: Double

    init(_ traits: MuscleTraits, milliamps: Double = 40) {
        muscle = Muscle(traits)
        self.milliamps = milliamps
    }

    mutating func stimulate(hertz: Int64, for span: Duration) {
        var next = now
        let end = now + span
        while now < end {
            while next < now + .milliseconds(5) {
                muscle.pulse(at: next, milliamps: milliamps, width: .microseconds(200))
                next = next + .nanoseconds(1_000_000_000 / hertz)
            }
            look()
        }
    }

    mutating func wait(_ span: Duration) {
        let end = now + span
        while now < end { look() }
    }

    mutating func fatigue() -> Double { muscle.fatigue(at: now) }

    private mutating func look() {
        now = now + .milliseconds(5)
        forces.append(muscle.force(at: now))
    }
}
