import Control
import ControlSocket
import Foundation
import Records
import Safety
import Units
import Varlink

/// The words of the socket for what the store holds.
extension ControlSocket.RecordSummary {
    init(_ summary: TreatmentSummary) {
        self.init(
            id: summary.id, began: summary.began.text, ended: summary.ended?.text,
            result: summary.result.map { String(describing: $0) }, firstCause: summary.firstCause,
            planHash: summary.planHash ?? "", actor: summary.actor?.name, patient: summary.patient,
            approvedBy: summary.approval?.name, approvedByUid: summary.approval?.uid,
            approvedAt: summary.approval?.time,
            approvalHash: summary.approval?.hash, askedBy: summary.askedBy,
            deviceSerial: summary.deviceSerial, usbSerial: summary.usbSerial, titratedZone: summary.titratedZone)
    }
}

extension GetRecordReply {
    init(_ record: TreatmentRecord) {
        self.init(
            record: ControlSocket.RecordSummary(record.summary), zones: record.zones.map(RecordZone.init),
            forecast: record.expected.map { ForecastReport($0.name, $0.delivery) },
            events: record.events.map(RecordedEvent.init), plan: record.planText ?? "", approval: record.approvalText,
            assessment: record.assessmentText, rules: record.rulesText)
    }
}

extension RecordZone {
    init(_ zone: ZoneRecord) {
        self.init(
            zone: zone.name, pulsesPlanned: zone.delivery.pulsesPlanned,
            pulsesDelivered: zone.delivery.pulsesDelivered, energyMillijoules: zone.delivery.energy.millijoules,
            peakMilliCelsius: Int64(zone.delivery.peak.milliCelsius),
            cem43Milliminutes: zone.delivery.cem43Milliminutes, deepMilliminutes: zone.delivery.deepMilliminutes,
            carriedMilliminutes: zone.delivery.carriedMilliminutes,
            carriedDeepMilliminutes: zone.delivery.carriedDeepMilliminutes)
    }
}

extension RecordedEvent {
    init(_ event: EventRecord) {
        self.init(
            id: event.id, at: event.moment.text, kind: event.kind, actor: event.actor?.name,
            detail: RecordedEvent.detail(event.body))
    }
}

extension RecordedEvent {
    /// The store wrote this text itself; should it be unreadable, it is shown as it is.
    private static func detail(_ body: String) -> JSONValue {
        do throws(VarlinkError) {
            return try JSONValue(parsing: Array(body.utf8))
        } catch {
            return .object(["text": .string(body)])
        }
    }
}

extension Moment {
    /// The wall-clock time in ISO 8601, UTC, with milliseconds.
    var text: String {
        let date = Date(timeIntervalSince1970: Double(wallMilliseconds) / 1000)
        return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
