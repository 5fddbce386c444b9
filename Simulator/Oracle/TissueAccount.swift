public import Tissue

/// What the tissue under one zone went through: how hot each layer became, and for how long.
///
/// Dose is counted where it is received: every cell of every column has its own, and a layer's is that of its worst cell.
struct TissueAccount: Sendable {
    private var columns: [ColumnAccount] = TissueColumn.allCases.map { _ in ColumnAccount() }
    /// In minutes: how long some skin was hotter than any limit, without a break.
    private var hotMinutes = 0.0
    /// The longest of such times, in minutes.
    private(set) var longestHotMinutes = 0.0

    /// Above this, in °C, no limit of host or device has a place: the device's own is at 43.3, and a sensor of the class
    /// lies off by 0.2.
    static let hotSkin = 43.5

    /// Sees one column `minutes` after it was seen last; 0 at the first time.
    mutating func examine(_ column: Int, _ sight: ColumnSight, after minutes: Double) {
        columns[column].examine(sight, after: minutes)
    }

    /// All columns were seen, `minutes` after the last time.
    ///
    /// `isOurs` is whether the zone is heated by the device, or at least by nobody else.
    mutating func note(after minutes: Double, isOurs: Bool) {
        var isHot = false
        for column in columns where column.hottestSkin > TissueAccount.hotSkin { isHot = true }
        hotMinutes = isHot && isOurs ? hotMinutes + minutes : 0
        longestHotMinutes = max(longestHotMinutes, hotMinutes)
    }

    /// The hottest that `layer` became in any column, in °C; nil when it was never seen.
    func peak(of layer: TissueLayer) -> Double? { columns.compactMap { $0.peak(of: layer) }.max() }

    /// The greatest dose of any place in `layer`, in minutes at 43 °C; nil when it was never seen.
    func dose(of layer: TissueLayer) -> Double? { columns.compactMap { $0.dose(of: layer) }.max() }
}

/// What one column is like at one moment.
public struct ColumnSight: Sendable {
    /// The temperature of the very surface, in °C.
    public let surface: Double
    /// The cells' temperatures in °C, from the surface down.
    public let cells: [Double]
    /// The layer of each cell.
    public let layers: [TissueLayer]

    /// A column of these cells.
    public init(surface: Double, cells: [Double], layers: [TissueLayer]) {
        self.surface = surface
        self.cells = cells
        self.layers = layers
    }
}

/// The account of one column: of its surface, which counts as skin, and of each cell.
private struct ColumnAccount: Sendable {
    private var layers: [TissueLayer] = []
    private var peaks: [Double] = []
    private var doses: [Double] = []
    private var rates: [Double] = []
    private var skinCells = 0
    private(set) var hottestSkin = 0.0

    mutating func examine(_ sight: ColumnSight, after minutes: Double) {
        guard layers.count == sight.cells.count + 1 else {
            begin(sight)
            return
        }
        note(sight.surface, at: 0, after: minutes)
        for cell in sight.cells.indices { note(sight.cells[cell], at: cell + 1, after: minutes) }
        hottestSkin = sight.surface
        for cell in 0..<skinCells { hottestSkin = max(hottestSkin, sight.cells[cell]) }
    }

    private mutating func begin(_ sight: ColumnSight) {
        layers = [.skin] + sight.layers
        peaks = [sight.surface] + sight.cells
        doses = peaks.map { _ in 0 }
        rates = peaks.map { DoseRate.at(celsius: $0) }
        skinCells = sight.layers.prefix { $0 == .skin }.count
    }

    private mutating func note(_ celsius: Double, at place: Int, after minutes: Double) {
        if celsius > peaks[place] { peaks[place] = celsius }
        guard celsius >= 39 || rates[place] > 0 else { return }
        let rate = DoseRate.at(celsius: celsius)
        doses[place] += minutes * (rate + rates[place]) / 2
        rates[place] = rate
    }

    func peak(of layer: TissueLayer) -> Double? { greatest(of: peaks, in: layer) }

    func dose(of layer: TissueLayer) -> Double? { greatest(of: doses, in: layer) }

    private func greatest(of values: [Double], in layer: TissueLayer) -> Double? {
        zip(layers, values).filter { $0.0 == layer }.map(\.1).max()
    }
}
