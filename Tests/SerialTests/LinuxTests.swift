import CLinux
import Glibc
import Testing

struct TimerTests {
    @Test func `a timer that is not armed has nothing to read`() {
        let timer = myotherm_timer_create()
        defer { close(timer) }
        #expect(timer >= 0)
        #expect(myotherm_timer_read(timer) == 0)
    }

    @Test(arguments: [Int64.min, -1, 0, 1]) func `a deadline that has passed expires at once`(_ deadline: Int64) {
        let timer = myotherm_timer_create()
        defer { close(timer) }
        #expect(myotherm_timer_set(timer, deadline) == 0)
        #expect(wait(for: POLLIN, on: timer))
        #expect(myotherm_timer_read(timer) == 1)
        #expect(myotherm_timer_read(timer) == 0, "one shot")
    }

    @Test func `a timer never expires before its deadline`() {
        let timer = myotherm_timer_create()
        defer { close(timer) }
        let deadline = myotherm_clock_monotonic_ns() + 5_000_000
        #expect(myotherm_timer_set(timer, deadline) == 0)
        #expect(wait(for: POLLIN, on: timer))
        #expect(myotherm_clock_monotonic_ns() >= deadline)
        #expect(myotherm_timer_read(timer) == 1)
    }

    @Test func `disarming takes back an expiry that was not read`() {
        let timer = myotherm_timer_create()
        defer { close(timer) }
        #expect(myotherm_timer_set(timer, 1) == 0)
        #expect(wait(for: POLLIN, on: timer))
        #expect(myotherm_timer_disarm(timer) == 0)
        #expect(myotherm_timer_read(timer) == 0)
    }

    @Test func `an error comes back as a negated errno`() {
        #expect(myotherm_timer_set(-1, 1) == -EBADF)
        #expect(myotherm_timer_read(-1) == -Int64(EBADF))
    }
}

struct EventTests {
    @Test func `signals melt into one reading that counts them`() {
        let event = myotherm_event_create()
        defer { close(event) }
        #expect(myotherm_event_read(event) == 0)
        for _ in 0..<3 { #expect(myotherm_event_signal(event) == 0) }
        #expect(wait(for: POLLIN, on: event))
        #expect(myotherm_event_read(event) == 3)
        #expect(myotherm_event_read(event) == 0)
    }
}

struct ClockTests {
    @Test func `the clocks run forward, and boot time is never behind monotonic time`() {
        let first = myotherm_clock_monotonic_ns()
        let boot = myotherm_clock_boottime_ns()
        #expect(first > 0)
        #expect(boot >= first)
        #expect(myotherm_clock_monotonic_ns() >= first)
    }
}
