extension HeatCase {
    /// Refuses a case that cannot be computed, with the first thing that is wrong.
    public func validate() throws(VerificationError) {
        try Checked.count(layers.count, in: 1...100, "the number of layers")
        try Checked.count(timesSeconds.count, in: 1...10_000, "the number of times")
        try Checked.count(depthsMetres.count, in: 1...10_000, "the number of depths")
        for (place, layer) in layers.enumerated() {
            let name = layer.name.isEmpty ? "layer \(place + 1)" : "layer \(place + 1) (\(layer.name))"
            try layer.validate(name)
            if layer.isSemiInfinite && place < layers.count - 1 {
                throw .contradiction(place: name, problem: "only the last layer can be semi-infinite")
            }
        }
        try Checked.number(blood.density, in: 0...1e5, "the blood's density in kg/m³")
        try Checked.number(blood.heatCapacity, in: 0...1e6, "the blood's heat capacity in J/(kg K)")
        try Checked.number(blood.arterialCelsius, in: Checked.celsius, "the arterial temperature in °C")
        try top.validate("the top")
        try bottom.validate("the bottom")
        try validateInitial()
        try validateOutputs()
        switch resolution {
        case .automatic(let tolerance): try Checked.number(tolerance, in: 1e-7...0.5, "the tolerance")
        case .fixed(let cells, let step):
            try Checked.count(cells, in: max(3, layers.count)...1_000_000, "the number of cells")
            try Checked.number(step, in: 1e-9...1e12, "the step in s")
            let last = timesSeconds.filter(\.isFinite).max() ?? 0
            try Checked.number(
                last / step * Double(cells), in: 0...1e9, "cells times steps, ten seconds' work")
        }
    }

    private func validateInitial() throws(VerificationError) {
        switch initial {
        case .uniform(let celsius): try Checked.number(celsius, in: Checked.celsius, "the initial temperature in °C")
        case .steady: break
        case .points(let points):
            try Checked.depths(points, "the initial temperatures")
            for point in points {
                try Checked.number(point.value, in: Checked.celsius, "an initial temperature in °C")
            }
        case .mode(_, let mean, let amplitude, let count):
            try Checked.number(mean, in: Checked.celsius, "the initial mean in °C")
            try Checked.number(amplitude, in: Checked.celsius, "the initial amplitude in K")
            try Checked.number(count, in: 0...1000, "the mode's count of half waves")
            if layers[layers.count - 1].isSemiInfinite {
                throw .contradiction(place: "the initial mode", problem: "a semi-infinite body has no thickness for it")
            }
        }
    }

    private func validateOutputs() throws(VerificationError) {
        var before = -1.0
        for time in timesSeconds {
            guard time == .infinity || (time >= 0 && time <= 1e12), time > before else {
                throw .outOfRange(
                    place: "a time in s", found: "\(time)", expected: "0 to 1e12 or infinity, each later than the last")
            }
            before = time
        }
        if before == .infinity && courses.contains(where: { $0.final == nil }) {
            throw .noSteadyState(place: "the infinite time")
        }
        let last = layers[layers.count - 1]
        let depth = last.isSemiInfinite ? 1e4 : layers.reduce(0) { $0 + $1.thicknessMetres }
        for place in depthsMetres { try Checked.number(place, in: 0...depth * (1 + 1e-12), "a depth in m") }
    }
}

extension CaseLayer {
    fileprivate func validate(_ name: String) throws(VerificationError) {
        if !isSemiInfinite { try Checked.number(thicknessMetres, in: 1e-7...1e3, "\(name): the thickness in m") }
        try Checked.number(conductivity, in: 1e-6...1e5, "\(name): the conductivity in W/(m K)")
        try Checked.number(density, in: 1e-3...1e5, "\(name): the density in kg/m³")
        try Checked.number(heatCapacity, in: 1e-3...1e6, "\(name): the heat capacity in J/(kg K)")
        try Checked.number(metabolicHeat, in: -1e12...1e12, "\(name): the metabolic heat in W/m³")
        try Checked.number(contactResistance, in: 0...1e6, "\(name): the contact resistance in m² K/W")
        switch perfusion {
        case .none: break
        case .millilitresPerMinuteAndKilogram(let value), .perSecond(let value),
            .wattsPerCubicMetreAndKelvin(let value):
            try Checked.number(value, in: 0...1e9, "\(name): the perfusion")
        }
        try Checked.course(source.course, in: -1e15...1e15, "\(name): the source in W/m³")
        switch source.shape {
        case .uniform: break
        case .exponential(let length): try Checked.number(length, in: 1e-7...1e6, "\(name): the decay length in m")
        case .points(let points): try Checked.depths(points, "\(name): the source's shape")
        }
    }
}

extension CaseBoundary {
    fileprivate func validate(_ name: String) throws(VerificationError) {
        switch self {
        case .temperature(let course): try Checked.course(course, in: Checked.celsius, "\(name): the temperature in °C")
        case .flux(let course): try Checked.course(course, in: -1e12...1e12, "\(name): the flux in W/m²")
        case .convection(let coefficient, let ambient, let flux):
            try Checked.course(coefficient, in: 0...1e9, "\(name): the coefficient in W/(m² K)")
            try Checked.course(ambient, in: Checked.celsius, "\(name): the ambient in °C")
            try Checked.course(flux, in: -1e12...1e12, "\(name): the flux in W/m²")
        case .insulated: break
        }
    }
}
