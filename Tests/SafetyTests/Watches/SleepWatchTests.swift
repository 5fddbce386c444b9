import Testing
import Units

@testable import Safety

struct SleepWatchTests {
    private func at(_ milliseconds: Int64) -> Instant { .nanoseconds(milliseconds * 1_000_000) }

    /// Hazard: HAZ-L8.
    @Test func `a sleep is told once, with its length`() {
        var watch = SleepWatch(awake: at(1_000), all: at(9_000))
        #expect(watch.slept(awake: at(2_000), all: at(10_000)) == nil)
        #expect(watch.slept(awake: at(2_010), all: at(610_010)) == .seconds(600))
        #expect(watch.slept(awake: at(2_020), all: at(610_020)) == nil)
        #expect(watch.slept(awake: at(2_030), all: at(611_030)) == .seconds(1))
    }

    @Test func `clocks that are not read at the same moment are no sleep`() {
        var watch = SleepWatch(awake: at(0), all: at(0))
        #expect(watch.slept(awake: at(100), all: at(150)) == nil)
        #expect(watch.slept(awake: at(200), all: at(251)) == .milliseconds(51))
    }
}
