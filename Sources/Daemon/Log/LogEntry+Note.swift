import Control
import Safety
import Treatment
import Units
import Wire

/// The words of the log for what the control loop hands over.
extension LogEntry {
    init(_ note: LogNote) {
        switch note.content {
        case .recorded(let event): self.init(event, note.actor)
        case .identified(let firmware, let model):
            let serial = note.scene.serial?.text ?? ""
            self.init(
                .deviceIdentified,
                "device \(serial) (\(model.text), firmware \(firmware.major).\(firmware.minor).\(firmware.patch))")
        case .lost: self.init(.deviceLost, "device \(note.scene.serial?.text ?? "") is gone, or has started anew")
        case .text(.some(let event), let text): self.init(event, text)
        case .text(.none, let text): self.init(.information, text)
        case .gap(let count):
            self.init(
                .entriesLost, "\(count) entries of this log were lost: more happened than it takes",
                fields: [(.lost, "\(count)")])
        }
        complete(with: note)
    }

    /// Adds whose device and which treatment it was, and who asked for it.
    private mutating func complete(with note: LogNote) {
        if case .recorded(.finding(let finding)) = note.content {
            fields.append((.zone, finding.zone.flatMap { note.scene.zoneName(at: $0) } ?? "none"))
        }
        if let record = note.scene.record { fields.append((.record, "\(record)")) }
        if let serial = note.scene.serial { fields.append((.deviceSerial, serial.text)) }
        if let actor = note.actor {
            fields += [(.actor, actor.name), (.actorID, "\(actor.uid)")]
        } else if case .recorded(let event) = note.content, event.request != nil {
            fields.append((.actor, "myothermd"))
        }
    }

    private init(_ event: RecordEvent, _ actor: PendingAnswers.Caller?) {
        let who = actor?.name ?? "myothermd"
        switch event {
        case .finding(let finding): self.init(finding)
        case .entered(let state): self.init(.stateEntered, "state \(state)", fields: [(.state, "\(state)")])
        case .intent(let intent, _): self.init(.intentTaken, "\(intent), asked for by \(who)")
        case .treatmentBegan(let program, _, _, _):
            self.init(
                .treatmentBegan, "a treatment begins, armed by \(who)", fields: [(.program, program.text)])
        case .treatmentEnded(let result, let cause):
            let why = cause.map { " (\($0.name))" } ?? ""
            self.init(
                .treatmentEnded, "the treatment has ended: \(result)\(why)",
                fields: [(.result, "\(result)"), (.cause, cause?.name ?? "none")])
        case .stopAsked: self.init(.stopAsked, "a stop, asked for by \(who)")
        case .acknowledged(let cause, _):
            self.init(.tripAcknowledged, "\(cause.name) acknowledged by \(who)", fields: [(.cause, cause.name)])
        case .deviceCause(let code, _, _):
            self.init(
                .deviceStopped, "the device stopped by itself: \(DeviceCause(rawValue: code).words)",
                fields: [(.value, "\(code)")])
        case .silenced, .expected, .delivered, .dose, .hostGranted, .hazardToZero, .timing, .deviceIdentified,
            .titrationBegan,
            .presented, .marked, .titrationEnded, .intensitySet:
            self.init(.information, "\(event)")
        }
    }

    /// A finding: what happened, what it was measured by, and what to do.
    private init(_ finding: Finding) {
        let cause = finding.cause
        let isMeasured = finding.value != 0 || finding.limit != 0
        let measured = isMeasured ? " (\(finding.value), limit \(finding.limit))" : ""
        self.init(
            LogPriority(finding), "\(finding.reaction) \(cause.name)\(measured): \(cause.sentence) \(cause.hint)",
            id: MessageID(cause),
            fields: [
                (.event, "finding"), (.cause, cause.name), (.reaction, "\(finding.reaction)"),
                (.value, "\(finding.value)"), (.limit, "\(finding.limit)"), (.hint, "\(cause.hint)"),
                (.hazard, "\(cause.hazard)"),
            ])
    }
}

extension LogPriority {
    /// As urgent as what is done about it; where output is out of control, more than that.
    init(_ finding: Finding) {
        switch (finding.cause, finding.reaction) {
        case (.outputUncertain, _), (.uncommandedOutput, .trip), (.unleasedOutput, .trip): self = .alert
        case (.operatorStop, _), (.shutdown, _): self = .notice
        case (_, .trip): self = .error
        case (_, .pause): self = .warning
        case (_, .ceiling), (_, .warn): self = .notice
        case (_, .note): self = .information
        }
    }
}

extension LogScene {
    /// The zone's name on the device of this scene.
    func zoneName(at place: ZoneIndex) -> String? { sites[place].flatMap { Zone(rawValue: $0) }?.name }
}
