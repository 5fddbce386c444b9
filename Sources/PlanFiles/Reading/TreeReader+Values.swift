import Treatment
import Units

/// Values of the kinds that assessments and prescribers' rules have.
extension TreeReader {
    /// A quantity, exactly; nil and a problem where there is none.
    ///
    /// Its range is for the caller to check: a value that the type cannot hold is reported as out of `allowed`.
    mutating func quantity<Value: WrittenQuantity>(_ entry: Entry, allowed: String) -> Value? {
        guard let word = word(entry, example: Value.example) else { return nil }
        do throws(Problem.Kind) {
            if let value = try Value.read(word) { return value }
            throw .outOfRange(value: word, allowed: allowed, reason: "no such value can be")
        } catch {
            report(error, at: entry)
            return nil
        }
    }

    /// A day such as `2026-11-23`.
    mutating func day(_ entry: Entry) -> CalendarDay? {
        guard let word = word(entry, example: "2026-11-23") else { return nil }
        if let day = CalendarDay(word) { return day }
        report(
            .meaning(
                "value '\(Problem.printable(word))' is no day of \(CalendarDay.years.lowerBound) … "
                    + "\(CalendarDay.years.upperBound) (write it as '2026-11-23')"), at: entry)
        return nil
    }

    /// A list of zones by their names.
    mutating func zones(_ entry: Entry) -> [Zone]? {
        guard let items = list(entry, of: "zones", count: 1...Zone.allInOrder.count) else { return nil }
        let zones = items.map { zone($0) }
        return zones.contains(nil) ? nil : zones.compactMap { $0 }
    }

    /// A zone by its name.
    mutating func zone(_ entry: Entry) -> Zone? {
        guard let word = word(entry, example: "forehead") else { return nil }
        if let zone = Zone(name: word) { return zone }
        report(.unknownZone(value: word, allowed: Zone.allInOrder.map(\.name)), at: entry)
        return nil
    }

    /// A list that may be written as `none`.
    mutating func listOrNone(_ entry: Entry, of what: String, atMost limit: Int) -> [Entry]? {
        if case .word("none", _) = entry.value { return [] }
        return list(entry, of: what, count: 0...limit)
    }

    /// Notes what the rules of a whole document say about the key at `place`, at its line or the nearest one above it.
    mutating func report(_ problem: String, key: String, in lines: [String: Int]) {
        var place = key
        while lines[place] == nil, let end = place.lastIndex(where: { $0 == "." || $0 == "[" }) {
            place = String(place[..<end])
        }
        report(.meaning(problem), key, line: lines[place] ?? 1)
    }

    /// The line of every key of a document, by its place; entries of the list `zones` are called by their zone.
    static func lines(of text: PlanText, at path: String? = nil) -> [String: Int] {
        var lines: [String: Int] = [:]
        switch text {
        case .word: break
        case .section(let pairs, _):
            for case (.word(let key, let line), let value) in pairs {
                let place = (path.map { $0 + "." } ?? "") + key
                lines[place] = line
                lines.merge(self.lines(of: value, at: place)) { first, _ in first }
            }
        case .list(let items, _):
            for (number, item) in zip(1..., items) {
                let place = (path == "zones" ? zoneName(of: item) : nil) ?? "\(path ?? "")[\(number)]"
                // Of two entries about one zone the second is the one too many.
                lines[place] = item.line
                lines.merge(self.lines(of: item, at: place)) { _, later in later }
            }
        }
        return lines
    }

    /// The zone that an entry of a list is about, where it says so.
    static func zoneName(of text: PlanText) -> String? {
        guard case .section(let pairs, _) = text else { return nil }
        for case (.word("zone", _), .word(let name, _)) in pairs where Zone(name: name) != nil { return name }
        return nil
    }
}
