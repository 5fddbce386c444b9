public import ControlSocket

/// What the shadow run expects, and what was given beside it, in lines for people.
public enum ForecastText {
    /// What is expected of each heated zone; nothing where nothing is heated.
    public static func lines(_ forecast: [ForecastReport]) -> [String] {
        guard !forecast.isEmpty else { return [] }
        var table = Table([
            ("expected", .left), ("energy", .right), ("at least", .right), ("at most", .right), ("skin to", .right),
            ("dose CEM43", .right), ("below to", .right), ("dose CEM43", .right),
        ])
        for zone in forecast {
            table.add([
                zone.zone, Figure.joules(zone.energyMillijoules), Figure.joules(zone.leastEnergyMillijoules),
                Figure.joules(zone.mostEnergyMillijoules), Figure.celsius(zone.peakMilliCelsius),
                Figure.minutes(zone.cem43Milliminutes), Figure.celsius(zone.deepPeakMilliCelsius),
                Figure.minutes(zone.deepMilliminutes),
            ])
        }
        return table.lines
    }

    /// What each heated zone was given beside what was expected of it.
    ///
    /// Energy is judged by the band. Of a treatment that was not played to its end less is no surprise, so that only too much
    /// is called so.
    public static func lines(_ forecast: [ForecastReport], given: [RecordZone], isComplete: Bool) -> [String] {
        guard !forecast.isEmpty, !given.isEmpty else { return [] }
        var table = Table([
            ("predicted, and delivered", .left), ("energy", .right), ("band", .left), ("peak", .right),
            ("dose CEM43", .right), ("deep", .right),
        ])
        for expected in forecast {
            guard let zone = given.first(where: { $0.zone == expected.zone }) else { continue }
            table.add([
                expected.zone, Figure.joules(expected.energyMillijoules),
                "\(Figure.joules(expected.leastEnergyMillijoules)) to \(Figure.joules(expected.mostEnergyMillijoules))",
                Figure.celsius(expected.peakMilliCelsius), Figure.minutes(expected.cem43Milliminutes),
                Figure.minutes(expected.deepMilliminutes),
            ])
            table.add([
                "", Figure.joules(zone.energyMillijoules), verdict(zone, expected, isComplete),
                Figure.celsius(zone.peakMilliCelsius), Figure.minutes(zone.cem43Milliminutes),
                Figure.minutes(zone.deepMilliminutes),
            ])
        }
        return table.lines
    }

    private static func verdict(_ given: RecordZone, _ expected: ForecastReport, _ isComplete: Bool) -> String {
        if given.energyMillijoules > expected.mostEnergyMillijoules { return "ABOVE THE BAND" }
        if given.energyMillijoules >= expected.leastEnergyMillijoules { return "within" }
        return isComplete ? "BELOW THE BAND" : "less, not played to the end"
    }
}
