import PlanFiles

extension TreeReader {
    /// The number at `entry` in the unit that is calculated in, whatever its range; nil and a problem where there is none.
    mutating func number(_ entry: Entry, _ measure: Measure) -> Double? {
        guard let word = word(entry, example: measure.example) else { return nil }
        do throws(Problem.Kind) {
            return try read(word, measure)
        } catch {
            report(error, at: entry)
            return nil
        }
    }

    /// The number at `entry` within `allowed`, in the unit that is calculated in.
    ///
    /// - Parameter reason: why that is the range, in a few words.
    mutating func number(
        _ entry: Entry, _ measure: Measure, in allowed: ClosedRange<Double>, _ reason: String
    ) -> Double? {
        guard let number = number(entry, measure) else { return nil }
        guard allowed.contains(number) else {
            report(outOfRange(entry, measure, allowed, reason), at: entry)
            return nil
        }
        return number
    }

    /// The whole number without a unit at `entry`, within `allowed`.
    mutating func wholeNumber(
        _ entry: Entry, in allowed: ClosedRange<UInt64>, example: String, _ reason: String
    ) -> UInt64? {
        guard let word = word(entry, example: example) else { return nil }
        let isDigits = !word.isEmpty && word.allSatisfy { $0.isASCII && $0.isWholeNumber }
        guard isDigits else {
            report(.notANumber(value: word, example: example), at: entry)
            return nil
        }
        guard let number = UInt64(word), allowed.contains(number) else {
            let range = "\(allowed.lowerBound) … \(allowed.upperBound)"
            report(.outOfRange(value: word, allowed: range, reason: reason), at: entry)
            return nil
        }
        return number
    }

    /// The problem of a number that is not within `allowed`.
    func outOfRange(
        _ entry: Entry, _ measure: Measure, _ allowed: ClosedRange<Double>, _ reason: String
    ) -> Problem.Kind {
        let unit = measure.units.first
        let ends = [allowed.lowerBound, allowed.upperBound].map { Self.text(unit?.number(of: $0) ?? $0) }
        let range = ends.joined(separator: " … ") + (unit.map { " " + $0.name } ?? "")
        guard case .word(let word, _) = entry.value else {
            return .wrongShape(found: entry.value.shape, expected: "one value such as '\(measure.example)'")
        }
        return .outOfRange(value: word, allowed: range, reason: reason)
    }

    private func read(_ text: String, _ measure: Measure) throws(Problem.Kind) -> Double {
        guard let (number, rest) = style.prefix(of: text), number.isFinite else {
            throw .notANumber(value: text, example: measure.example)
        }
        let name = rest.drop { $0 == " " }
        let names = measure.units.map(\.name)
        // What follows the digits directly is more likely a slip in the number than a unit: 1,5 s or 1e3 Hz.
        let isSlip = rest.first.map { [",", ".", "_"].contains($0) || style == .decimal && ["e", "E"].contains($0) }
        if name.isEmpty {
            guard names.isEmpty else { throw .noUnit(value: text, allowed: names, example: measure.example) }
            return number
        }
        if let unit = measure.units.first(where: { $0.matches(name, style) }) { return unit.value(of: number) }
        if isSlip == true { throw .notANumber(value: text, example: measure.example) }
        guard !names.isEmpty else {
            throw .meaning(
                "value '\(Problem.printable(text))' has a unit, and is a bare number (write it as '\(measure.example)')"
            )
        }
        throw .wrongUnit(value: text, allowed: names, example: measure.example)
    }

    /// A number without the `.0` that nobody writes.
    static func text(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
