/// Numbers and texts as JSON writes them.
enum JSONText {
    /// The shortest text that gives the same number again; null for what JSON cannot say.
    static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

    static func numbers(_ values: [Double]) -> String { "[\(values.map(number).joined(separator: ","))]" }

    static func table(_ rows: [[Double]]) -> String { "[\(rows.map(numbers).joined(separator: ","))]" }

    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20: result += " "
            case _: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
