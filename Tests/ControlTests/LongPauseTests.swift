import Testing
import Treatment
import Units

@testable import Control

/// What becomes of a treatment by intensity that was paused for longer than ten minutes.
struct LongPauseTests {
    /// Hazard: HAZ-U2.
    @Test func `it is over, and goes on only by a new load, a contact check and a new arming`() throws {
        var driven = try Driven()
        driven.loadTitrated()
        start(&driven)
        driven.make(.live(.milliseconds(5)), .asks(.pause))
        for _ in 0..<10 { driven.make(.live(.milliseconds(5))) }
        #expect(driven.state == .paused)
        let began = driven.system.now - .seconds(600)
        driven.changePause { $0.since = began }
        driven.live(until: .finished)
        #expect(driven.state == .finished)
        driven.make(.asks(.prepareResume), .asks(.resume(right: true)), .asks(.arm))
        #expect(driven.state == .finished, "neither resumed nor armed")
        driven.make(.asks(.load(.byIntensity, approved: true)))
        driven.make(.asks(.arm))
        #expect(driven.state == .contactCheck, "the ranges are kept, the contact is not taken for granted")
        // The device has forgotten its self-test with the arming.
        for _ in 0..<5 { driven.live(until: .armed) }
        driven.make(.asks(.start(right: true)))
        driven.live(until: .running)
        #expect(driven.state == .running)
        let zone = try #require(ZoneIndex(0))
        let control = try #require(driven.system.machine.treatment?.intensities[zone])
        #expect(control.current <= .microamps(2_100), "from the threshold again")
        #expect(driven.judge.wrong.isEmpty, "\(driven.judge.wrong)")
    }

    private func start(_ driven: inout Driven) {
        driven.make(.asks(.arm))
        driven.pass(.seconds(3)) { $0.system.memory.isIntentOpen }
        driven.live(until: .armed)
        driven.make(.asks(.start(right: true)))
        driven.live(until: .running)
        #expect(driven.state == .running)
    }
}
