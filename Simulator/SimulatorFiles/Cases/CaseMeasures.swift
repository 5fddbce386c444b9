/// The quantities of heat cases; read into SI units, temperatures into °C.
extension Measure {
    static let length = Measure(
        [
            WrittenUnit("mm", over: 1000), WrittenUnit("m"), WrittenUnit("cm", over: 100),
            WrittenUnit("µm", over: 1_000_000), WrittenUnit("um", over: 1_000_000),
        ], example: "1.2 mm")
    static let time = Measure(
        [
            WrittenUnit("s"), WrittenUnit("min", times: 60), WrittenUnit("h", times: 3600),
            WrittenUnit("ms", over: 1000),
        ], example: "60 s")
    static let temperature = Measure(
        celsius, example: "37 °C", differences: [WrittenUnit("K")] + celsius)
    private static let celsius = [WrittenUnit("°C"), WrittenUnit("degC"), WrittenUnit("C")]
    static let conductivity = Measure("W/m/K", "W/m/°C", example: "0.372 W/m/K")
    static let density = Measure("kg/m³", example: "1109 kg/m³")
    static let heatCapacity = Measure(
        [WrittenUnit("J/kg/K"), WrittenUnit("kJ/kg/K", times: 1000), WrittenUnit("J/kg/°C")],
        example: "3390.5 J/kg/K")
    static let flux = Measure(
        [
            WrittenUnit("W/m²"), WrittenUnit("kW/m²", times: 1000), WrittenUnit("W/cm²", times: 10_000),
            WrittenUnit("mW/cm²", times: 10),
        ], example: "1000 W/m²")
    static let heatTransfer = Measure("W/m²/K", "W/m²/°C", example: "10 W/m²/K")
    static let contactResistance = Measure("m²K/W", example: "0.001 m²K/W")
    static let volumetricHeat = Measure(
        [
            WrittenUnit("W/m³"), WrittenUnit("kW/m³", times: 1000), WrittenUnit("MW/m³", times: 1_000_000),
            WrittenUnit("W/cm³", times: 1_000_000), WrittenUnit("mW/cm³", times: 1000),
        ], example: "50 kW/m³")
    static let frequency = Measure(
        [
            WrittenUnit("Hz"), WrittenUnit("1/s"), WrittenUnit("mHz", over: 1000), WrittenUnit("1/min", over: 60),
        ], example: "0.01 Hz")
    static let share = Measure([WrittenUnit("%", over: 100)], example: "0.05 %")

    /// A heat for each kilogram, which is one of a volume once the density is known.
    static let specificHeat = Measure("W/kg", example: "1.648 W/kg")
    static let tissuePerfusion = Measure("ml/min/kg", "mL/min/kg", example: "106.4 ml/min/kg")
    static let volumePerfusion = Measure(
        [WrittenUnit("1/s"), WrittenUnit("s-1"), WrittenUnit("1/min", over: 60)], example: "0.002 1/s")
    static let exchange = Measure("W/m³/K", "W/m³/°C", example: "7467 W/m³/K")

    /// Radians; degrees become the nearest number.
    static let phase = Measure(
        [WrittenUnit("rad"), WrittenUnit("°", times: 3.141_592_653_589_793, over: 180)], example: "1.5708 rad")
}
