import Control
import Testing
import Units

@Suite("Lateness as data")
struct LatenessTests {
    @Test func `quantiles are the upper ends of their bins`() {
        var histogram = LatenessHistogram()
        for microseconds in 1...1000 as ClosedRange<Int64> { histogram.add(.microseconds(microseconds)) }
        #expect(histogram.count == 1000)
        #expect(histogram.greatest == .milliseconds(1))
        #expect(histogram.quantile(PerMille(rawValue: 500)) == .microseconds(512))
        #expect(histogram.quantile(PerMille(rawValue: 990)) == .microseconds(1024))
    }

    @Test func `an early release counts as punctual`() {
        var histogram = LatenessHistogram()
        histogram.add(.microseconds(-5))
        #expect(histogram[0] == 1)
        #expect(histogram.greatest == .zero)
    }

    @Test func `the longest lateness has a bin`() {
        var histogram = LatenessHistogram()
        histogram.add(.seconds(100_000))
        #expect(histogram[LatenessHistogram.binCount - 1] == 1)
    }
}
