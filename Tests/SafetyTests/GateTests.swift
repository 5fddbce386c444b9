import Safety
import Testing
import Units

struct GateTests {
    static let steps: [EnergyStep] = [.arm, .start, .resume]

    let request = OutputRequest(
        zone: zones[1], rate: .hertz(50), width: .microseconds(100), ramp: CurrentRamp(from: .zero, to: .milliamps(10)),
        power: .milliwatts(300))
    let bounds = OutputBounds(
        current: .milliamps(40), width: .microseconds(200), rate: .hertz(60), power: .milliwatts(500),
        radioFrequencyArea: .squareMillimetres(400), stimulationArea: .squareMillimetres(400))

    /// Whether the gate approves every kind of request, none, or only some.
    func approvals(of gate: Gate) -> [Bool] {
        [gate.approveLease() != nil] + GateTests.steps.map { gate.approve($0) != nil } + [allows(gate, request)]
    }

    func allows(_ gate: Gate, _ request: OutputRequest) -> Bool {
        do throws(OutputRefusal) {
            _ = try gate.approve(request, within: bounds)
            return true
        } catch {
            return false
        }
    }

    func gate(after change: (inout Evidence) -> Void = { _ in }, sample: UInt32? = 7) -> Gate {
        var evidence = goodEvidence()
        change(&evidence)
        var gate = Gate()
        gate.judged(evidence, sample: sample)
        return gate
    }

    @Test func `nothing is approved before anything was judged`() {
        #expect(approvals(of: Gate()) == Array(repeating: false, count: 5))
        #expect(throws: OutputRefusal.notJudged) { _ = try Gate().approve(request, within: bounds).take() }
    }

    @Test func `nothing is approved on evidence that came with no sample`() {
        #expect(approvals(of: gate(sample: nil)) == Array(repeating: false, count: 5))
    }

    @Test func `everything is approved on a good sample`() {
        #expect(approvals(of: gate()) == Array(repeating: true, count: 5))
    }

    @Test func `nothing is approved under a pause`() {
        let gate = gate { $0.readings[zones[3]].radioFrequency = .open }
        #expect(gate.verdict.reaction == .pause)
        #expect(approvals(of: gate) == Array(repeating: false, count: 5))
        #expect(throws: OutputRefusal.notJudged) { _ = try gate.approve(request, within: bounds).take() }
    }

    @Test func `nothing is approved under a trip`() {
        let gate = gate { $0.buttonPressed = true }
        #expect(gate.verdict.reaction == .trip)
        #expect(approvals(of: gate) == Array(repeating: false, count: 5))
    }

    @Test func `everything is approved under a warning`() {
        let gate = gate { $0.telemetryAge = .milliseconds(30) }
        #expect(gate.verdict.reaction == .warn)
        #expect(approvals(of: gate) == Array(repeating: true, count: 5))
    }

    @Test func `a verdict without a new sample takes back what the sample before it allowed`() {
        var gate = gate()
        var evidence = goodEvidence()
        evidence.telemetryAge = .milliseconds(61)
        #expect(gate.judged(evidence, sample: nil).reaction == .trip)
        #expect(approvals(of: gate) == Array(repeating: false, count: 5))
    }

    @Test func `what was judged is forgotten on demand`() {
        var gate = gate()
        gate.forget()
        #expect(approvals(of: gate) == Array(repeating: false, count: 5))
        gate.judged(goodEvidence(), sample: nil)
        #expect(approvals(of: gate) == Array(repeating: false, count: 5))
    }

    @Test func `a lease names the sample judged last, and the evaluation`() {
        var gate = Gate()
        gate.judged(goodEvidence(), sample: 41)
        gate.judged(goodEvidence(), sample: 42)
        gate.judged(goodEvidence(), sample: nil)
        let lease = gate.approveLease()?.take()
        #expect(lease?.sample == 42)
        #expect(lease?.evaluation == 3)
    }

    @Test(arguments: steps)
    func `an approved step is the step that was asked for`(step: EnergyStep) {
        #expect(gate().approve(step)?.take() == step)
    }

    @Test func `approved output is the output that was asked for`() throws(OutputRefusal) {
        #expect(try gate().approve(request, within: bounds).take() == request)
    }

    @Test func `a zone that is held down gets no RF but keeps its stimulation`() {
        let gate = gate { $0.readings[zones[1]].edge = sensor(42_000) }
        #expect(throws: OutputRefusal.heldDown) { _ = try gate.approve(request, within: bounds).take() }
        var stimulation = request
        stimulation.power = .zero
        #expect(allows(gate, stimulation))
    }

    @Test func `a zone beside one that is held down keeps its RF`() {
        let gate = gate { $0.readings[zones[2]].edge = sensor(42_499) }
        #expect(gate.verdict.demandsCeiling(in: zones[2]))
        #expect(allows(gate, request))
    }
}

extension Gate {
    /// Judges a copy of `evidence`, and gives what was found.
    @discardableResult
    fileprivate mutating func judged(_ evidence: Evidence, sample: UInt32?) -> Verdict {
        var lent = evidence
        judge(&lent, sample: sample)
        return verdict
    }
}
