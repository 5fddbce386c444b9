import Control
import Testing
import Units

@Suite("Spans as data")
struct DurationHistogramTests {
    @Test func `no bin is coarser than an eighth of what it holds, and none overlaps the next`() {
        var lower = Duration.zero
        for bin in 0..<DurationHistogram.binCount {
            let upper = DurationHistogram.upperEnd(ofBin: bin)
            #expect(upper > lower)
            #expect((upper - lower).microseconds * 8 <= max(lower.microseconds, 8))
            var histogram = DurationHistogram()
            histogram.add(lower)
            histogram.add(upper - .microseconds(1))
            #expect(histogram[bin] == 2, "bin \(bin) from \(lower.microseconds) to \(upper.microseconds) µs")
            lower = upper
        }
    }

    @Test func `a quantile is the upper end of its bin, and never more than the longest span`() {
        var histogram = DurationHistogram()
        for microseconds in 1...1000 as ClosedRange<Int64> { histogram.add(.microseconds(microseconds)) }
        #expect(histogram.count == 1000)
        #expect(histogram.least == .microseconds(1))
        #expect(histogram.greatest == .milliseconds(1))
        #expect(histogram.quantile(PerMille(rawValue: 500)) == .microseconds(512))
        #expect(histogram.quantile(PerMille(rawValue: 990)) == .milliseconds(1))
        #expect(histogram.quantile(PerMille(rawValue: 100)) == .microseconds(104))
    }

    @Test func `a span below zero counts as none`() {
        var histogram = DurationHistogram()
        histogram.add(.microseconds(-5))
        #expect(histogram[0] == 1)
        #expect(histogram.greatest == .zero && histogram.least == .zero)
    }

    @Test func `the longest span has a bin`() {
        var histogram = DurationHistogram()
        histogram.add(.seconds(100_000))
        #expect(histogram[DurationHistogram.binCount - 1] == 1)
        #expect(histogram.quantile(PerMille(rawValue: 999)) == DurationHistogram.upperEnd(ofBin: 175))
    }

    @Test func `without a span every figure is zero`() {
        let empty = DurationHistogram()
        #expect(empty.quantile(PerMille(rawValue: 999)) == .zero)
        #expect(empty == DurationHistogram())
    }
}
