import PlanFiles

/// One physical quantity as files write it: its units, the preferred one first, and how it could be written.
///
/// Values are read into the unit that the reader's caller calculates in.
struct Measure {
    /// The units that may be written; empty for a bare number.
    let units: [WrittenUnit]
    /// A value as a file would write it, for messages.
    let example: String
    /// How a difference of two values is written, where that is not the same: temperatures in °C differ by K.
    private let differenceUnits: [WrittenUnit]?

    init(_ units: [WrittenUnit], example: String, differences: [WrittenUnit]? = nil) {
        (self.units, self.example, differenceUnits) = (units, example, differences)
    }

    /// Only this unit, under all its names.
    init(_ names: String..., example: String) { self.init(names.map { WrittenUnit($0) }, example: example) }

    /// How a difference of two values is written.
    var ofDifferences: Measure { differenceUnits.map { Measure($0, example: "5 K") } ?? self }

    /// Whether values count from a zero of their own, so that they have a least one: temperatures.
    var isTemperature: Bool { differenceUnits != nil }

    /// A number without a unit.
    static func bare(example: String) -> Measure { Measure([], example: example) }
}

/// A unit as it is written, and how many of the unit that is calculated in it is.
struct WrittenUnit {
    let name: String
    private let factor: Double
    private let divisor: Double

    /// `factor` and `divisor` are whole numbers, so that 1.2 mm become the number nearest to 0.0012 m.
    init(_ name: String, times factor: Double = 1, over divisor: Double = 1) {
        (self.name, self.factor, self.divisor) = (name, factor, divisor)
    }

    /// What `number` of this unit is.
    func value(of number: Double) -> Double { number * factor / divisor }

    /// How many of this unit `value` is.
    func number(of value: Double) -> Double { value * divisor / factor }
}

extension WrittenUnit {
    /// Whether `text` is this unit: letter by letter in what people write, by its meaning in what programs write.
    func matches(_ text: Substring, _ style: NumberStyle) -> Bool {
        switch style {
        case .decimal: name == text
        case .scientific: Self.plain(name[...]) == Self.plain(text)
        }
    }

    /// A unit without the signs that different people set differently: `W/(m·K)`, `W/m/K` and `W/mK` are one.
    private static func plain(_ text: Substring) -> String {
        var plain = ""
        var hasSlash = false
        for character in text {
            switch character {
            case " ", "(", ")", "·", "⋅", "*", "^": continue
            case "/":
                if !hasSlash { plain.append(character) }
                hasSlash = true
            case "²": plain.append("2")
            case "³": plain.append("3")
            case "\u{B5}", "\u{3BC}": plain.append("u")
            default: plain.append(character)
            }
        }
        return plain
    }
}

extension NumberStyle {
    /// The number that `text` begins with, and what follows it; nil when it begins with none.
    func prefix(of text: String) -> (number: Double, rest: Substring)? {
        var rest = text[...]
        if rest.first == "-" { rest.removeFirst() }
        guard let whole = Self.digits(of: &rest), !whole.isEmpty else { return nil }
        if rest.first == "." {
            rest.removeFirst()
            guard let fraction = Self.digits(of: &rest), !fraction.isEmpty else { return nil }
        }
        if self == .scientific, rest.first == "e" || rest.first == "E" {
            rest.removeFirst()
            if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
            guard let exponent = Self.digits(of: &rest), !exponent.isEmpty else { return nil }
        }
        return Double(text[..<rest.startIndex]).map { ($0, rest) }
    }

    /// Takes the digits off `text`; nil when they are more than any number needs.
    private static func digits(of text: inout Substring) -> Substring? {
        let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
        text = text.dropFirst(digits.count)
        return digits.count <= mostDigits ? digits : nil
    }

    private static let mostDigits = 24
}
