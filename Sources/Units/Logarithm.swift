/// The logarithm of `x` to base two, to within two units in the last place.
///
/// Plain arithmetic, for the reason that `exp2` gives. The argument is split into 2ᵏ · (1 + f) with 1 + f between √½ and √2.
/// With s = f / (2 + f) the series ln(1 + f) = 2 (s + s³/3 + s⁵/5 + …) converges by s² < 0.03. It is added up as
/// f − (f²/2 − s (f²/2 + …)), whose first two terms hold nearly all of the sum, and f − f²/2 is kept in two parts, so that
/// multiplying by log2(e) and adding k loses nothing.
///
/// - Parameter x: any number; subnormal ones too. The result is −infinity for 0 and NaN below.
public func log2(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x < 0 ? .nan : x }
    let isSubnormal = x < 0x1p-1022
    let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
    // Counting from √½ moves the exponent's carry there.
    let shifted = bits &+ (one - rootOfHalf)
    let whole = Int64(shifted >> 52) - 1023 - (isSubnormal ? 54 : 0)
    let f = Double(bitPattern: (shifted & 0xF_FFFF_FFFF_FFFF) + rootOfHalf) - 1
    let s = f / (2 + f)
    let z = s * s
    var sum = 2.0 / 25
    sum = sum * z + 2.0 / 23
    sum = sum * z + 2.0 / 21
    sum = sum * z + 2.0 / 19
    sum = sum * z + 2.0 / 17
    sum = sum * z + 2.0 / 15
    sum = sum * z + 2.0 / 13
    sum = sum * z + 2.0 / 11
    sum = sum * z + 2.0 / 9
    sum = sum * z + 2.0 / 7
    sum = sum * z + 2.0 / 5
    sum = sum * z + 2.0 / 3
    let half = 0.5 * f * f
    let high = Double(bitPattern: (f - half).bitPattern & 0xFFFF_FFFF_0000_0000)
    let low = (f - high) - half + s * (half + z * sum)
    let product = high * log2OfEHigh
    let rest = (low + high) * log2OfELow + low * log2OfEHigh
    let k = Double(whole)
    let total = k + product
    return total + (rest + ((k - total) + product))
}

/// The bits of 1.
private let one: UInt64 = 0x3FF0_0000_0000_0000
/// The bits of √½, rounded.
private let rootOfHalf: UInt64 = 0x3FE6_A09E_667F_3BCD
/// The first 32 bits of log2(e), so that its product with a number of 21 bits is exact.
private let log2OfEHigh = 0x1.71547652p0
/// What is left of log2(e).
private let log2OfELow = 0x1.705fc2eefa2p-33
