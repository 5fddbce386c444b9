/// How many representable numbers lie between two numbers of one sign, plus one; the greatest count for a NaN or for
/// numbers of different signs.
func unitsApart(_ left: Double, _ right: Double) -> UInt64 {
    guard left != right else { return 0 }
    guard left == left, right == right, left.sign == right.sign else { return .max }
    let (a, b) = (left.bitPattern, right.bitPattern)
    return a > b ? a - b : b - a
}
