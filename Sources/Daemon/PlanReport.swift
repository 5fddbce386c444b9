import Control
import ControlSocket
import Records
import Safety
import Treatment
import Units
import Wire

/// The words of the socket for what a plan will do, and for what its shadow run expects.
extension PlanZoneReport {
    init(_ program: Program, at place: ZoneIndex, on device: ConnectedDevice, carried: DayDose) {
        let zone = program.zone(at: place)
        let totals = program.totals(of: place)
        let area = device.radioFrequencyArea(of: zone)
        self.init(
            zone: zone.name, pulses: totals.pulses, contractions: totals.contractions,
            chargeMicrocoulombs: totals.charge.microcoulombs,
            energyMillijoules: totals.predictedEnergy(area: area).millijoules,
            peakMicroamps: Int64(program.envelope(of: place, area: area).current.microamps),
            carriedMilliminutes: carried[zone].skin / 1_000_000,
            carriedDeepMilliminutes: carried[zone].deep / 1_000_000)
    }
}

extension ForecastReport {
    /// Nil where the zone at `place` is not heated.
    init?(_ forecast: ProgramForecast, of program: Program, at place: ZoneIndex, on device: ConnectedDevice) {
        guard let expected = forecast[place] else { return nil }
        let zone = program.zone(at: place)
        self.init(zone.name, ExpectedDelivery(expected, on: device.radioFrequencyArea(of: zone)))
    }

    init(_ zone: String, _ expected: ExpectedDelivery) {
        self.init(
            zone: zone, energyMillijoules: expected.energy.millijoules,
            leastEnergyMillijoules: expected.leastEnergy.millijoules,
            mostEnergyMillijoules: expected.mostEnergy.millijoules,
            peakMilliCelsius: Int64(expected.peak.milliCelsius),
            deepPeakMilliCelsius: Int64(expected.deepPeak.milliCelsius),
            cem43Milliminutes: expected.cem43Milliminutes, deepMilliminutes: expected.deepMilliminutes)
    }
}

extension ConnectedDevice {
    /// The area of the RF electrodes on `zone`; zero where the applicator has none there.
    fileprivate func radioFrequencyArea(of zone: Zone) -> Area {
        ZoneSet.all.compactMap { zones[$0] }.first { $0.site == zone.rawValue }?.radioFrequencyArea ?? .zero
    }
}
