import Units

/// How the layers of a column are cut into cells; a face lies on every border of layers.
public struct HeatGrid: Equatable, Sendable {
    /// The depths of the cells' faces, in m, from 0 down; one more than there are cells.
    public let faces: [Double]
    /// The first cell of each layer, and behind the last layer the number of all cells.
    public let firstCells: [Int]

    /// How many cells there are.
    public var cells: Int { faces.count - 1 }

    /// Cuts `layers`, from the top down, as they ask.
    public init(_ layers: [HeatLayer]) {
        var faces = [0.0]
        var firstCells = [0]
        var top = 0.0
        for layer in layers {
            precondition(layer.thicknessMetres > 0 && layer.cells > 0, "a layer has a thickness and at least one cell")
            for cell in 1..<max(layer.cells, 1) {
                faces.append(top + layer.thicknessMetres * layer.grading.depth(Double(cell) / Double(layer.cells)))
            }
            top += layer.thicknessMetres
            faces.append(top)
            firstCells.append(firstCells[firstCells.count - 1] + layer.cells)
        }
        self.faces = faces
        self.firstCells = firstCells
    }

    /// The cells of one layer.
    public func cells(of layer: Int) -> Range<Int> { firstCells[layer]..<firstCells[layer + 1] }

    /// The width of a cell, in m.
    public func width(of cell: Int) -> Double { faces[cell + 1] - faces[cell] }

    /// The depth of a cell's middle, in m.
    public func middle(of cell: Int) -> Double { 0.5 * (faces[cell] + faces[cell + 1]) }

    /// The cell at `depth`, in m; the first or last one beyond the ends, the lower one on a face.
    public func cell(at depth: Double) -> Int {
        var (low, high) = (0, cells - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if faces[middle] <= depth { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The layer that a cell belongs to.
    public func layer(of cell: Int) -> Int { (firstCells.firstIndex { $0 > cell } ?? 1) - 1 }
}

extension HeatGrading {
    /// The depth, as a share of the layer's thickness, of the face that lies at `share` of the cells' number.
    func depth(_ share: Double) -> Double {
        switch self {
        case .even: share
        case .fineAbove(let ratio): HeatGrading.stretched(share, ratio)
        case .fineBelow(let ratio): 1 - HeatGrading.stretched(1 - share, ratio)
        case .fineAtBoth(let ratio):
            share <= 0.5
                ? 0.5 * HeatGrading.stretched(2 * share, ratio)
                : 1 - 0.5 * HeatGrading.stretched(2 - 2 * share, ratio)
        }
    }

    /// (ratioˢ − 1) / (ratio − 1): cells whose widths grow by a constant factor.
    private static func stretched(_ share: Double, _ ratio: Double) -> Double {
        // Near 1 nothing would be left of the differences, and there is nothing to stretch.
        ratio < 1.000_1 ? share : (exp2(share * log2(ratio)) - 1) / (ratio - 1)
    }
}
