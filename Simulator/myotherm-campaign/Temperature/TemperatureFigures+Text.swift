extension TemperatureFigures {
    /// A block of lines.
    var text: String {
        let isReal = controller != .clairvoyant
        var lines = [
            "\(controller.rawValue):",
            "  40 °C within 120 s of the zone's first RF \(percent(warmShare(within: 120))), within 150 s "
                + "\(percent(warmShare(within: 150))); half, 99 %, all after \(list(warmTimes)) s",
            "  overshoot of half, 99 %, all \(list(overshoots)) m°C; within ± 0.2 °C for good after \(list(settling)) s, "
                + "± 0.1 °C after \(list(closeSettling)) s",
            "  within ± 0.2 °C for \(percent(heldShare)) of the hold time (worst zone \(percent(worstHeldShare)), "
                + "\(percent(holdingZones)) of zones for 99 %); deviation \(deviation.rounded(toPlaces: 1)) m°C",
            "  set-point in the hold: least, 1 %, half, most \(list(setPoints)) m°C; \(percent(keepingShare)) of people keep "
                + "the plan's",
            "  at 40 °C and more for \(warmSeconds.rounded(toPlaces: 1)) s on average",
        ]
        if isReal {
            lines.append(
                "  hottest sensor \(hottestSensor) m°C, skin \(skinDose.rounded(toPlaces: 2)) CEM43, hottest layer "
                    + "\(deepDose.rounded(toPlaces: 2)); \(incomplete.count) not completed, \(withoutPulses) without all "
                    + "pulses")
            let shares = zip(ZoneHeat.names, expectedShares).map { "\($0) \(percent($1))" }
            if trials.contains(where: { !$0.heats.isEmpty }) {
                lines.append("  people inside the shadow run's band: \(shares.joined(separator: ", "))")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// One JSON object.
    var json: String {
        """
        {"controller":"\(controller.rawValue)","people":\(trials.count),"zones":\(zoneCount),\
        "within120":\(warmShare(within: 120).rounded(toPlaces: 5)),\
        "within150":\(warmShare(within: 150).rounded(toPlaces: 5)),"warmAfterSeconds":[\(list(warmTimes))],\
        "overshootMillikelvin":[\(list(overshoots))],"settledAfterSeconds":[\(list(settling))],\
        "heldShare":\(heldShare.rounded(toPlaces: 5)),"worstHeldShare":\(worstHeldShare.rounded(toPlaces: 5)),\
        "holdingZones":\(holdingZones.rounded(toPlaces: 5)),"deviationMillikelvin":\(deviation.rounded(toPlaces: 2)),\
        "setPointsMilliCelsius":[\(list(setPoints))],"keepingShare":\(keepingShare.rounded(toPlaces: 4)),\
        "warmSeconds":\(warmSeconds.rounded(toPlaces: 2)),"hottestSensorMilliCelsius":\(hottestSensor),\
        "skinDose":\(skinDose.rounded(toPlaces: 3)),"deepDose":\(deepDose.rounded(toPlaces: 3)),\
        "closelySettledAfterSeconds":[\(list(closeSettling))],"meanCloseSettlingSeconds":\(meanCloseSettling.rounded(toPlaces: 2)),\
        "insideForecast":[\(expectedShares.map { "\($0.rounded(toPlaces: 4))" }.joined(separator: ","))],\
        "incomplete":[\(incomplete.map { "{\"seed\":\($0.seed),\"cause\":\"\(($0.cause ?? "").escaped)\"}" }
            .joined(separator: ","))],"withoutPulses":\(withoutPulses)}
        """
    }

    private func percent(_ share: Double) -> String { "\((share * 100).rounded(toPlaces: 2)) %" }

    private func list(_ values: [Int]) -> String { values.map { "\($0)" }.joined(separator: ", ") }
}
