import Treatment
import Units

extension PlanSummary {
    /// The summary for a terminal: lines of at most 100 columns, without a newline at the end.
    public var text: String {
        var lines = [
            "\(name): \(Amount.duration(.milliseconds(durationMilliseconds)).text), \(zones.count) zones, "
                + "\(pulses) pulses, \(segmentsPerZone) segments per zone",
            "patient  \(patient ?? "none: a template (write 'patient:' to have it approved)")",
            "program  \(programHash)",
            "file     sha256 \(sourceHash)",
        ]
        let area = Int64(referenceAreaSquareMillimetres)
        for zone in zones {
            lines.append("")
            lines.append(zone.zone)
            lines += zone.stimulationLines.map { "  " + $0 }
            lines += zone.heatingLines.map { "  " + $0 }
        }
        lines.append("")
        lines.append("Charge is the sum of all first phases; r.m.s. is over both phases, within a contraction.")
        lines.append("Energy is predicted for \(PlanSummary.thousandths(area * 10)) cm² of skin.")
        lines.append(
            "The shadow run is of average skin and fat where none were measured; bands hold for 95 of 100 people.")
        return lines.joined(separator: "\n")
    }

    /// `value` thousandths in decimal digits, without trailing zeros.
    static func thousandths(_ value: Int64) -> String {
        let digits = String(value.magnitude % 1000 + 1000).dropFirst()
        var fraction = Substring(digits)
        while fraction.last == "0" { fraction.removeLast() }
        return (value < 0 ? "-" : "") + String(value.magnitude / 1000) + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension ZoneSummary {
    fileprivate var stimulationLines: [String] {
        guard let peakMicroamps, let rootMeanSquareMicroamps, let chargePerPhaseNanocoulombs, let rateMillihertz,
            let widthMicroseconds
        else { return ["stimulation  none"] }
        let charge = PlanSummary.thousandths(chargeNanocoulombs)
        let intensity = intensityPerMille.map {
            "             \(Amount.share(PerMille(rawValue: $0)).text) of the titrated range, and no more than that peak"
        }
        let lines = [
            "stimulation  \(pulses) pulses in \(contractions) contractions, "
                + "\(Amount.duration(.milliseconds(stimulationMilliseconds)).text)",
            "             \(Amount.current(.microamps(peakMicroamps)).text) peak, "
                + "\(Amount.current(.microamps(rootMeanSquareMicroamps)).text) r.m.s., "
                + "\(Amount.frequency(.millihertz(rateMillihertz)).text), \(widthMicroseconds) µs",
            "             charge \(charge) µC, \(PlanSummary.thousandths(chargePerPhaseNanocoulombs)) µC per phase",
        ]
        return lines + (intensity.map { [$0] } ?? [])
    }

    private var tissueLines: [String] {
        guard let skinMicrometres, let fatMicrometres else { return [] }
        let (skin, fat) = (Length.micrometres(skinMicrometres), Length.micrometres(fatMicrometres))
        return ["             measured: skin \(skin.amount.text), fat \(fat.amount.text)"]
    }

    fileprivate var heatingLines: [String] {
        guard let targetMilliCelsius, let heatingStartMilliseconds, let densityMilliwattsPerSquareCentimetre else {
            return ["heating      none"]
        }
        let hold = holdStartMilliseconds.map { "held from \(PlanSummary.thousandths($0)) s on" }
        let lines = [
            "heating      to \(Amount.temperature(.milliCelsius(targetMilliCelsius)).text) from "
                + "\(PlanSummary.thousandths(heatingStartMilliseconds)) s on, "
                + "\(hold ?? "not reached before the end"), at most \(densityMilliwattsPerSquareCentimetre) mW/cm²",
            "             energy \(predictedEnergyMillijoules) mJ, predicted peak "
                + Amount.temperature(.milliCelsius(predictedPeakMilliCelsius)).text,
        ]
        return lines + tissueLines + (forecast?.lines ?? [])
    }
}

extension ForecastSummary {
    fileprivate var lines: [String] {
        [
            "shadow run   energy \(energyMillijoules) mJ, \(leastEnergyMillijoules) to \(mostEnergyMillijoules)",
            "             skin to \(Amount.temperature(.milliCelsius(skinPeakMilliCelsius)).text), "
                + "\(PlanSummary.thousandths(skinMilliminutes)) CEM43; below it to "
                + "\(Amount.temperature(.milliCelsius(deepPeakMilliCelsius)).text), "
                + "\(PlanSummary.thousandths(deepMilliminutes)) CEM43",
        ]
    }
}
