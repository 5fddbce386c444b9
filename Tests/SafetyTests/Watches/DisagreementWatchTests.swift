import Safety
import Testing
import Units

struct DisagreementWatchTests {
    /// Sensors that are `apart` at each time in s.
    func watch(seconds: Double, from start: Double = 0, into watch: inout DisagreementWatch, _ apart: (Double) -> Int32)
    {
        for step in Int(start * 200)..<Int((start + seconds) * 200) {
            watch.add(
                centre: .celsius(39), edge: .milliCelsius(39_000 + apart(Double(step) / 200)),
                at: .microseconds(Int64(step) * 5000 + 77))
        }
    }

    @Test(arguments: [Int32(1200), -1200])
    func `a difference counts when it has lasted for two seconds`(apart: Int32) {
        var watch = DisagreementWatch()
        self.watch(seconds: 1.99, into: &watch) { _ in apart }
        #expect(watch.apart == .zero)
        self.watch(seconds: 0.12, from: 1.99, into: &watch) { _ in apart }
        #expect(watch.apart == .millikelvin(apart))
    }

    @Test func `the least of two seconds counts`() {
        var watch = DisagreementWatch()
        self.watch(seconds: 4, into: &watch) { $0 < 3 ? 1500 : 1100 }
        #expect(watch.apart == .millikelvin(1100))
        self.watch(seconds: 0.5, from: 4, into: &watch) { _ in -1500 }
        #expect(watch.apart == .zero)
    }

    @Test func `noise neither makes nor hides it`() {
        var stream = RandomStream(seed: 9)
        var watch = DisagreementWatch()
        self.watch(seconds: 3, into: &watch) { _ in 1200 + Int32(stream.next(in: -900...900)) }
        #expect(watch.apart > .millikelvin(700) && watch.apart < .millikelvin(1200))
        self.watch(seconds: 3, from: 3, into: &watch) { _ in Int32(stream.next(in: -900...900)) }
        #expect(watch.apart == .zero)
    }

    @Test func `a gap of a second and a step back begin afresh`() {
        for start in [4.2, 1.0] {
            var watch = DisagreementWatch()
            self.watch(seconds: 3, into: &watch) { _ in 1200 }
            #expect(watch.apart == .millikelvin(1200))
            self.watch(seconds: 0.1, from: start, into: &watch) { _ in 1200 }
            #expect(watch.apart == .zero)
        }
    }
}
