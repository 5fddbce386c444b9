import Units

/// One zone's RF power as the device measures it: the mean over the last 100 ms, and the greatest one.
struct PowerMeter: Sendable {
    private var bins = InlineArray<50, Energy>(repeating: .zero)
    private var spans = InlineArray<50, Duration>(repeating: .zero)
    private var index = 0
    private var sum = Energy.zero
    private var filling = Energy.zero
    private var whole = Duration.zero
    private var filled = Duration.zero
    private var windowPeak = Power.zero
    private(set) var peak = Power.zero

    /// Adds `power` over `span`.
    mutating func add(_ power: Power, over span: Duration) {
        filling += power * span
        filled += span
        windowPeak = max(windowPeak, power)
    }

    /// Closes the bin of one sample period, of which `count` make 100 ms.
    mutating func closeBin(outOf count: Int) {
        sum += filling - bins[index]
        whole += filled - spans[index]
        (bins[index], spans[index]) = (filling, filled)
        (filling, filled) = (.zero, .zero)
        index += 1
        guard index >= min(count, 50) else { return }
        index = 0
        peak = windowPeak
        windowPeak = .zero
    }

    /// The mean over 100 ms, or over what passed while as many samples were taken: the meter's filter runs by itself, and
    /// a clock that jumps between two samples changes nothing about what it saw.
    var mean: Power { .milliwatts(Int32(clamping: sum.nanojoules / max(whole.microseconds, 1))) }
}
