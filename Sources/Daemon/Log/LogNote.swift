import Control
import Safety
import Units
import Wire

/// What the control loop hands to the log: the event as the machine gave it, and what belongs to it.
///
/// It is turned into words on the log's own thread.
struct LogNote: Sendable {
    /// What happened.
    enum Content: Sendable {
        /// The machine wrote it down.
        case recorded(RecordEvent)
        /// A device has said who it is.
        case identified(FirmwareVersion, model: ShortText<12>)
        /// The device of the scene has gone.
        case lost
        /// Something was said in words already.
        case text(LogEvent?, String)
        /// So many notes before this one found no place.
        case gap(Int)
    }

    /// What happened.
    var content: Content
    /// Where.
    var scene = LogScene()
    /// On whose request; nil for the daemon itself.
    var actor: PendingAnswers.Caller?

    /// Which places it may take.
    var rank: LogRank {
        switch content {
        case .text(let event, _): event?.rank ?? .ordinary
        case .gap: .essential
        case .identified: LogEvent.deviceIdentified.rank
        case .lost: LogEvent.deviceLost.rank
        case .recorded(.finding(let finding)):
            LogPriority(finding) <= .alert ? .alarm : finding.reaction >= .pause ? .essential : .ordinary
        case .recorded(.entered(let state)):
            state == .tripped || state == .outputUncertain ? .essential : .ordinary
        case .recorded: .essential
        }
    }
}

/// What an event does not say itself: the device and the treatment that it belongs to.
struct LogScene: Equatable, Sendable {
    /// The number that the device gives itself; nil without a device.
    var serial: ShortText<16>?
    /// What the device calls its zones.
    var sites = PerZone<UInt8?>(repeating: nil)
    /// The record of the treatment under way or just ended.
    var record: Int64?
}

extension RecordEvent {
    /// Whether it goes into the log; the rest is for records alone.
    var isLogged: Bool {
        switch self {
        case .intent, .treatmentBegan, .entered, .finding, .deviceCause, .acknowledged, .stopAsked, .treatmentEnded:
            true
        // Who the device is comes once it has said so; this is its greeting.
        case .deviceIdentified, .silenced, .expected, .delivered, .dose, .hostGranted, .hazardToZero, .timing,
            .titrationBegan,
            .presented, .marked, .titrationEnded, .intensitySet:
            false
        }
    }

    /// Whose request it belongs to; nil where nobody asked.
    var request: RequestID? {
        switch self {
        case .intent(_, let request), .treatmentBegan(_, _, _, let request), .acknowledged(_, let request),
            .silenced(_, let request), .stopAsked(let request), .titrationBegan(_, _, _, let request),
            .marked(_, _, _, _, _, let request), .intensitySet(_, _, _, let request):
            request
        case .entered, .finding, .deviceCause, .expected, .delivered, .dose, .hostGranted, .hazardToZero, .timing,
            .treatmentEnded, .deviceIdentified, .presented, .titrationEnded:
            nil
        }
    }
}
