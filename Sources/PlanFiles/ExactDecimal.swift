/// A decimal number as it is written, without rounding.
///
/// Digits, and at most one point with digits on both sides. No exponent, no comma, no plus sign, no grouping: a number
/// that people could read in two ways is none.
struct ExactDecimal: Equatable {
    /// All digits as one number, with its sign.
    let digits: Int128
    /// 10 to the power of the number of digits after the point.
    let divisor: Int128

    /// The most digits before, and after, the point.
    static let most = 9

    /// The number that `text` begins with, and what follows it; nil when it begins with none.
    static func prefix(of text: Substring) -> (number: ExactDecimal, rest: Substring)? {
        var rest = text
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        let whole = rest.prefix { $0.isASCII && $0.isWholeNumber }
        rest = rest.dropFirst(whole.count)
        var fraction = Substring()
        if rest.first == "." {
            fraction = rest.dropFirst().prefix { $0.isASCII && $0.isWholeNumber }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty, whole.count <= most, fraction.count <= most else { return nil }
        guard let magnitude = Int128(whole + fraction) else { return nil }
        let divisor = fraction.reduce(Int128(1)) { power, _ in power * 10 }
        return (ExactDecimal(digits: isNegative ? -magnitude : magnitude, divisor: divisor), rest)
    }

    /// The number taken `scale` times, or nil when that is not whole.
    func times(_ scale: Int64) -> Int128? {
        let product = digits * Int128(scale)
        return product.isMultiple(of: divisor) ? product / divisor : nil
    }
}
