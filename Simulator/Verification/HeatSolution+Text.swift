extension HeatSolution {
    /// The solution as a table, a row for each time and depth; the last line says what was found.
    public var text: String {
        var lines = ["| t | z mm | °C | estimated error K |", "|--:|--:|--:|--:|"]
        for (time, seconds) in timesSeconds.enumerated() {
            for (place, depth) in depthsMetres.enumerated() {
                lines.append(
                    "| \(seconds == .infinity ? "steady" : "\(Decimal.text(seconds, places: 3)) s") | "
                        + "\(Decimal.text(depth * 1000, places: 3)) | \(Decimal.text(celsius[time][place], places: 5)) | "
                        + "\(Decimal.text(estimatedError[time][place], places: 6)) |")
            }
        }
        return (lines + ["", summary]).joined(separator: "\n")
    }

    /// One line that says what was found.
    public var summary: String {
        "solve: \(cells) cells, \(steps) steps, estimated error \(Decimal.text(worstError * 100, places: 4)) % of the change, "
            + "gap in the balance of heat \(Decimal.text(energyImbalance * 100, places: 6)) %: "
            + (isWithinTolerance ? "within tolerance" : "NOT WITHIN TOLERANCE")
    }
}
