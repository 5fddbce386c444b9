import Testing
import Treatment
import Units

@testable import Control

/// A machine that arms only what a prescriber stands behind, and exactly that.
struct ApprovalTests {
    /// Hazard: HAZ-A1, HAZ-P1.
    @Test func `without an approval nothing is armed, a simulated device as little as another`() throws {
        for part in [WalkMove.Part.forPatients, .device] {
            for (isApproved, state) in [(false, TreatmentState.loaded), (true, .contactCheck)] {
                var driven = try Driven()
                driven.make(.describes(part), .asks(.load(.first, approved: isApproved)), .asks(.arm))
                #expect(driven.state == state)
            }
        }
    }

    /// Hazard: HAZ-P1.
    @Test func `an approval belongs to the program that it came with, and to no load after it`() throws {
        for (first, second) in [(true, false), (false, true)] {
            var driven = try Driven()
            driven.make(.asks(.load(.first, approved: first)), .asks(.load(.second, approved: second)), .asks(.arm))
            #expect(driven.state == (second ? .contactCheck : .loaded))
        }
    }

    /// Hazard: HAZ-P1.
    @Test func `a load that is refused leaves program and approval as they were`() throws {
        for plan in [WalkMove.Plan.absentZone, .beyondDevice, .tooDense, .doseSpent] {
            var driven = try Driven()
            driven.make(.asks(.load(.first, approved: true)))
            let before = driven.system.machine.treatment
            driven.make(.asks(.load(plan, approved: true)))
            let after = driven.system.machine.treatment
            #expect(after?.program == before?.program && after?.approval == before?.approval && before != nil)
        }
    }

    /// Hazard: HAZ-P1.
    @Test func `once arming has begun no other program can be loaded, approved or not`() throws {
        for isApproved in [false, true] {
            var driven = try Driven()
            driven.arm()
            let before = driven.system.machine.treatment?.program
            driven.make(.asks(.load(.second, approved: isApproved)))
            #expect(driven.state == .armed)
            #expect(driven.system.machine.treatment?.program == before && before != nil)
        }
    }

    /// Hazard: HAZ-P3.
    @Test func `only the approval that whoever arms was shown is armed, whatever was loaded since`() throws {
        var driven = try Driven()
        driven.make(.asks(.load(.first, approved: true)))
        let loaded = try #require(driven.system.machine.treatment?.approval)
        let others = [Fingerprint.none, Fingerprint(high: loaded.high, low: loaded.low ^ 1)]
        for (shown, state) in others.map({ ($0, TreatmentState.loaded) }) + [(loaded, .contactCheck)] {
            var machine = driven.system.machine
            var effects = Effects()
            machine.take(
                .arm(token: 1, approval: shown), request: RequestID(rawValue: 99), at: driven.system.now,
                into: &effects)
            #expect(machine.state == state)
            #expect(machine.treatment?.approval == loaded)
            let refusal = Effect.publish(.answer(RequestID(rawValue: 99), .refused(.otherApproval)))
            let isRefused = (0..<effects.count).contains { effects[$0] == refusal }
            #expect(isRefused == (state == .loaded))
        }
    }
}
