public import ControlSocket
public import Varlink

/// What a treatment gave: how it ended, why, and each zone's totals.
public struct TreatmentSummary: Equatable, Sendable {
    /// How it ended; nil while it has not.
    public let result: String?
    /// What stopped it first; nil when nothing did.
    public let firstCause: String?
    /// The totals of each zone, in the plan's order.
    public let zones: [RecordZone]

    /// The current treatment, or the last one; nil when there is none that a status could tell of.
    public init?(_ status: Status) {
        guard status.result != nil || status.recordId != nil || status.zones.contains(where: { $0.pulsesDelivered > 0 })
        else { return nil }
        result = status.result
        firstCause = status.firstCause
        zones = status.zones.map { zone in
            RecordZone(
                zone: zone.zone, pulsesPlanned: zone.pulsesPlanned, pulsesDelivered: zone.pulsesDelivered,
                energyMillijoules: zone.energyMillijoules, peakMilliCelsius: zone.peakMilliCelsius,
                cem43Milliminutes: zone.cem43Milliminutes, deepMilliminutes: zone.deepMilliminutes,
                carriedMilliminutes: zone.carriedMilliminutes, carriedDeepMilliminutes: zone.carriedDeepMilliminutes)
        }
    }

    /// A recorded treatment.
    public init(_ record: GetRecordReply) {
        result = record.record.result
        firstCause = record.record.firstCause
        zones = record.zones
    }

    /// The summary as one JSON object; result and cause are null where there is none.
    public var json: JSONObject {
        [
            "result": result.map(JSONValue.string) ?? .null,
            "firstCause": firstCause.map(JSONValue.string) ?? .null,
            "zones": .array(
                zones.map { zone in
                    [
                        "zone": .string(zone.zone), "pulsesPlanned": .integer(zone.pulsesPlanned),
                        "pulsesDelivered": .integer(zone.pulsesDelivered),
                        "energyMillijoules": .integer(zone.energyMillijoules),
                        "peakMilliCelsius": .integer(zone.peakMilliCelsius),
                        "cem43Milliminutes": .integer(zone.cem43Milliminutes),
                        "deepMilliminutes": .integer(zone.deepMilliminutes),
                        "carriedMilliminutes": .integer(zone.carriedMilliminutes),
                        "carriedDeepMilliminutes": .integer(zone.carriedDeepMilliminutes),
                    ]
                }),
        ]
    }

    /// The summary as a table under two lines.
    public var lines: [String] {
        ["result       \((result ?? "not ended yet").printable)", "first cause  \((firstCause ?? "none").printable)"]
            + TreatmentSummary.table(of: zones)
    }

    static func table(of zones: [RecordZone]) -> [String] {
        guard !zones.isEmpty else { return [] }
        var table = Table([
            ("zone", .left), ("planned", .right), ("delivered", .right), ("energy", .right), ("peak", .right),
            ("dose CEM43", .right), ("before", .right), ("deep", .right), ("before", .right),
        ])
        for zone in zones {
            table.add([
                zone.zone, "\(zone.pulsesPlanned)", "\(zone.pulsesDelivered)", Figure.joules(zone.energyMillijoules),
                Figure.celsius(zone.peakMilliCelsius), Figure.minutes(zone.cem43Milliminutes),
                Figure.minutes(zone.carriedMilliminutes), Figure.minutes(zone.deepMilliminutes),
                Figure.minutes(zone.carriedDeepMilliminutes),
            ])
        }
        return table.lines
    }
}
