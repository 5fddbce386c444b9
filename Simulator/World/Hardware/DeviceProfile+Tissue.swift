public import Device
public import Tissue
public import Treatment
public import Units
import Wire

/// What of a device the tissue feels.
extension DeviceProfile {
    /// Where each zone lies; one that the protocol gives no name lies on the left cheek.
    public var sites: PerZone<FaceSite> {
        var sites = PerZone(repeating: FaceSite.leftCheek)
        for zone in existingZones {
            switch zones[zone].site {
            case 1: sites[zone] = .forehead
            case 3: sites[zone] = .rightCheek
            case 4: sites[zone] = .submentum
            default: sites[zone] = .leftCheek
            }
        }
        return sites
    }

    /// The place of `zone` on this device, by the code of its site; nil where it has none.
    public func zone(of zone: Zone) -> ZoneIndex? {
        existingZones.first { zones[$0].site == zone.rawValue }
    }

    /// The pads: a monopolar device heats mostly fat.
    public var pads: PerZone<Pad> {
        let split: HeatSplit = device.traits.isMonopolar ? .monopolar : .reference
        var pads = PerZone(
            repeating: Pad(
                radioFrequencyArea: .squareMillimetres(1), stimulationArea: .squareMillimetres(1), heatSplit: split))
        for zone in existingZones {
            pads[zone].radioFrequencyArea = zones[zone].radioFrequencyArea
            pads[zone].stimulationArea = zones[zone].stimulationArea
            pads[zone].frequencyHertz = Double(device.radioFrequencyKilohertz) * 1000
        }
        return pads
    }

    /// The sensors, as the device describes them.
    public var sensors: PerZone<SensorTraits> {
        var sensors = PerZone(repeating: SensorTraits())
        for zone in existingZones {
            sensors[zone].seconds = Double(zones[zone].sensorTimeConstant.milliseconds) / 1000
            sensors[zone].noise = Double(zones[zone].sensorNoise.millikelvin) / 1000
            sensors[zone].resolution = Double(zones[zone].sensorResolution.millikelvin) / 1000
        }
        return sensors
    }
}
