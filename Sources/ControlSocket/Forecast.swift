/// What the shadow run expects one zone to be given by a plan, on the applicator that is connected.
public struct ForecastReport: Codable, Equatable, Sendable {
    /// The zone's name.
    public var zone: String
    /// The RF energy, in mJ.
    public var energyMillijoules: Int64
    /// The lower end of the band of energy, in mJ.
    public var leastEnergyMillijoules: Int64
    /// The upper end of the band of energy, in mJ; the zone's budget is made of it.
    public var mostEnergyMillijoules: Int64
    /// The warmest that the skin becomes, in m°C.
    public var peakMilliCelsius: Int64
    /// The warmest that the layer below becomes, in m°C.
    public var deepPeakMilliCelsius: Int64
    /// The skin's dose, in thousandths of a CEM43 minute.
    public var cem43Milliminutes: Int64
    /// The dose of the layer below, in thousandths of a CEM43 minute.
    public var deepMilliminutes: Int64

    /// Makes one of its fields.
    public init(
        zone: String, energyMillijoules: Int64, leastEnergyMillijoules: Int64, mostEnergyMillijoules: Int64,
        peakMilliCelsius: Int64, deepPeakMilliCelsius: Int64, cem43Milliminutes: Int64, deepMilliminutes: Int64
    ) {
        self.zone = zone
        self.energyMillijoules = energyMillijoules
        self.leastEnergyMillijoules = leastEnergyMillijoules
        self.mostEnergyMillijoules = mostEnergyMillijoules
        self.peakMilliCelsius = peakMilliCelsius
        self.deepPeakMilliCelsius = deepPeakMilliCelsius
        self.cem43Milliminutes = cem43Milliminutes
        self.deepMilliminutes = deepMilliminutes
    }
}
