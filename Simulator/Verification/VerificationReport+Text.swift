extension VerificationReport {
    /// The report as Markdown; its last line says what was found.
    public var text: String {
        var lines = [
            "| case | closed form | t | z mm | expected °C | computed °C | error % | estimated K |",
            "|---|---|--:|--:|--:|--:|--:|--:|",
        ]
        for entry in entries {
            for row in entry.rows {
                lines.append(
                    "| \(row.name) | \(entry.analytic.source) | \(VerificationReport.time(row.seconds)) | "
                        + "\(Decimal.text(row.depthMetres * 1000, places: 2)) | \(Decimal.text(row.expected, places: 4)) | "
                        + "\(Decimal.text(row.computed, places: 4)) | \(Decimal.text(row.error * 100, places: 4)) | "
                        + "\(Decimal.text(row.estimated, places: 5)) |")
            }
        }
        lines += ["", "| case | cells | steps | gap in the balance of heat |", "|---|--:|--:|--:|"]
        for entry in entries {
            let solution = entry.solution
            lines.append(
                "| \(solution.name) | \(solution.cells) | \(solution.steps) | "
                    + "\(Decimal.text(solution.energyImbalance * 100, places: 6)) % |")
        }
        lines += ["", "| refined | claimed order | errors K, each twice as fine | observed |", "|---|--:|---|--:|"]
        for one in convergence {
            lines.append(
                "| \(one.name) | \(Decimal.text(one.claimed, places: 0)) | "
                    + "\(one.errors.map { Decimal.text($0, places: 7) }.joined(separator: ", ")) | "
                    + "\(Decimal.text(one.observed, places: 3)) |")
        }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    /// One line that says what was found.
    public var summary: String {
        "verify: \(rows.count) temperatures of \(entries.count) cases, worst error "
            + "\(Decimal.text(worstError * 100, places: 4)) % of the rise, lowest order "
            + "\(Decimal.text(lowestOrder, places: 3)), worst gap in the balance of heat "
            + "\(Decimal.text(worstImbalance * 100, places: 6)) %: \(holds ? "holds" : "DOES NOT HOLD")"
    }

    /// The report as one JSON object.
    public var json: String {
        let cases = entries.map { entry in
            let rows = entry.rows.map { row in
                """
                {"seconds":\(row.seconds == .infinity ? "\"steady\"" : "\(row.seconds)"),\
                "depthMetres":\(JSONText.number(row.depthMetres)),"expectedCelsius":\(JSONText.number(row.expected)),\
                "computedCelsius":\(JSONText.number(row.computed)),"errorShare":\(JSONText.number(row.error)),\
                "estimatedError":\(JSONText.number(row.estimated))}
                """
            }
            return """
                {"name":\(JSONText.string(entry.solution.name)),"closedForm":\(JSONText.string(entry.analytic.source)),\
                "cells":\(entry.solution.cells),"steps":\(entry.solution.steps),\
                "energyImbalanceShare":\(JSONText.number(entry.solution.energyImbalance)),\
                "rows":[\(rows.joined(separator: ","))]}
                """
        }
        let orders = convergence.map { one in
            """
            {"name":\(JSONText.string(one.name)),"claimedOrder":\(JSONText.number(one.claimed)),\
            "errors":\(JSONText.numbers(one.errors)),"orders":\(JSONText.numbers(one.orders)),\
            "observedOrder":\(JSONText.number(one.observed)),"holds":\(one.holds)}
            """
        }
        return """
            {"holds":\(holds),"worstErrorShare":\(JSONText.number(worstError)),\
            "greatestErrorShare":\(VerificationReport.greatestError),"lowestOrder":\(JSONText.number(lowestOrder)),\
            "worstEnergyImbalanceShare":\(JSONText.number(worstImbalance)),\
            "greatestEnergyImbalanceShare":\(VerificationReport.greatestImbalance),\
            "cases":[\(cases.joined(separator: ","))],"convergence":[\(orders.joined(separator: ","))]}
            """
    }

    static func time(_ seconds: Double) -> String {
        seconds == .infinity ? "steady" : "\(Decimal.text(seconds, places: 0)) s"
    }
}

/// Numbers with a fixed number of places behind the point.
enum Decimal {
    /// `value`, rounded to `places`; as Swift writes it where that is not finite or very large.
    static func text(_ value: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard value.magnitude * scale < 1e15 else { return "\(value)" }
        let whole = Int64((value.magnitude * scale).rounded())
        let sign = value < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return "\(sign)\(whole)" }
        let digits = "\(whole)"
        let padded = String(repeating: "0", count: max(places + 1 - digits.count, 0)) + digits
        return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
    }
}
