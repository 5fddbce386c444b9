import Control
import Foundation
import Testing
import Units

@Suite("Every state of the machine, and everything that can happen in it")
struct ExhaustiveWalkTests {
    /// From all states it takes minutes in a debug build: that is for `make walk`, and the tests walk from the first ones.
    private static let isWhole = ProcessInfo.processInfo.environment["MYOTHERM_WALK"] == "all"

    /// Whatever comes next, in any state, nothing asks for energy that may not, and whatever stops is in front.
    ///
    /// Hazard: HAZ-S1, HAZ-A1, HAZ-L7, HAZ-L10, HAZ-L11, HAZ-L12
    @Test func `no order of events gets past the safety property`() throws {
        let walk = try walked(with: .bipolar)
        guard ExhaustiveWalkTests.isWhole else {
            #expect(walk.states == 1_000)
            return
        }
        #expect(walk.states > 5_000)
    }

    /// The same with a device that has a return electrode and two cheeks to compare.
    ///
    /// Hazard: HAZ-S1, HAZ-A1
    @Test func `a return electrode changes nothing about that`() throws {
        let walk = try walked(with: .monopolar)
        #expect(walk.states == 1_000 || ExhaustiveWalkTests.isWhole && walk.states > 5_000)
    }

    /// The states that lie deep, walked from there: a machine that gives single contractions.
    ///
    /// Hazard: HAZ-U1, HAZ-S1, HAZ-L7, HAZ-L11
    @Test func `from a titration no order of events gets past it`() throws {
        var driven = try Driven()
        driven.titrate()
        #expect(driven.state == .titrating)
        #expect(driven.judge.wrong.isEmpty, "\(driven.judge.wrong)")
        let walk = try walked(from: driven.system, limit: 300)
        #expect(walk.reached.isSuperset(of: [.titrating, .stopping, .loaded, .finished, .tripped]))
    }

    /// The same from one that treats with shares of what was found.
    ///
    /// Hazard: HAZ-U2, HAZ-S1
    @Test func `from a treatment by intensity no order of events gets past it`() throws {
        var driven = try Driven()
        driven.loadTitrated()
        driven.make(.asks(.arm))
        driven.pass(.seconds(3)) { $0.system.memory.isIntentOpen }
        driven.live(until: .armed)
        driven.make(.asks(.start(right: true)))
        driven.live(until: .running)
        #expect(driven.state == .running)
        let walk = try walked(from: driven.system, limit: 300)
        #expect(walk.reached.isSuperset(of: [.running, .paused, .stopping, .finished, .tripped]))
    }

    private func walked(from begin: WalkSystem, limit: Int) throws -> Walk {
        var walk = try Walk(with: .bipolar)
        walk.go(from: begin, limit: limit)
        print(walk.summary)
        for failure in walk.failures { Issue.record("\(failure)") }
        return walk
    }

    private func walked(with device: WalkDescription) throws -> Walk {
        var walk = try Walk(with: device)
        walk.go(limit: ExhaustiveWalkTests.isWhole ? .max : 1_000)
        print(walk.summary)
        for failure in walk.failures { Issue.record("\(failure)") }
        if ExhaustiveWalkTests.isWhole { #expect(walk.reached == Set(TreatmentState.allCases)) }
        return walk
    }
}
