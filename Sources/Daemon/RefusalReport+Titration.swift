import Control
import Treatment
import Units
import Varlink

/// The words of the socket for what a titration or its result refuses.
extension VarlinkErrorReply {
    static func titration(_ refusal: Refusal) -> VarlinkErrorReply {
        switch refusal {
        case .notTitrated(let zone):
            notTitrated(
                zone,
                "The plan gives the intensity of the \(zone.name) as a share of a range, and none has been found under this "
                    + "approval. Titrate the zone first (myothermctl titrate arm \(zone.name)); where no range is to be "
                    + "found, a prescriber has to change the plan.")
        case .notStimulated(let zone):
            notTitrated(
                zone,
                "The plan that is loaded does not stimulate the \(zone.name): there is no intensity to be changed.")
        case .titrationTooOld(let zone):
            notTitrated(
                zone,
                "The range of the \(zone.name) was found more than "
                    + "\(TitrationLimits.validity.milliseconds / 60_000) minutes ago. Titrate the zone again "
                    + "(myothermctl titrate arm \(zone.name)).")
        case .stepTooLarge(let step):
            limit(
                "intensity", zone: nil, 0, Int64(step.rawValue),
                "Intensity rises by at most \(step.rawValue / 10) % of the zone's range at once. Take smaller steps.")
        default:
            plain("NotApproved", "The titration is not of the plan that is loaded. Load the plan again.")
        }
    }

    /// The plan gives `zone` nothing of which a range could be found.
    static func nothingToTitrate(_ zone: Zone) -> VarlinkErrorReply {
        notTitrated(
            zone,
            "The plan that is loaded does not stimulate the \(zone.name), or with less than "
                + "\(TitrationLimits.leastCap.microamps / 1000) mA: there is no range to be found.")
    }

    private static func notTitrated(_ zone: Zone, _ message: String) -> VarlinkErrorReply {
        controller("NotTitrated", ["zone": .string(zone.name), "message": .string(message)])
    }
}
