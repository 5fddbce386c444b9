import Testing
import Treatment
import Units

struct ProgramTests {
    @Test(arguments: 0..<60) func `pulses and charge summed over segments are the totals`(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, purpose: 1)
        guard let program = try compiled(&stream) else { return }
        for place in program.zones {
            let totals = program.totals(of: place)
            var (pulses, charge, contractions) = (Int64(0), Charge.zero, Int64(0))
            for ordinal in 0..<program.segmentCount {
                guard let slice = program.segment(ordinal, of: place).stimulation else { continue }
                let train = try #require(PulseTrain(rate: slice.rate))
                let first = train.firstPulse(notBefore: slice.offset)
                let end = train.firstPulse(notBefore: slice.offset + TimeGrid.segment)
                for pulse in first..<end {
                    charge += slice.ramp.current(at: train.start(ofPulse: pulse) - slice.offset) * slice.width
                }
                pulses += end - first
                contractions += slice.offset == .zero ? 1 : 0
            }
            #expect(pulses == totals.pulses)
            #expect(charge == totals.charge)
            #expect(contractions == totals.contractions)
        }
    }

    @Test(arguments: 0..<60) func `slices follow each other without a step`(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, purpose: 2)
        guard let program = try compiled(&stream) else { return }
        for place in program.zones {
            let stimulation = try #require(program.contractions(of: place)?.stimulation)
            let floor = stimulation.current.scaled(perMille: ContractionSchedule.floor)
            var before: StimulationSlice?
            for ordinal in 0...program.segmentCount {
                let slice = program.segment(ordinal, of: place).stimulation
                switch (before, slice) {
                case (nil, nil): break
                case (nil, let first?):
                    #expect(first.offset == .zero)
                    #expect(first.ramp.start == floor)
                case (let last?, nil):
                    #expect(last.offset + TimeGrid.segment == stimulation.on)
                    #expect(last.ramp.end == floor)
                case (let last?, let next?):
                    #expect(next.offset == last.offset + TimeGrid.segment)
                    #expect(next.ramp.start == last.ramp.end)
                    #expect(next.ramp.start > .zero && next.ramp.peak <= stimulation.current)
                }
                before = slice
            }
        }
    }

    @Test(arguments: 0..<60) func `the reference never rises faster than its limit nor above its target`(
        seed: UInt64
    ) throws {
        var stream = RandomStream(seed: seed, purpose: 3)
        guard let program = try compiled(&stream) else { return }
        for place in program.zones {
            let heating = try #require(program.reference(of: place)?.heating)
            var lastSecond: [Temperature] = []
            for ordinal in 0..<program.segmentCount {
                guard let target = program.segment(ordinal, of: place).target else {
                    #expect(ordinal < 200 * place.place)
                    continue
                }
                #expect(target <= heating.target && target >= HeatingReference.origin)
                lastSecond.append(target)
                guard lastSecond.count > 20 else { continue }
                let rise = target - lastSecond.removeFirst()
                #expect(rise >= .zero)
                // Both ends are rounded down to 1 m°C, so that their difference may be 1 mK too large.
                #expect((rise.millikelvin - 1) * 60 <= heating.rampLimit.milliCelsiusPerMinute)
            }
        }
    }

    @Test func `a steep warm-up is stretched to the ramp limit`() throws {
        let zone = Samples.heated { $0.warmUpDuration = .seconds(60) }
        let program = try Samples.program(Samples.plan([zone]))
        let place = try #require(ZoneIndex(0))
        let reference = try #require(program.reference(of: place))
        // 6 °C at 3.5 °C/min take 102.857 s.
        #expect(reference.warmUpEnd == .milliseconds(102_858))
        #expect(reference.target(at: .seconds(60)) == .milliCelsius(37_499))
    }

    @Test func `only the last segment is final`() throws {
        let program = try Samples.program(Samples.plan([Samples.heated()], duration: .seconds(10)))
        let place = try #require(ZoneIndex(0))
        for ordinal in 0..<program.segmentCount {
            #expect(program.segment(ordinal, of: place).isFinal == (ordinal == 199))
        }
    }

    @Test func `outside the program there is no output`() throws {
        let program = try Samples.program(Samples.plan([Samples.heated()], duration: .seconds(10)))
        let (first, second) = (try #require(ZoneIndex(0)), try #require(ZoneIndex(1)))
        for (ordinal, place) in [(-1, first), (200, first), (Int.max, first), (Int.min, first), (5, second)] {
            let segment = program.segment(ordinal, of: place)
            #expect(segment.target == nil)
            #expect(segment.powerCeiling == .zero)
            #expect(segment.stimulation == nil)
        }
        #expect(program.totals(of: second).pulses == 0)
        #expect(program.index(of: .submentum) == nil)
        #expect(program.phase(at: -1) == .warmUp)
    }

    @Test func `a zone without heating never gets RF and one without stimulation no pulse`() throws {
        let plan = try Samples.plan([Samples.heated(.leftCheek), Samples.stimulated(.rightCheek)])
        let program = try Samples.program(plan)
        let (first, second) = (try #require(ZoneIndex(0)), try #require(ZoneIndex(1)))
        for ordinal in 0..<program.segmentCount {
            #expect(program.segment(ordinal, of: first).stimulation == nil)
            #expect(program.segment(ordinal, of: second).target == nil)
            #expect(program.segment(ordinal, of: second).powerCeiling == .zero)
        }
        #expect(program.totals(of: first).charge == .zero)
        #expect(program.totals(of: second).predictedEnergyDensity == .zero)
    }

    @Test func `a program keeps the identity it is given`() throws {
        let plan = try Samples.fullFace()
        let program = try Program(compiling: plan, identity: Fingerprint(high: 7, low: 8))
        #expect(program.identity == Fingerprint(high: 7, low: 8))
        #expect(try program != Samples.program(plan))
        #expect(try Samples.program(plan) == Samples.program(plan))
    }

    /// A program of a random plan, or nil for the few whose last pulse would outlast the treatment.
    private func compiled(_ stream: inout RandomStream) throws -> Program? {
        let plan = try Samples.random(&stream)
        do throws(TreatmentError) {
            return try Samples.program(plan)
        } catch {
            guard case .pulseOutlastsTreatment = error else { throw error }
            return nil
        }
    }
}
