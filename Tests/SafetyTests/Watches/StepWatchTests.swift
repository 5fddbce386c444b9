import Testing
import Units

@testable import Safety

struct StepWatchTests {
    private func at(_ milliseconds: Int64) -> Instant { .nanoseconds(milliseconds * 1_000_000) }

    /// Hazard: HAZ-L14.
    @Test func `a step is told once, with its length and direction`() {
        var watch = StepWatch(steady: at(1_000), wall: at(500_000))
        #expect(watch.stepped(steady: at(1_010), wall: at(500_010)) == nil)
        #expect(watch.stepped(steady: at(1_020), wall: at(503_620)) == .milliseconds(3_600))
        #expect(watch.stepped(steady: at(1_030), wall: at(503_630)) == nil)
        #expect(watch.stepped(steady: at(1_040), wall: at(3_640)) == .seconds(-500))
    }

    @Test func `network time that slews for an hour is no step`() {
        var watch = StepWatch(steady: at(0), wall: at(0))
        for look in 1...360_000 as ClosedRange<Int64> {
            // 500 ppm of 10 ms.
            let wall = Instant.nanoseconds(look * 10_005_000)
            guard watch.stepped(steady: .nanoseconds(look * 10_000_000), wall: wall) == nil else {
                Issue.record("a step after \(look) looks")
                return
            }
        }
    }
}
