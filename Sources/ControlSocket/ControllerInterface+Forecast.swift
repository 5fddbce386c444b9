extension ControllerInterface {
    /// What the shadow run says of a zone.
    static let forecastType = """
        # What the shadow run expects of a heated zone: energy with its band, warmest temperatures and doses, of the skin and
        # of the layer below it.
        type ZoneForecast (
          zone: string,
          energyMillijoules: int,
          leastEnergyMillijoules: int,
          mostEnergyMillijoules: int,
          peakMilliCelsius: int,
          deepPeakMilliCelsius: int,
          cem43Milliminutes: int,
          deepMilliminutes: int
        )
        """
}
