import PlanFiles
import Units
import World

extension TreeReader {
    /// The script that a whole file says; nil, and problems, when it is none.
    mutating func faultScript(_ root: PlanText) -> FaultScript? {
        guard let section = section(Entry(root: root), allowed: ["faults", "random"]) else { return nil }
        var faults: [TimedFault] = []
        if let entry = section["faults"], let items = list(entry, of: "faults", count: 0...500) {
            faults = items.compactMap { fault($0) }
        }
        if let entry = section["random"] { faults += randomFaults(entry) ?? [] }
        return FaultScript(faults)
    }

    /// One fault: its keys and values as the parts of the text that a command line would give.
    private mutating func fault(_ entry: Entry) -> TimedFault? {
        guard let section = anySection(entry, expected: "a section such as {at: 20 s, zone: 1, contact: open}") else {
            return nil
        }
        let before = problems.count
        var parts: [String] = []
        for (key, entry) in section.entries {
            if let part = part(key, entry) { parts.append(part) }
        }
        guard problems.count == before else { return nil }
        do throws(FaultTextError) {
            return try TimedFault(text: parts.joined(separator: ","))
        } catch {
            report(.meaning(error.description), at: place(of: error, in: section) ?? entry)
            return nil
        }
    }

    /// One part of the text; nil and a problem where a key or value could pass for more than one.
    private mutating func part(_ key: String, _ entry: Entry) -> String? {
        guard let word = word(entry, example: "open") else { return nil }
        guard !(key + word).contains(where: { $0 == "," || $0 == "=" }) else {
            let sentence = "a comma or an equals sign is in no part of a fault (give each part a key of its own)"
            report(.meaning(sentence), at: entry)
            return nil
        }
        // A time may be written as in a plan, with a space before its unit.
        let value = key == "at" || key == "for" ? word.filter { $0 != " " } : word
        return value.isEmpty ? key : "\(key)=\(value)"
    }

    /// The entry of the one key that `error` is about; nil when it is about how several go together.
    private func place(of error: FaultTextError, in section: Section) -> Entry? {
        if case .unknownKey(let key) = error { return section[key] }
        if case .wrongValue(let key, _, _) = error { return section[key] }
        return nil
    }

    private mutating func randomFaults(_ entry: Entry) -> [TimedFault]? {
        guard let section = section(entry, allowed: ["seed", "count", "from", "until"]) else { return nil }
        let seed = required("seed", in: section, example: "7").flatMap {
            wholeNumber($0, in: 0...UInt64.max, example: "7", "a seed has 64 bits")
        }
        let count = required("count", in: section, example: "10").flatMap {
            wholeNumber($0, in: 1...1000, example: "10", "more faults than a treatment has seconds")
        }
        let from = section["from"].map { moment($0) } ?? 0
        let until = required("until", in: section, example: "60 s").flatMap { moment($0) }
        guard let seed, let count, let from, let until else { return nil }
        guard until - from >= 100 else {
            report(.meaning("until is not at least 100 ms after from (give the faults time to begin in)"), at: entry)
            return nil
        }
        let script = FaultScript(seed: seed, count: Int(count), within: .milliseconds(until - from))
        return script.faults.map { fault in
            switch fault.begins {
            case .afterRun(let delay):
                TimedFault(fault.what, begins: .afterRun(delay + .milliseconds(from)), lasts: fault.lasts)
            case .afterStart: fault
            }
        }
    }

    /// A time in whole ms.
    private mutating func moment(_ entry: Entry) -> Int64? {
        let units = [WrittenUnit("s", times: 1000), WrittenUnit("min", times: 60_000), WrittenUnit("ms")]
        let measure = Measure(units, example: "60 s")
        guard let value = number(entry, measure, in: 0...86_400_000, "no treatment lasts a day") else { return nil }
        // 1.005 s times 1000 is not quite 1005.
        let whole = Int64(value + 0.5)
        guard abs(value - Double(whole)) < 1e-6 else {
            report(.meaning("the time is finer than 1 ms, allowed whole ms"), at: entry)
            return nil
        }
        return whole
    }
}
