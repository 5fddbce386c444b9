import Units

/// One column of a zone: its layers, the heat in them, and the blood that follows the heat.
struct TissueStack: Sendable {
    /// The layer of each cell.
    let cellLayers: [TissueLayer]
    private var column: HeatColumn
    private var flow: BloodFlow
    private let skinPerfusion: Double
    private let musclePerfusion: Double
    private let thickness: InlineArray<3, Double>
    private let room: Double
    private var sinceFlow = 0

    /// A column at rest under a pad that covers it wholly.
    init(_ anatomy: LayerAnatomy, patient: Patient) {
        var column = HeatColumn(
            TissueStack.layers(anatomy, patient), celsius: patient.arterialCelsius,
            top: TissueStack.surface(cover: 1, room: patient.roomCelsius), bottom: .temperature(patient.arterialCelsius)
        )
        column.settle()
        self.column = column
        cellLayers = (0..<column.grid.cells).map { TissueLayer.allCases[column.grid.layer(of: $0)] }
        flow = BloodFlow(
            anatomy, restingSkin: TissueStack.mean(of: 0, in: column),
            restingMuscle: TissueStack.mean(of: 2, in: column),
            step: FaceTissue.stepSeconds * Double(TissueStack.flowSteps))
        skinPerfusion = TissueProperties.skin.perfusion * anatomy.perfusion
        musclePerfusion = TissueProperties.muscle.perfusion * anatomy.perfusion
        thickness = [
            anatomy.skinMillimetres / 1000, anatomy.fatMillimetres / 1000, anatomy.muscleMillimetres / 1000,
        ]
        room = patient.roomCelsius
    }

    /// The temperature of the surface, in °C.
    var surface: Double { column.topCelsius }

    /// The temperatures of the cells, in °C, from the surface down.
    var cells: [Double] { column.celsius }

    /// The mean temperature of a layer, in °C.
    func mean(of layer: Int) -> Double { TissueStack.mean(of: layer, in: column) }

    private static func mean(of layer: Int, in column: HeatColumn) -> Double {
        var heat = 0.0
        var depth = 0.0
        for cell in column.grid.cells(of: layer) {
            heat += column.celsius[cell] * column.grid.width(of: cell)
            depth += column.grid.width(of: cell)
        }
        return heat / depth
    }

    /// Covers `cover` of the surface with the pad, or holds the surface at a temperature.
    mutating func setSurface(cover: Double, held: Double?) {
        column.top = held.map { .temperature($0) } ?? TissueStack.surface(cover: cover, room: room)
    }

    /// Lets one step pass in which `density` W/cm² are absorbed, spread over the layers by `shares`.
    mutating func step(density: Double, shares: LayerShares) {
        let flux = density * 1e4
        column.setSource(flux * shares.skin / thickness[0], layer: 0)
        column.setSource(flux * shares.fat / thickness[1], layer: 1)
        column.setSource(flux * shares.muscle / thickness[2], layer: 2)
        column.advance(by: FaceTissue.stepSeconds)
        sinceFlow += 1
        guard sinceFlow == TissueStack.flowSteps else { return }
        sinceFlow = 0
        flow.advance(skinCelsius: mean(of: 0), muscleCelsius: mean(of: 2))
        column.setPerfusion(skinPerfusion * flow.skin, layer: 0)
        column.setPerfusion(musclePerfusion * flow.muscle, layer: 2)
    }

    /// Every so many steps the blood follows; the matrix is factored anew only then.
    private static let flowSteps = 10

    /// What the surface loses to the room: through the pad, or where it is off, from bare skin.
    ///
    /// Source of both: textbook figures for a foam-backed pad and for still air with radiation.
    private static func surface(cover: Double, room: Double) -> HeatBoundary {
        .convection(coefficient: 10 * cover + 9 * (1 - cover), ambient: room)
    }

    /// The layers, cut finely enough that every temperature is within 0.02 °C of what ever finer cells give.
    private static func layers(_ anatomy: LayerAnatomy, _ patient: Patient) -> [HeatLayer] {
        var layers = [
            layer(.skin, anatomy.skinMillimetres, anatomy, cells: 13, .fineAbove(2)),
            layer(.fat, anatomy.fatMillimetres, anatomy, cells: 16, .even),
            layer(.muscle, anatomy.muscleMillimetres, anatomy, cells: 11, .even),
        ]
        if anatomy.boneMillimetres > 0 {
            layers.append(layer(.bone, anatomy.boneMillimetres, anatomy, cells: 6, .even))
        }
        for place in layers.indices { layers[place].arterialCelsius = patient.arterialCelsius }
        return layers
    }

    private static func layer(
        _ tissue: TissueProperties, _ millimetres: Double, _ anatomy: LayerAnatomy, cells: Int, _ grading: HeatGrading
    ) -> HeatLayer {
        HeatLayer(
            tissue, thicknessMetres: millimetres / 1000, perfusionFactor: anatomy.perfusion, cells: cells,
            grading: grading)
    }
}
