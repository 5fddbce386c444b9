/// Walks a tree of text, takes values out of it, and gathers all that is wrong on the way.
package struct TreeReader {
    /// All problems so far, in the order in which they were found.
    package private(set) var problems: [LocatedKind] = []
    /// How numbers may be written.
    package let style: NumberStyle

    /// A reader that has found nothing.
    package init(style: NumberStyle) { self.style = style }

    /// A value with its place in the file.
    package struct Entry {
        /// The key's place, such as `zones.leftCheek.fat`; nil at the top.
        package let path: String?
        /// The key's line.
        package let line: Int
        /// What is written there.
        package let value: PlanText

        /// The whole file.
        package init(root: PlanText) { self.init(nil, root.line, root) }

        /// A value at a place.
        package init(_ path: String?, _ line: Int, _ value: PlanText) {
            (self.path, self.line, self.value) = (path, line, value)
        }
    }

    /// The keys of one section that are known.
    package struct Section {
        /// The section's place; nil at the top.
        package let path: String?
        /// Where it starts.
        package let line: Int
        /// Its keys in the order of the file.
        package fileprivate(set) var entries: [(key: String, entry: Entry)] = []

        /// The value of `key`, or nil where it is not written.
        package subscript(key: String) -> Entry? { entries.first { $0.key == key }?.entry }

        /// `key` within this section.
        package func path(of key: String) -> String { (path.map { $0 + "." } ?? "") + key }
    }

    /// Notes a problem at `entry`.
    package mutating func report(_ kind: Problem.Kind, at entry: Entry) {
        problems.append(LocatedKind(line: entry.line, key: entry.path, kind: kind))
    }

    /// Notes a problem at a key and a line.
    package mutating func report(_ kind: Problem.Kind, _ key: String?, line: Int) {
        problems.append(LocatedKind(line: line, key: key, kind: kind))
    }

    /// The section at `entry`; unknown keys are reported and left out.
    ///
    /// - Returns: nil, and a problem, where there is no section.
    package mutating func section(_ entry: Entry, allowed: [String]) -> Section? {
        guard let section = anySection(entry, expected: "a section of \(allowed.joined(separator: ", "))") else {
            return nil
        }
        var known = section
        known.entries = section.entries.filter { allowed.contains($0.key) }
        for (key, entry) in section.entries where !allowed.contains(key) {
            report(.unknownKey(allowed: allowed), at: entry)
        }
        return known
    }

    /// The section at `entry` with whatever keys it has.
    package mutating func anySection(_ entry: Entry, expected: String) -> Section? {
        guard case .section(let pairs, _) = entry.value else {
            report(.wrongShape(found: entry.value.shape, expected: expected), at: entry)
            return nil
        }
        var section = Section(path: entry.path, line: entry.line)
        for (key, value) in pairs {
            guard case .word(let word, let line) = key else {
                report(.keyNotAWord, entry.path, line: key.line)
                continue
            }
            section.entries.append((word, Entry(section.path(of: word), line, value)))
        }
        return section
    }

    /// The value of `key`, or a problem where it is not written.
    package mutating func required(_ key: String, in section: Section, example: String) -> Entry? {
        if let entry = section[key] { return entry }
        report(.missingKey(example: "\(key): \(example)"), section.path(of: key), line: section.line)
        return nil
    }

    /// The items of the list at `entry`, counted from 1 in their places; nil and a problem for another shape or count.
    package mutating func list(_ entry: Entry, of what: String, count: ClosedRange<Int>) -> [Entry]? {
        guard case .list(let items, _) = entry.value else {
            report(.wrongShape(found: entry.value.shape, expected: "a list of \(what)"), at: entry)
            return nil
        }
        guard count.contains(items.count) else {
            let allowed = "allowed \(count.lowerBound) … \(count.upperBound)"
            report(.meaning("value is a list of \(items.count) \(what), \(allowed)"), at: entry)
            return nil
        }
        return zip(1..., items).map { Entry("\(entry.path ?? "")[\($0)]", $1.line, $1) }
    }

    /// One word, or nil and a problem.
    package mutating func word(_ entry: Entry, example: String) -> String? {
        guard case .word(let word, _) = entry.value else {
            report(.wrongShape(found: entry.value.shape, expected: "one value such as '\(example)'"), at: entry)
            return nil
        }
        return word
    }

    /// One of these words.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ entry: Entry, _ type: Value.Type
    ) -> Value? where Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue)
        guard let word = word(entry, example: names.first ?? "") else { return nil }
        if let value = Value(rawValue: word) { return value }
        let value = Problem.printable(word)
        report(.meaning("value '\(value)' is not known, allowed \(names.joined(separator: ", "))"), at: entry)
        return nil
    }
}

/// How numbers, and the units behind them, may be written.
package enum NumberStyle: Sendable {
    /// Digits, and at most one point with digits on both sides: what people write who do not calculate.
    case decimal
    /// That, and a power of ten such as `1e-7` behind it, with units in any of their usual forms: what programs write.
    case scientific
}
