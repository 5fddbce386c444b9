import Treatment
import Units

/// A quantity that plan files write with its unit.
protocol WrittenQuantity: PlanQuantity {
    /// The units that may be written, the preferred one first.
    static var spellings: [UnitSpelling] { get }
    /// A value as a plan would write it, for messages.
    static var example: String { get }
}

/// A unit as it is written, and how many base units of its quantity one of it is.
struct UnitSpelling {
    let name: String
    let scale: Int64

    init(_ name: String, _ scale: Int64) { (self.name, self.scale) = (name, scale) }
}

extension WrittenQuantity {
    /// The value that `text` says, exactly.
    ///
    /// - Throws: what is wrong with the text; for a value that the type cannot hold, nothing yet: it is returned as nil,
    ///   and out of any range.
    static func read(_ text: String) throws(Problem.Kind) -> Self? {
        guard let (number, rest) = ExactDecimal.prefix(of: text[...]) else {
            throw .notANumber(value: text, example: example)
        }
        let unit = rest.drop { $0 == " " }
        guard !unit.isEmpty else {
            throw .noUnit(value: text, allowed: spellings.map(\.name), example: example)
        }
        guard let spelling = spellings.first(where: { $0.name == unit }) else {
            // What follows the digits directly is more likely a slip in the number than a unit: 1,5 s or 1e3 Hz.
            let isSlip = rest.first.map { $0 == "," || $0 == "." || $0 == "e" || $0 == "E" || $0 == "_" } ?? false
            if isSlip { throw .notANumber(value: text, example: example) }
            throw .wrongUnit(value: text, allowed: spellings.map(\.name), example: example)
        }
        guard let raw = number.times(spelling.scale) else {
            throw .tooFine(value: text, step: Self(rawValue: 1).amount.text)
        }
        return RawValue(exactly: raw).map { Self(rawValue: $0) }
    }
}

extension Temperature: WrittenQuantity {
    static let spellings = [UnitSpelling("°C", 1000)]
    static let example = "41.0 °C"
}

extension TemperatureRate: WrittenQuantity {
    static let spellings = [UnitSpelling("°C/min", 1000)]
    static let example = "3.5 °C/min"
}

extension PowerDensity: WrittenQuantity {
    static let spellings = [UnitSpelling("mW/cm²", 1), UnitSpelling("mW/cm2", 1)]
    static let example = "120 mW/cm²"
}

extension Current: WrittenQuantity {
    static let spellings = [UnitSpelling("mA", 1000)]
    static let example = "18 mA"
}

extension Frequency: WrittenQuantity {
    static let spellings = [UnitSpelling("Hz", 1000)]
    static let example = "52 Hz"
}

extension PulseWidth: WrittenQuantity {
    // The micro sign, the Greek letter that looks the same, and the letter that every keyboard has.
    static let spellings = [UnitSpelling("\u{B5}s", 1), UnitSpelling("\u{3BC}s", 1), UnitSpelling("us", 1)]
    static let example = "200 µs"
}

extension Duration: WrittenQuantity {
    static let spellings = [
        UnitSpelling("min", 60_000_000_000), UnitSpelling("s", 1_000_000_000), UnitSpelling("ms", 1_000_000),
    ]
    static let example = "20 min"
}

extension Length: WrittenQuantity {
    static let spellings = [UnitSpelling("mm", 1000)]
    static let example = "1.2 mm"
}

extension PerMille: WrittenQuantity {
    static let spellings = [UnitSpelling("%", 10)]
    static let example = "60 %"
}
