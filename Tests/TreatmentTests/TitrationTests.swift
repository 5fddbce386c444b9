import Testing
import Treatment
import Units

struct TitrationTests {
    /// Somebody who sees exactly the steps from `threshold` on, and has enough from `enough` on.
    private func answer(_ titration: inout Titration, threshold: Int, enough: Int) {
        guard let shown = titration.presentation else { return }
        if !shown.isBlank, shown.level >= threshold { _ = titration.mark(.contraction, after: .seconds(1)) }
        if !shown.isBlank, shown.level >= enough { _ = titration.mark(.maximum, after: .seconds(2)) }
        titration.closeWindow()
    }

    private func run(threshold: Int, enough: Int, seed: UInt64 = 1) -> (outcome: TitrationOutcome, shown: [Int]) {
        var titration = Titration(cap: .milliamps(20), seed: seed)
        var shown: [Int] = []
        while let presentation = titration.presentation {
            if !presentation.isBlank { shown.append(presentation.level) }
            answer(&titration, threshold: threshold, enough: enough)
        }
        guard case .ended(let outcome) = titration.step else { return (.stopped, shown) }
        return (outcome, shown)
    }

    @Test func `begins at two steps and never rises by more than two, after the first contraction by one`() {
        for threshold in [5, 17, 40] {
            var titration = Titration(cap: .milliamps(20), seed: UInt64(threshold))
            var highest = 0
            var hasSeen = false
            while let shown = titration.presentation {
                #expect(shown.isBlank || shown.level <= highest + (hasSeen ? 1 : 2))
                if !shown.isBlank {
                    highest = max(highest, shown.level)
                    hasSeen = hasSeen || shown.level >= threshold
                }
                answer(&titration, threshold: threshold, enough: 45)
            }
        }
    }

    @Test(arguments: [2, 3, 10, 25, 44])
    func `finds what somebody without errors sees, within a step, and the step below the first that is too much`(
        threshold: Int
    ) throws {
        let range = try #require(run(threshold: threshold, enough: 48).outcome.range)
        // One step of 20 mA is 0.4 mA. The threshold lies between the step that moved nothing and the one that did.
        let truth = Double(threshold) * 0.4 - 0.2
        #expect(abs(Double(range.threshold.microamps) / 1000 - truth) <= 0.4)
        #expect(range.maximum <= .microamps(47 * 400) && range.maximum >= .microamps(46 * 400))
    }

    @Test func `nobody who feels nothing too strong is shown more than the cap, which then is the maximum`() throws {
        let (outcome, shown) = run(threshold: 30, enough: 1000)
        #expect(try #require(outcome.range).maximum == .milliamps(20))
        #expect(shown.max() == 50)
    }

    @Test func `where nothing moves up to the cap it says so and finds nothing`() {
        let (outcome, shown) = run(threshold: 1000, enough: 1000)
        #expect(outcome == .aboveCap(.milliamps(20)))
        #expect(shown.max() == 50)
    }

    @Test func `where too much comes before anything moves there is no range, and nothing stronger is shown`() {
        let (outcome, shown) = run(threshold: 1000, enough: 12)
        guard case .maximumBelowThreshold = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(shown.max() == 12)
    }

    @Test func `one false sighting changes nothing but the time`() throws {
        var titration = Titration(cap: .milliamps(20), seed: 3)
        var hasErred = false
        while let shown = titration.presentation {
            if !hasErred, shown.level == 6 {
                hasErred = true
                let counts = titration.mark(.contraction, after: .seconds(1))
                #expect(counts)
                titration.closeWindow()
            } else {
                answer(&titration, threshold: 25, enough: 45)
            }
        }
        guard case .ended(let outcome) = titration.step else { return }
        let range = try #require(outcome.range)
        #expect(hasErred)
        #expect(abs(range.threshold.microamps - 9_800) <= 400)
    }

    @Test func `a mark counts within the window of what is shown, its ends included, and not beyond`() {
        var titration = Titration(cap: .milliamps(20), seed: 1)
        let counted = [-100, 399, 400, 3200, 3201].map { titration.mark(.contraction, after: .milliseconds($0)) }
        #expect(counted == [false, false, true, true, false])
        titration.stop()
        let late = titration.mark(.contraction, after: .seconds(1))
        #expect(!late)
        #expect(titration.step == .ended(.stopped))
    }

    @Test func `who marks blanks is not believed`() {
        var titration = Titration(cap: .milliamps(20), seed: 5)
        while titration.presentation != nil {
            _ = titration.mark(.contraction, after: .seconds(1))
            titration.closeWindow()
            // Whoever marks everything ends up with a low threshold or is found out; here nothing ends by a maximum.
        }
        guard case .ended(let outcome) = titration.step else { return }
        switch outcome {
        case .unreliable(let marks, let blanks): #expect(marks >= 6 && marks == blanks)
        case .found(let range): #expect(range.threshold <= .microamps(800))
        case .aboveCap, .maximumBelowThreshold, .unsettled, .stopped: Issue.record("\(outcome)")
        }
    }

