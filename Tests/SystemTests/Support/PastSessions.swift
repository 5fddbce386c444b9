import Control
import Foundation
import Records
import Testing
import Units

/// Records of treatments that were never given, made before a daemon owns the store.
extension Bench {
    /// Writes a treatment of all zones that began so many ms ago and took a minute.
    func rememberTreatment(of patient: String, ago: Int64, _ result: TreatmentResult = .completed) throws {
        let now = PastTime.now
        let store = try RecordStore.open(directory: state, at: PastTime.moment(now - ago))
        let names = ["forehead", "leftCheek", "rightCheek", "submentum"]
        let plan = try store.storePlan(text: "name: past\n", hash: String(repeating: "cd", count: 32))
        let setting = TreatmentSetting(
            plan: plan, zoneNames: names, patient: patient, deviceSerial: "SIM", applicator: nil)
        try store.append(
            .treatmentBegan(
                program: Fingerprint(high: 1, low: 2), zones: ZoneSet(first: 4), device: 3,
                request: RequestID(rawValue: 1)),
            at: PastTime.moment(now - ago), actor: nil, setting: setting)
        let end = PastTime.moment(now - ago + 60_000)
        for place in names.indices {
            var delivery = ZoneDelivery()
            delivery.pulsesDelivered = 1_000
            delivery.deepMilliminutes = 40
            let zone = try #require(ZoneIndex(place))
            try store.append(.delivered(zone: zone, delivery), at: end, actor: nil)
        }
        try store.append(.treatmentEnded(result, cause: nil), at: end, actor: nil)
        try store.close()
    }
}

/// The wall clock, in ms.
enum PastTime {
    static let hour: Int64 = 3_600_000

    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }

    static func moment(_ wall: Int64) -> Moment { Moment(wallMilliseconds: wall, monotonic: .nanoseconds(0)) }
}
