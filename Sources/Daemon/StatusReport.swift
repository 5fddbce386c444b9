import Control
import ControlSocket
import Safety
import Treatment
import Units
import Wire

/// The words of the socket for the machine's snapshot.
extension Status {
    init(
        _ snapshot: Snapshot, line: LineReport?, problem: String?, notices: [String],
        plan: StatusBoard.PlanOnBoard?, recordId: Int64?
    ) {
        self.init(
            state: String(describing: snapshot.state), firstCause: snapshot.firstCause.map { $0.cause.name },
            firstFinding: snapshot.firstCause.map { CauseReport($0, in: snapshot) },
            pauseFinding: snapshot.pauseCause.map { CauseReport($0, in: snapshot) },
            alarm: String(describing: snapshot.alarm), alarms: snapshot.alarms.active.map(AlarmReport.init),
            message: Status.message(for: snapshot, problem), notices: notices,
            result: snapshot.result.map { String(describing: $0) },
            phase: snapshot.phase.map { String(describing: $0) },
            elapsedMs: snapshot.elapsed.milliseconds, durationMs: snapshot.duration.milliseconds,
            outputIsZero: snapshot.outputIsZero, planHash: plan?.hash, patient: plan?.patient,
            approvedBy: plan?.approvedBy,
            approvalHash: plan?.approvalHash, recordId: recordId,
            device: DeviceReport(snapshot), line: line, host: HostReport(snapshot.host), timing: TimingReport(snapshot),
            titration: snapshot.titration.map(TitrationReport.init),
            zones: ZoneSet.all.compactMap { snapshot.zones[$0].map(ZoneReport.init) })
    }

    /// What an operator should know first; with it why there is no line, which may be the next thing to mend.
    private static func message(for snapshot: Snapshot, _ problem: String?) -> String? {
        let parts = [message(for: snapshot), problem].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func message(for snapshot: Snapshot) -> String? {
        // Whatever came first: as long as this holds, nothing else counts.
        if snapshot.state == .outputUncertain {
            return "\(Cause.outputUncertain.sentence) \(Cause.outputUncertain.hint)"
        }
        if let refusal = snapshot.deviceRefusal { return "\(refusal.sentence)" }
        guard let finding = snapshot.firstCause else { return nil }
        let device = snapshot.deviceCause == .none ? "" : " The device says: \(snapshot.deviceCause.words)."
        return "\(finding.cause.sentence)\(device) \(finding.cause.hint)"
    }
}

extension Cause {
    /// The case's name, as it stands in records and on the socket.
    var name: String { String(describing: self) }
}

extension CauseReport {
    init(_ finding: Finding, in snapshot: Snapshot) {
        let place = finding.zone
        let name = place.flatMap { zone in
            snapshot.device.zones[zone].flatMap { Zone(rawValue: $0.site) }.map(\.name)
        }
        self.init(
            cause: finding.cause.name, zone: name, value: finding.value, limit: finding.limit,
            sentence: "\(finding.cause.sentence)", hint: "\(finding.cause.hint)")
    }
}

extension TitrationReport {
    init(_ titration: TitrationStatus) {
        self.init(zone: titration.zone.name, number: Int64(titration.number), search: "\(titration.search)")
    }
}

extension AlarmReport {
    init(_ alarm: ActiveAlarm) {
        self.init(
            cause: alarm.cause.name, priority: String(describing: alarm.urgency), latched: alarm.isLatched,
            acknowledged: alarm.isAcknowledged, sentence: "\(alarm.cause.sentence)", hint: "\(alarm.cause.hint)")
    }
}

extension ZoneReport {
    init(_ zone: ZoneSnapshot) {
        let range = zone.intensity?.range ?? zone.titrated?.range
        self.init(
            zone: zone.zone?.name ?? "unnamed",
            skinTemperatureMilliC: zone.skinTemperature.map { Int64($0.milliCelsius) },
            targetMilliC: zone.target.map { Int64($0.milliCelsius) }, rfMilliwatts: Int64(zone.power.milliwatts),
            rfCommandedMilliwatts: Int64(zone.commandedPower.milliwatts),
            currentMicroamps: Int64(zone.current.microamps), impedanceMilliohms: Int64(zone.impedance.milliohms),
            pulsesPlanned: zone.delivery.pulsesPlanned, pulsesDelivered: zone.delivery.pulsesDelivered,
            energyMillijoules: zone.delivery.energy.millijoules,
            peakMilliCelsius: Int64(zone.delivery.peak.milliCelsius),
            cem43Milliminutes: zone.delivery.cem43Milliminutes, deepMilliminutes: zone.delivery.deepMilliminutes,
            carriedMilliminutes: zone.delivery.carriedMilliminutes,
            carriedDeepMilliminutes: zone.delivery.carriedDeepMilliminutes, titration: zone.titrated?.name,
            thresholdMicroamps: range.map { Int64($0.threshold.microamps) },
            maximumMicroamps: range.map { Int64($0.maximum.microamps) },
            intensityPerMille: zone.intensity.map { Int64($0.target.rawValue) })
    }
}

extension DeviceReport {
    init?(_ snapshot: Snapshot) {
        guard let device = snapshot.device.device, let boot = snapshot.bootID else { return nil }
        self.init(
            model: device.model.text, serialNumber: device.serialNumber.text,
            firmware: "\(device.firmware.major).\(device.firmware.minor).\(device.firmware.patch)", bootId: hex(boot),
            isSimulator: device.traits.isSimulator, applicatorId: Int64(snapshot.device.applicator?.id ?? 0),
            usesLeft: Int64(snapshot.device.applicator?.usesLeft ?? 0))
    }
}

extension ShortText {
    /// The characters up to the first zero.
    var text: String {
        var units: [UInt8] = []
        for index in 0..<capacity where self[index] != 0 { units.append(self[index]) }
        return String(decoding: units, as: UTF8.self)
    }
}

extension DeviceCause {
    /// The cause in words; a device may send codes that have none.
    var words: String {
        switch self {
        case .none: "no cause"
        case .leaseExpired: "its permission for output ran out (the host was silent)"
        case .envelopeExceeded: "the approved amounts were exceeded"
        case .overTemperature: "a sensor was too warm"
        case .sensorFault: "a sensor is open or short"
        case .patientButton: "the patient pressed the stop button"
        case .lateSegment: "output arrived too late"
        case .segmentOrder: "output arrived out of order"
        case .underrun: "output ran dry"
        case .unleasedSegment: "output arrived without permission"
        case .watchdog: "its own supervision failed"
        case .terminalNotReady: "the host dropped the line"
        case .sequenceConflict: "a command was repeated with other content"
        case .epochAhead: "a command came from the future"
        case .pulseOverlap: "two zones' pulses would have met"
        case .contact: "a pad lost contact"
        case .shutOff: "output flowed through an open shut-off"
        case .helloWhileArmed: "another host greeted it while it was armed"
        case .pulseFault: "a pulse was not as commanded"
        default: "code \(rawValue), which this version does not know"
        }
    }
}

/// A number in hexadecimal, 16 digits.
func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension Fingerprint {
    /// The 32 hexadecimal digits.
    var text: String { hex(high) + hex(low) }
}
