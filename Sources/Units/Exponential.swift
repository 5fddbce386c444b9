/// Two to the power of `x`, to within two units in the last place.
///
/// Plain arithmetic on purpose: the C library's result changes bits with the processor's fused multiply-add, and the
/// same seed must give the same bytes on every machine. The argument is split into a whole part, which goes into the
/// exponent's bits, and a remainder within ± 0.5, for which the Taylor series of `exp(r · ln 2)` is summed to the 13th
/// power; its cut-off error there is below 5·10⁻¹⁸.
///
/// - Parameter x: any number. Above 1023 the result is infinity, below −1022 it is 0, a NaN stays one.
public func exp2(_ x: Double) -> Double {
    guard x == x else { return x }
    guard x < 1023.5 else { return .infinity }
    guard x >= -1022 else { return 0 }
    let whole = x.rounded(.toNearestOrEven)
    let r = (x - whole) * 0.693_147_180_559_945_309_417_232_121_458
    var sum = 1.0 / 6_227_020_800
    sum = sum * r + 1.0 / 479_001_600
    sum = sum * r + 1.0 / 39_916_800
    sum = sum * r + 1.0 / 3_628_800
    sum = sum * r + 1.0 / 362_880
    sum = sum * r + 1.0 / 40_320
    sum = sum * r + 1.0 / 5_040
    sum = sum * r + 1.0 / 720
    sum = sum * r + 1.0 / 120
    sum = sum * r + 1.0 / 24
    sum = sum * r + 1.0 / 6
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    guard whole < 1024 else { return sum * 0x1p1023 * 2 }
    return sum * Double(bitPattern: UInt64(Int64(whole) + 1023) << 52)
}