    @Test func `answers by a coin end within the most presentations, and never with more than the cap`() {
        for seed in 0..<200 {
            var chance = RandomStream(seed: UInt64(seed), purpose: 1)
            var titration = Titration(cap: .milliamps(20), seed: UInt64(seed))
            var count = 0
            while let shown = titration.presentation {
                count += 1
                #expect(shown.number == count && shown.current <= .milliamps(20))
                if chance.nextUnit() < 0.5 { _ = titration.mark(.contraction, after: .seconds(1)) }
                if chance.nextUnit() < 0.05 { _ = titration.mark(.maximum, after: .seconds(1)) }
                titration.closeWindow()
            }
            #expect(count <= TitrationLimits.presentations)
        }
    }

    @Test func `the same seed and answers give the same titration`() {
        #expect(run(threshold: 20, enough: 40, seed: 7).shown == run(threshold: 20, enough: 40, seed: 7).shown)
    }
}

struct IntensityRangeTests {
    private let range = IntensityRange(threshold: .milliamps(8), maximum: .milliamps(18))

    @Test func `an intensity is a share of the range, within its ends and under the cap`() throws {
        let range = try #require(range)
        #expect(range.current(at: PerMille(rawValue: 0), cap: .milliamps(60)) == .milliamps(8))
        #expect(range.current(at: PerMille(rawValue: 600), cap: .milliamps(60)) == .milliamps(14))
        #expect(range.current(at: .whole, cap: .milliamps(60)) == .milliamps(18))
        #expect(range.current(at: .whole, cap: .milliamps(15)) == .milliamps(15))
        #expect(range.current(at: PerMille(rawValue: 1400), cap: .milliamps(60)) == .milliamps(18))
        #expect(range.current(at: PerMille(rawValue: -5), cap: .milliamps(60)) == .milliamps(8))
    }

    @Test func `a range has a threshold above zero and a maximum above it`() {
        #expect(IntensityRange(threshold: .zero, maximum: .milliamps(5)) == nil)
        #expect(IntensityRange(threshold: .milliamps(5), maximum: .milliamps(5)) == nil)
        #expect(IntensityRange(threshold: .milliamps(5), maximum: .microamps(5001)) != nil)
    }
}

struct TitrationPlanTests {
    @Test func `a titration has the plan's rate and width, no heat, one zone, and the lower cap of both`() throws {
        let plan = try Samples.fullFace()
        let short = try #require(plan.titration(of: .leftCheek))
        let entry = try #require(short.zones.first)
        let stimulation = try #require(entry.stimulation)
        #expect(short.zones.count == 1 && entry.heating == nil && entry.zone == .leftCheek)
        #expect(stimulation.rate == .hertz(52) && stimulation.width == .microseconds(200))
        #expect(stimulation.current == .milliamps(20))
        #expect(stimulation.period == TitrationLimits.period)
    }

    @Test(
        arguments: [
            (.leftCheek, 35_000, 35_000), (.leftCheek, 35_001, 35_000), (.submentum, 30_000, 30_000),
            (.submentum, 30_001, 30_000), (.forehead, 1000, 1000),
        ] as [(Zone, Int32, Int32)])
    func `its cap is at most 35 mA, under the chin 30, and the plan's own`(zone: Zone, planned: Int32, cap: Int32)
        throws
    {
        let plan = try Samples.plan([Samples.stimulated(zone) { $0.current = .microamps(planned) }])
        #expect(plan.titration(of: zone)?.zones.first?.stimulation?.current == .microamps(cap))
    }

    @Test func `a zone that is not stimulated has none`() throws {
        #expect(try Samples.plan([Samples.heated()]).titration(of: .forehead) == nil)
        #expect(try Samples.plan([Samples.heated()]).titration(of: .leftCheek) == nil)
    }

    @Test func `a plan's meaning has the intensity, and is what it was without one`() throws {
        let without = try Samples.plan([Samples.stimulated()])
        let with = try Samples.plan([Samples.stimulated { $0.intensity = PerMille(rawValue: 600) }])
        #expect(with.canonicalBytes.count == without.canonicalBytes.count + 8)
        #expect(with.canonicalBytes.suffix(8) == [0x58, 2, 0, 0, 0, 0, 0, 0])
        let differing = zip(with.canonicalBytes, without.canonicalBytes).filter { $0 != $1 }
        #expect(differing.count == 1)
    }

    @Test func `an intensity of 100 per cent is a plan's, and one thousandth more is not`() {
        #expect(throws: Never.self) { try Samples.plan([Samples.stimulated { $0.intensity = .whole }]) }
        #expect(throws: Never.self) {
            try Samples.plan([Samples.stimulated { $0.intensity = PerMille(rawValue: 0) }])
        }
        #expect(throws: TreatmentError.self) {
            try Samples.plan([Samples.stimulated { $0.intensity = PerMille(rawValue: 1001) }])
        }
        #expect(throws: TreatmentError.self) {
            try Samples.plan([Samples.stimulated { $0.intensity = PerMille(rawValue: -1) }])
        }
    }
}
