import Units

/// One zone's RF power as the device measures it: the mean over the last 100 ms, and the greatest one.
struct PowerMeter: Sendable {
    private var bins = InlineArray<50, Energy>(repeating: .zero)
    private var index = 0
    private var sum = Energy.zero
    private var filling = Energy.zero
    private var windowPeak = Power.zero
    private(set) var peak = Power.zero

    /// Adds `power` over `span`.
    mutating func add(_ power: Power, over span: Duration) {
        filling += power * span
        windowPeak = max(windowPeak, power)
    }

    /// Closes the bin of one sample period, of which `count` make 100 ms.
    mutating func closeBin(outOf count: Int) {
        sum += filling - bins[index]
        bins[index] = filling
        filling = .zero
        index += 1
        guard index >= min(count, 50) else { return }
        index = 0
        peak = windowPeak
        windowPeak = .zero
    }

    /// The mean over 100 ms.
    var mean: Power { .milliwatts(Int32(clamping: sum.nanojoules / 100_000)) }
}
