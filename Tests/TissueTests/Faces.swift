import Tissue
import Units

/// The reference applicator on an average face: four zones of 20 cm².
enum Faces {
    static let sites: PerZone<FaceSite> = {
        var sites = PerZone(repeating: FaceSite.forehead)
        for (zone, site) in zip(ZoneSet.all, FaceSite.allCases) { sites[zone] = site }
        return sites
    }()

    static let sensors = PerZone(repeating: SensorTraits())

    static func pads(_ split: HeatSplit = .reference) -> PerZone<Pad> {
        PerZone(
            repeating: Pad(
                radioFrequencyArea: .squareMillimetres(2000), stimulationArea: .squareMillimetres(1000),
                heatSplit: split))
    }
}
