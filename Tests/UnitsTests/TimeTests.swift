import Testing
import Units

struct TimeTests {
    @Test func `a duration reads in coarser units rounded towards zero`() {
        #expect(Duration.seconds(2) == .milliseconds(2000))
        #expect(Duration.milliseconds(50) == .microseconds(50_000))
        #expect(Duration.microseconds(1) == .nanoseconds(1000))
        #expect(Duration.nanoseconds(1_999_999).milliseconds == 1)
        #expect(Duration.nanoseconds(-1_999_999).milliseconds == -1)
        #expect(Duration.nanoseconds(-1999).microseconds == -1)
    }

    @Test func `two moments of the host differ by a duration`() {
        let start = Instant.nanoseconds(5)
        #expect((start + .milliseconds(50)) - start == .milliseconds(50))
        #expect(start - Duration.nanoseconds(5) == .zero)
        #expect(start < start + .nanoseconds(1))
    }

    @Test func `a moment of the device counts whole microseconds`() {
        let start = DeviceInstant.microseconds(1_000_000)
        #expect(start + .nanoseconds(1999) == .microseconds(1_000_001))
        #expect(start - .nanoseconds(1999) == .microseconds(999_999))
        #expect((start + TimeGrid.segment) - start == TimeGrid.segment)
    }
}
