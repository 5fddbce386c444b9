import Control
import Dispatch
import Foundation
import PlanFiles
import Records
import Safety
import Synchronization
import Treatment
import Units
import Wire

/// What the control loop has to remember, on its way to the store; with it goes who asked, and what is treated with.
final class Journal: Sendable {
    /// The plan that is loaded, as the store knows it.
    struct LoadedDocument: Sendable {
        var stored: StoredPlan
        var zoneNames: [String]
        var zones: [Zone]
        var patient: String?
        var approval: StoredApproval?
        /// The approval with all that it was given by; nil where there is none.
        var approved: ApprovedPlan?
        /// Who has asked today what only today can answer, once it is armed.
        var askedBy: String?
    }

    /// What stands behind the plan that is loaded.
    struct ApprovedPlan: Sendable {
        var sealed: SealedApproval
        var papers: ScreeningPapers
    }

    private let queue: RecordQueue
    let store: RecordStore
    private let check: RecordsCheck
    private let answers: PendingAnswers
    private let document = Mutex<LoadedDocument?>(nil)
    private let usbSerial = Mutex<String?>(nil)
    private let storing = DispatchQueue(label: "journal")
    private let log: @Sendable (String) -> Void

    init(store: RecordStore, answers: PendingAnswers, log: @escaping @Sendable (String) -> Void) {
        self.store = store
        check = RecordsCheck(of: store)
        self.answers = answers
        self.log = log
        queue = RecordQueue(sink: store) { log("records: \($0)") }
    }

    /// The USB serial number of the device that the next treatment is given by.
    func setUSBSerial(_ serial: String?) { usbSerial.withLock { $0 = serial } }

    /// The plan with which the next treatment begins.
    func setDocument(_ loaded: LoadedDocument) { document.withLock { $0 = loaded } }

    /// Who has asked what only the day can answer, before what is armed now.
    func setAsked(by name: String?) { document.withLock { $0?.askedBy = name } }

    /// Begins to read the records through; `damaged` hears what is wrong with them.
    func startCheck(damaged: @escaping @Sendable (RecordError) -> Void) { check.start(damaged: damaged) }

    /// Whether a treatment can be recorded: the records are undamaged and there is room; blocks.
    ///
    /// - Throws: why it cannot.
    func prepareForTreatment() throws(RecordError) {
        try check.awaitVerdict()
        try store.reserve(bytes: RecordStore.leastFreeSpace)
    }

    /// Hands an intent over; returns at once.
    ///
    /// Its fate is told to `stored`.
    func write(
        _ intent: Intent, of request: RequestID, at now: Instant, stored: @escaping @Sendable (Bool) -> Void
    ) {
        let isTaken = queue.push(.intent(intent, request: request), at: moment(now), actor: actor(request)) { result in
            switch result {
            case .success: stored(true)
            case .failure: stored(false)
            }
        }
        if !isTaken { stored(false) }
    }

    /// Hands any other event over; returns at once.
    func write(_ event: RecordEvent, at now: Instant, snapshot: () -> Snapshot) {
        switch event {
        case .treatmentBegan(_, _, _, let request), .titrationBegan(_, _, _, let request):
            queue.push(event, at: moment(now), actor: actor(request), setting: setting(of: snapshot().device))
        case .intent(_, let request), .acknowledged(_, let request), .silenced(_, let request), .stopAsked(let request),
            .marked(_, _, _, _, _, let request), .intensitySet(_, _, _, let request):
            queue.push(event, at: moment(now), actor: actor(request))
        case .timing: queue.push(event, at: moment(now), timing: [snapshot().timing])
        case .entered, .finding, .deviceCause, .expected, .delivered, .dose, .hostGranted, .hazardToZero,
            .treatmentEnded,
            .deviceIdentified, .presented, .titrationEnded:
            queue.push(event, at: moment(now))
        }
    }

    private func moment(_ now: Instant) -> Moment { Moment(wallMilliseconds: Journal.wallMilliseconds, monotonic: now) }

    /// The plan with which the next treatment begins, as it is now.
    var loaded: LoadedDocument? { document.withLock { $0 } }

    /// What `patient` has received within a day, with everything that has happened up to now; blocks for the disk.
    ///
    /// - Throws: why it is not known; nothing may be loaded then.
    func dayDose(of patient: String?) throws(RecordError) -> DayDose {
        try store.dayDose(of: patient, at: try settle())
    }

    /// What `patient` was given at any time, up to now, and when that is; blocks for the disk.
    ///
    /// Those whom nobody names were given nothing that is known.
    /// - Throws: why it is not known; nothing may be loaded or armed then.
    func treatmentsGiven(to patient: String?) throws(RecordError) -> (all: [GivenTreatment], at: WallTime) {
        let now = try settle()
        let at = WallTime(millisecondsSince1970: now.wallMilliseconds)
        guard let patient else {
            try store.requireClock(at: now)
            return ([], at)
        }
        return (try store.treatmentsGiven(to: patient, at: now), at)
    }

    /// The titrations of `patient` at any time; blocks for the disk.
    func titrationsGiven(to patient: String) throws(RecordError) -> [GivenTitration] {
        try store.titrationsGiven(to: patient, at: try settle())
    }

    /// Waits until everything that has happened is stored; the moment after that.
    private func settle() throws(RecordError) -> Moment {
        guard queue.settle(within: .seconds(2)) else { throw .busy(path: store.path) }
        return moment(HostClock.now)
    }

    /// The id of the latest treatment, looked up away from every queue that must not wait.
    func latestID(_ body: @escaping @Sendable (Int64?) -> Void) {
        storing.async { [self] in
            do {
                body(try store.treatments(limit: 1).first?.id)
            } catch {
                log("records: \(error)")
                body(nil)
            }
        }
    }

    /// Writes what is left and closes the store.
    func close() {
        let left = queue.shutdown(within: .seconds(5))
        if left > 0 { log("records: \(left) entries could not be written in time") }
        do {
            try store.close()
        } catch {
            log("records: \(error)")
        }
    }

    private func actor(_ request: RequestID) -> RecordActor? {
        answers.caller(of: request).map { RecordActor(uid: $0.uid, name: $0.name) }
    }

    private func setting(of device: ConnectedDevice) -> TreatmentSetting? {
        guard let loaded else { return nil }
        return TreatmentSetting(
            plan: loaded.stored, approval: loaded.approval, askedBy: loaded.askedBy, zoneNames: loaded.zoneNames,
            patient: loaded.patient,
            deviceSerial: device.device?.serialNumber.text, usbSerial: usbSerial.withLock { $0 },
            applicator: device.applicator.map { String($0.id) })
    }

    static var wallMilliseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
