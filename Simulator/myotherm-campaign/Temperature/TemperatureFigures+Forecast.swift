import Treatment

/// How the shadow run's expectation compares with what the tissue received.
extension TemperatureFigures {
    /// The share of people of whom every zone is inside the band, for each of `ZoneHeat.names`.
    var expectedShares: [Double] {
        let watched = trials.filter { $0.isComplete && !$0.heats.isEmpty }
        return ZoneHeat.names.indices.map { index in
            let inside = watched.count { trial in
                trial.heats.allSatisfy {
                    $0.expected.band(of: index, within: spread).contains($0.found.values[index])
                }
            }
            return Double(inside) / Double(max(watched.count, 1))
        }
    }

    /// What the shadow run has to foresee and does not, in words.
    var unexpected: [String] {
        guard trials.contains(where: { !$0.heats.isEmpty }) else { return [] }
        return zip(ZoneHeat.names, expectedShares).filter { $0.1 < 0.95 }.map { name, share in
            "\(name) as foreseen in \((share * 100).rounded(toPlaces: 1)) % of people (95)"
        }
    }
}

extension ZoneHeat {
    /// Between what the number at `index` of `values` is foreseen.
    func band(of index: Int, within spread: ForecastSpread) -> ClosedRange<Int64> {
        let value = values[index]
        switch index {
        case 0: return spread.energy.around(value)
        case 1: return (value + spread.skinPeak.lowerBound)...(value + spread.skinPeak.upperBound)
        case 2: return (value + spread.deepPeak.lowerBound)...(value + spread.deepPeak.upperBound)
        case 3: return spread.skinDose.around(value)
        default: return spread.deepDose.around(value)
        }
    }
}
