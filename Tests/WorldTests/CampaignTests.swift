import Control
import Safety
import Testing
import Treatment
import Units
import World

@Suite("A campaign draws cases, plays them, and judges them")
struct CampaignTests {
    /// A case that takes little time: one zone, ten seconds.
    private func short(_ seed: UInt64 = 1, _ change: (inout CampaignCase) throws -> Void = { _ in }) rethrows
        -> CampaignCase
    {
        var short = CampaignCase(seed: seed)
        short.plan = .mild
        try change(&short)
        return short
    }

    @Test func `every case is written so that reading it gives the same one`() throws {
        for seed in 0..<300 as Range<UInt64> {
            let drawn = CampaignCase.drawn(seed: seed, mode: .host, withFaults: true, examples: [])
            #expect(try CampaignCase(text: drawn.text) == drawn)
        }
    }

    @Test(
        arguments: [
            ("mode both", CampaignTextError.noSeed), ("seed 1\nhope 3", .unknownLine(2, "hope")),
            ("seed x", .wrongLine(1, "'x' was not expected")),
            ("seed 1\nclock at=1 drift=2", .wrongLine(2, "'wander' is missing")),
            ("seed 1\nfault zone=9,contact=open", .wrongLine(2, "'zone=9,contact=open' was not expected")),
        ])
    func `what is no case is refused with its line`(text: String, error: CampaignTextError) {
        #expect(throws: error) { try CampaignCase(text: text) }
        #expect(!error.description.isEmpty)
    }

    @Test func `every drawn case has a plan, and each kind of fault is drawn`() {
        var kinds: [FaultKind] = []
        for seed in 0..<4000 as Range<UInt64> {
            let drawn = CampaignCase.drawn(seed: seed, mode: .both, withFaults: true, examples: [])
            if seed < 400 { #expect(drawn.plan.program(examples: []) != nil, "seed \(seed)") }
            for kind in drawn.kinds where !kinds.contains(kind) { kinds.append(kind) }
        }
        #expect(FaultKind.allCases.filter { !kinds.contains($0) } == [])
    }

    @Test func `a case in which nothing breaks is completed, and the same twice`() throws {
        let first = try #require(VirtualTreatment.outcome(of: short(), examples: []))
        #expect(first.isComplete)
        #expect(!first.fails, "\(first.complaint)")
        let again = try VirtualTreatment.outcome(of: short(), examples: [])
        #expect(again == first)
    }

    @Test func `what broke explains the stop, and after it a treatment is possible`() throws {
        let outcome = try #require(
            VirtualTreatment.outcome(
                of: short { $0.faults = [try TimedFault(text: "at=run+4s,zone=0,centre=open")] }, examples: []))
        #expect(outcome.result == .tripped)
        #expect(outcome.kinds == [.sensorOpen])
        #expect(!outcome.fails, "\(outcome.complaint)")
    }

    @Test func `a stop that nothing explains is a wrong cause`() throws {
        // Without a row for it, the same fault explains nothing: the button is held, and the script calls it a reset.
        let outcome = try #require(
            VirtualTreatment.outcome(
                of: short {
                    $0.faults = [try TimedFault(text: "at=run+9s,reset")]
                    $0.incidents = [Incident(at: .seconds(4), .faults(LiveFaults(held: true)))]
                }, examples: []))
        #expect(outcome.first?.cause == .patientButton)
        #expect(outcome.isWrongCause)
        #expect(outcome.fails)
    }

    @Test(arguments: [
        "at=run+3s,hang", "at=run+3s,unplug", "at=run+3s,reset", "at=1s,stuck=first", "at=run+3s,flip=20000",
    ])
    func `whatever broke, once it is mended a treatment is possible`(text: String) throws {
        let outcome = try #require(
            VirtualTreatment.outcome(of: short { $0.faults = [try TimedFault(text: text)] }, examples: []))
        #expect(outcome.wedge == nil)
    }

    @Test func `a host that died is started again, and treats`() throws {
        let outcome = try #require(
            VirtualTreatment.outcome(
                of: short { $0.incidents = [Incident(at: .seconds(4), .hostDeath)] }, examples: []))
        #expect(!outcome.fails, "\(outcome.complaint)")
        #expect(outcome.kinds == [.host])
    }

    @Test func `what has no part in a failure is left out`() throws {
        let needed = try TimedFault(text: "at=run+8s,zone=0,centre=open")
        let drawn = CampaignCase.drawn(seed: 7, mode: .both, withFaults: true, examples: [])
        var large = drawn
        large.faults = [try TimedFault(text: "at=run+1s,reset"), needed, try TimedFault(text: "flip=100")]
        large.incidents = [Incident(at: .seconds(1), .pause)]
        let small = large.shrunk(tries: 500, examples: []) { candidate in
            candidate.faults.contains { $0.what == needed.what }
        }
        #expect(small.faults.map(\.what) == [needed.what])
        #expect(small.incidents.isEmpty)
        #expect(small.plan.zones.count == 1)
        #expect(small.person == nil)
        #expect(small.plan.seconds <= 20)
    }
}

extension LiveFaults {
    fileprivate init(held: Bool) {
        self.init()
        buttonHeld = held
    }
}
