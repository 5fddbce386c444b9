import Treatment
import Units
import World

/// What a campaign of titrations found.
struct TitrationReport {
    let people: [TitratedPerson]
    /// Those who were titrated once more through everything.
    let wholes: [WholePerson]

    private static let share = 0.97

    private var zones: [TitratedZone] { people.flatMap(\.zones) }
    private var withinOne: Int { people.count { $0.worstError <= 1 } }
    private var withinTwo: Int { people.count { $0.worstError <= 2 } }
    private var misjudged: Int { people.count { !$0.isClassified } }
    /// Thresholds above the cap.
    private var above: Int { zones.count(where: \.isAbove) }
    private var aboveReported: Int { zones.count { $0.isAbove && $0.saysAbove } }
    private var belowReportedAbove: Int { zones.count { !$0.isAbove && $0.saysAbove } }
    private var atCap: Int { zones.count(where: \.isAtCap) }
    private var found: Int { zones.count { $0.range != nil } }
    private var others: Int { zones.count { $0.range == nil && !$0.saysAbove } }

    var holds: Bool {
        !people.isEmpty && Double(withinOne) >= TitrationReport.share * Double(people.count)
            && withinTwo == people.count && misjudged == 0 && wholeZones.allSatisfy(\.holds)
    }

    private var wholeZones: [WholeZone] { wholes.flatMap(\.zones) }
    /// What flowed beside what was asked for, at worst.
    private var worstDifference: Int32 { wholeZones.compactMap { $0.whole?.worstDifference.microamps }.max() ?? 0 }

    private func sorted(_ value: (TitratedZone) -> Double) -> [Double] { zones.map(value).sorted() }

    private func share(_ values: [Double], _ perMille: Int) -> Double {
        values.isEmpty ? 0 : values[min(values.count * perMille / 1000, values.count - 1)]
    }

    private func row(_ name: String, _ values: [Double], _ unit: String) -> String {
        let numbers = [0, 500, 950, 990, 1000].map { "\(share(values, $0).rounded(toPlaces: 2))" }
        return
            "\(name): least \(numbers[0]), median \(numbers[1]), 95 % \(numbers[2]), 99 % \(numbers[3]), most \(numbers[4]) \(unit)"
    }

    private var errors: [Double] { zones.filter { $0.range != nil }.map(\.error).sorted() }
    private var excesses: [Double] { zones.compactMap(\.excess).sorted() }

    var text: String {
        var lines = [
            row("presentations of a zone", sorted { Double($0.finding.presentations) }, "(blanks among them)"),
            row("time of a zone", sorted { $0.finding.seconds }, "s"),
            row("threshold's error", errors, "steps"),
            row("comfortable maximum above the tolerance", excesses, "steps"),
            "thresholds: \(zones.count) zones, \(found) found, \(above) above the cap of which \(aboveReported) said so, "
                + "\(belowReportedAbove) below of which it was said too, \(atCap) in the two steps below the cap, "
                + "\(others) without a result",
        ]
        for person in people where person.worstError > 2 || !person.isClassified {
            for zone in person.zones where zone.error > 2 || !zone.isClassified {
                lines.append(
                    "seed \(person.seed), \(zone.zone.name): \(zone.finding.outcome), truth "
                        + "\(zone.truth.rounded(toPlaces: 3)) mA, cap \(zone.cap) mA, "
                        + "\(zone.finding.presentations) presentations")
            }
        }
        if !wholes.isEmpty {
            let failing = wholeZones.count { !$0.holds }
            lines.append(
                "through host, line and device: \(wholes.count) people, \(wholeZones.count) zones, \(failing) failing, "
                    + "what flowed differs from what was asked by \(worstDifference) µA at most")
        }
        lines.append(
            "titration: \(people.count) people, every threshold within one step in \(withinOne) and within two in "
                + "\(withinTwo), \(misjudged) misjudged at the cap: \(holds ? "holds" : "FALLS SHORT")")
        return lines.joined(separator: "\n")
    }

    var json: String {
        func figures(_ values: [Double]) -> String {
            let names = ["least", "median", "p95", "p99", "most"]
            let fields = zip(names, [0, 500, 950, 990, 1000]).map {
                "\"\($0)\":\(share(values, $1).rounded(toPlaces: 3))"
            }
            return "{\(fields.joined(separator: ","))}"
        }
        return """
            {"holds":\(holds),"people":\(people.count),"peopleWithinOneStep":\(withinOne),\
            "peopleWithinTwoSteps":\(withinTwo),"peopleMisjudgedAtCap":\(misjudged),"zones":\(zones.count),\
            "found":\(found),"aboveCap":\(above),"aboveCapReported":\(aboveReported),\
            "belowCapReportedAbove":\(belowReportedAbove),"inTwoStepsBelowCap":\(atCap),"withoutResult":\(others),\
            "presentations":\(figures(sorted { Double($0.finding.presentations) })),\
            "seconds":\(figures(sorted { $0.finding.seconds })),"errorSteps":\(figures(errors)),\
            "maximumAboveToleranceSteps":\(figures(excesses)),\
            "wholePeople":\(wholes.count),"wholeZones":\(wholeZones.count),\
            "wholeZonesHolding":\(wholeZones.count(where: \.holds)),"worstDifferenceMicroamps":\(worstDifference)}
            """
    }
}
