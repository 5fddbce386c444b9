/// Where the heat of a column came from, in J/m² since the ledger began.
///
/// The rates are added with the weights of the scheme's own stages, so that the balance closes to rounding: an imbalance
/// is a mistake, not a step that was too long.
public struct HeatLedger: Equatable, Sendable {
    /// The heat that the column held at the beginning, above 0 °C.
    public let begin: Double
    /// What entered at the top; below zero when more left.
    public internal(set) var top = 0.0
    /// What entered at the bottom.
    public internal(set) var bottom = 0.0
    /// What blood brought, less what it took.
    public internal(set) var blood = 0.0
    /// What metabolism and sources brought.
    public internal(set) var sources = 0.0

    /// The sum of all that entered.
    public var entered: Double { top + bottom + blood + sources }

    /// All the heat that went either way, in all four accounts: what an imbalance is measured against.
    public internal(set) var turnover = 0.0

    mutating func add(_ seconds: Double, _ rates: HeatRates) {
        turnover += seconds * (rates.top.magnitude + rates.bottom.magnitude + rates.blood.magnitude)
        turnover += seconds * rates.sources.magnitude
        top += seconds * rates.top
        bottom += seconds * rates.bottom
        blood += seconds * rates.blood
        sources += seconds * rates.sources
    }
}

/// The flow of heat into a column at one moment, in W/m².
public struct HeatRates: Equatable, Sendable {
    /// In at the top.
    public var top: Double
    /// In at the bottom.
    public var bottom: Double
    /// From blood.
    public var blood: Double
    /// From metabolism and sources.
    public var sources: Double
}

extension HeatColumn {
    /// Begins a ledger here.
    public mutating func keepLedger() { ledger = HeatLedger(begin: storedHeat) }

    /// The heat that the column holds above 0 °C, in J/m².
    public var storedHeat: Double {
        var sum = 0.0
        for cell in celsius.indices { sum += capacities[cell] * celsius[cell] }
        return sum
    }

    /// The heat that warms the whole column by one degree, in J/(m² K).
    public var heatCapacity: Double { capacities.reduce(0, +) }

    /// What is missing in the ledger's balance, in J/m²: the stored heat's change less all that entered; 0 without one.
    public var imbalance: Double { ledger.map { storedHeat - $0.begin - $0.entered } ?? 0 }

    /// The flow of heat now.
    public var rates: HeatRates { rates(of: celsius) }

    /// Adds what flowed in `seconds`.
    mutating func add(_ seconds: Double, _ rates: HeatRates) { ledger?.add(seconds, rates) }

    func rates(of celsius: [Double]) -> HeatRates {
        var blood = 0.0
        var sources = 0.0
        for (place, layer) in layers.enumerated() {
            for cell in grid.cells(of: place) {
                let warmth = exchanges[cell] * layer.arterialCelsius
                blood += warmth - exchanges[cell] * celsius[cell]
                sources += loads[cell] - warmth
            }
        }
        return HeatRates(
            top: topEnd.flux(celsius[0]), bottom: bottomEnd.flux(celsius[celsius.count - 1]), blood: blood,
            sources: sources)
    }
}
