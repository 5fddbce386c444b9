/// Two to the power of `x`, to within two units in the last place.
///
/// Plain arithmetic on purpose: the C library's result changes bits with the processor's fused multiply-add, and the
/// same seed must give the same bytes on every machine. The argument is split into a whole part, which goes into the
/// exponent's bits, and a remainder within ± 0.5, for which the Taylor series of `exp(r · ln 2)` is summed to the 13th
/// power; its cut-off error there is below 5·10⁻¹⁸.
///
/// - Parameter x: any number. From 1024 on the result is infinity, from −1075 down it is 0, a NaN stays one. Below −1022
///   the result is subnormal and good to one unit of the least number, 2⁻¹⁰⁷⁴.
public func exp2(_ x: Double) -> Double {
    guard x == x else { return x }
    guard x < 1024 else { return .infinity }
    guard x > -1075 else { return 0 }
    let whole = nearestWhole(x)
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
    // The ends of the range take two steps: neither 2¹⁰²⁴ nor 2⁻¹⁰⁷⁴ can be written as an exponent alone.
    guard whole < 1024 else { return sum * powerOfTwo(1023) * 2 }
    guard whole >= -1022 else { return sum * powerOfTwo(Int64(whole) + 64) * 0x1p-64 }
    return sum * powerOfTwo(Int64(whole))
}

/// Two to the power of a whole number from −1022 to 1023, exactly.
private func powerOfTwo(_ power: Int64) -> Double { Double(bitPattern: UInt64(power + 1023) << 52) }

/// The whole number nearest to `x`, ties to even, for |x| below 2⁵¹.
///
/// Adding this constant leaves no room for a fraction; `rounded()` would call the C library's mathematics.
func nearestWhole(_ x: Double) -> Double { (x + 0x1.8p52) - 0x1.8p52 }
