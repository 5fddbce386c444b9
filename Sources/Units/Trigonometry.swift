/// The sine of `x` radians, to within two units in the last place.
///
/// Plain arithmetic, for the reason that `exp2` gives.
///
/// - Parameter x: −2²⁰ to 2²⁰ rad, which is 166,000 turns; a NaN beyond, because the remainder would not be exact there.
public func sin(_ x: Double) -> Double {
    guard let reduced = ReducedAngle(x) else { return .nan }
    return reduced.quarter & 1 == 0 ? reduced.signed(reduced.sine) : reduced.signed(reduced.cosine)
}

/// The cosine of `x` radians, to within two units in the last place.
///
/// Plain arithmetic, for the reason that `exp2` gives.
///
/// - Parameter x: −2²⁰ to 2²⁰ rad, which is 166,000 turns; a NaN beyond, because the remainder would not be exact there.
public func cos(_ x: Double) -> Double {
    guard var reduced = ReducedAngle(x) else { return .nan }
    reduced.quarter += 1
    return reduced.quarter & 1 == 0 ? reduced.signed(reduced.sine) : reduced.signed(reduced.cosine)
}

/// An angle as whole quarter turns and a remainder between −π/4 and π/4, which is kept in two parts.
private struct ReducedAngle {
    var quarter: Int64
    let high: Double
    let low: Double

    /// Subtracts n · π/2 with π/2 in four parts (Cody and Waite), of which the first three have 33 bits: with |n| below 2²⁰
    /// their products are exact, also where `x` lies so near to a multiple that nearly all digits cancel.
    init?(_ x: Double) {
        guard x >= -0x1p20, x <= 0x1p20 else { return nil }
        let n = nearestWhole(x * 0x1.45f306dc9c883p-1)
        quarter = Int64(n)
        let first = x - n * 0x1.921fb544p0
        let second = n * 0x1.0b4611a6p-34
        // The exact error of this difference (Knuth), whichever part is the greater.
        let sum = first - second
        let back = sum - first
        var error = (first - (sum - back)) - (second + back)
        error -= n * 0x1.3198a2ep-69
        error -= n * 0x1.b839a252049c1p-104
        high = sum + error
        low = (sum - high) + error
    }

    /// Turned by half turns, the value changes its sign.
    func signed(_ value: Double) -> Double { quarter & 2 == 0 ? value : -value }

    /// The Taylor series of the sine, to the 19th power; the low part enters by the derivative, 1 − r²/2.
    var sine: Double {
        let z = high * high
        var sum = -1.0 / 121_645_100_408_832_000
        sum = sum * z + 1.0 / 355_687_428_096_000
        sum = sum * z - 1.0 / 1_307_674_368_000
        sum = sum * z + 1.0 / 6_227_020_800
        sum = sum * z - 1.0 / 39_916_800
        sum = sum * z + 1.0 / 362_880
        sum = sum * z - 1.0 / 5_040
        sum = sum * z + 1.0 / 120
        sum = sum * z - 1.0 / 6
        return high + (high * z * sum + low * (1 - 0.5 * z))
    }

    /// The Taylor series of the cosine, to the 18th power; what 1 − r²/2 loses in rounding is added again.
    var cosine: Double {
        let z = high * high
        var sum = -1.0 / 6_402_373_705_728_000
        sum = sum * z + 1.0 / 20_922_789_888_000
        sum = sum * z - 1.0 / 87_178_291_200
        sum = sum * z + 1.0 / 479_001_600
        sum = sum * z - 1.0 / 3_628_800
        sum = sum * z + 1.0 / 40_320
        sum = sum * z - 1.0 / 720
        sum = sum * z + 1.0 / 24
        let half = 0.5 * z
        let top = 1 - half
        return top + (((1 - top) - half) + (z * z * sum - high * low))
    }
}
