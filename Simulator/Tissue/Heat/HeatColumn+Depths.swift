extension HeatColumn {
    /// The temperature of the upper face, in °C.
    public var topCelsius: Double { topEnd.face(celsius[0]) }

    /// The temperature of the lower face, in °C.
    public var bottomCelsius: Double { bottomEnd.face(celsius[celsius.count - 1]) }

    /// The temperature of the hottest cell, in °C.
    public var hottestCelsius: Double { celsius.max() ?? topCelsius }

    /// The temperature at `depth`, in m, moved to the nearest end when it lies outside; in °C.
    ///
    /// A cubic through the four nearest middles and faces of the same layer, because the temperature's slope jumps where
    /// layers touch. On such a face it is that of the lower layer; the two differ only where contact has resistance.
    public func temperature(at depth: Double) -> Double {
        let cell = grid.cell(at: depth)
        let cells = grid.cells(of: grid.layer(of: cell))
        // Knots: 0 is the layer's upper face, then come the middles, and last the lower face.
        let count = cells.count + 2
        let clamped = min(max(depth, grid.faces[0]), grid.faces[grid.cells])
        let below = cell - cells.lowerBound + (clamped < grid.middle(of: cell) ? 1 : 2)
        let used = min(count, 4)
        let first = min(max(below - 2, 0), count - used)
        var sum = 0.0
        for knot in first..<(first + used) {
            var weight = 1.0
            for other in first..<(first + used) where other != knot {
                let place = knotDepth(other, cells)
                weight *= (clamped - place) / (knotDepth(knot, cells) - place)
            }
            sum += weight * knotCelsius(knot, cells)
        }
        return sum
    }

    private func knotDepth(_ knot: Int, _ cells: Range<Int>) -> Double {
        if knot == 0 { return grid.faces[cells.lowerBound] }
        if knot > cells.count { return grid.faces[cells.upperBound] }
        return grid.middle(of: cells.lowerBound + knot - 1)
    }

    private func knotCelsius(_ knot: Int, _ cells: Range<Int>) -> Double {
        if knot == 0 {
            let first = cells.lowerBound
            return first == 0 ? topCelsius : face(of: first, below: first - 1)
        }
        if knot > cells.count {
            let last = cells.upperBound - 1
            return cells.upperBound == grid.cells ? bottomCelsius : face(of: last, below: last)
        }
        return celsius[cells.lowerBound + knot - 1]
    }

    /// The temperature of the face between `upper` and the next cell on the side of `cell`, one of the two.
    private func face(of cell: Int, below upper: Int) -> Double {
        let flux = couplings[upper] * (celsius[upper] - celsius[upper + 1])
        let resistance = 0.5 * grid.width(of: cell) / layers[grid.layer(of: cell)].conductivity
        return cell == upper ? celsius[cell] - flux * resistance : celsius[cell] + flux * resistance
    }
}
