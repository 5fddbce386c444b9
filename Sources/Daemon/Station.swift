import Control
import ControlSocket
import Dispatch
import Foundation
import Records
import Safety
import Synchronization
import Units
import Varlink

/// The whole daemon: one line, one control loop, one store, and a socket for each right.
public final class Station: Sendable {
    /// Where everything is.
    public struct Configuration: Sendable {
        /// Reads what an administrator has set; again at every reload.
        public var settings: @Sendable () throws(ConfigurationFile.Refusal) -> Settings
        /// Sockets that listen already, as the service manager hands them over; each gives the right that it is named after.
        public var handedOver: [ServiceManager.Socket]
        /// The path of an operators' socket to make; nil for none.
        public var socket: String?
        /// The path of a socket to make for watching and stopping; nil for none.
        public var viewSocket: String?
        /// The path of a prescribers' socket to make; nil for none.
        public var prescribeSocket: String?
        /// The directory of the records.
        public var state: String

        /// A value of these fields.
        public init(
            settings: @escaping @Sendable () throws(ConfigurationFile.Refusal) -> Settings,
            handedOver: [ServiceManager.Socket] = [], socket: String?, viewSocket: String? = nil,
            prescribeSocket: String? = nil, state: String
        ) {
            self.settings = settings
            self.handedOver = handedOver
            self.socket = socket
            self.viewSocket = viewSocket
            self.prescribeSocket = prescribeSocket
            self.state = state
        }
    }

    private let state: String
    private let settings: Settings
    private let answers = PendingAnswers()
    private let board: StatusBoard
    private let journal: Journal
    private let loop: ControlLoop
    private let desk: LineDesk
    private let reconfiguration: Reconfiguration
    private let server: VarlinkServer
    private let supervision: Supervision
    private let log: SystemLog
    private let hasEnded = Atomic(false)

    /// Opens the store and the socket; the line is opened by `start`.
    ///
    /// - Throws: `StationError`, with what could not be had and why.
    public init(_ configuration: Configuration, log: SystemLog) throws(StationError) {
        self.log = log
        state = configuration.state
        settings = try Station.read(configuration)
        let store = try Station.openStore(state)
        let machine = Machine(
            hostInstance: UInt64.random(in: 1...UInt64.max), unacknowledged: try Station.unacknowledged(in: store)
        )
        board = StatusBoard(machine.snapshot(at: HostClock.now))
        journal = Journal(store: store, answers: answers) { log(.storageProblem, $0) }
        supervision = Supervision(tellAlive: ServiceManager.tellAlive)
        let wiring = Wiring(answers: answers, board: board, journal: journal, supervision: supervision, log: log)
        do {
            loop = try ControlLoop(machine: machine, hands: wiring.hands)
        } catch {
            throw .system("could not \(error.operation) (\(SystemRefusal.words(error.errno)))")
        }
        desk = LineDesk(hands: Station.lineHands(loop, board, journal, log))
        wiring.connect(loop: loop, desk: desk)
        reconfiguration = Reconfiguration(
            present: settings, desk: desk, board: board, read: configuration.settings)
        let approvals = ApprovalDesk(settings)
        let service = ControllerService(
            loop: loop, board: board, answers: answers, journal: journal, approvals: approvals, log: log,
            reconfiguration: reconfiguration,
            forgetPast: { [board, state] in
                guard board.hasPast else { return false }
                LastEnd.forget(in: state)
                for subject in [StatusBoard.NoticeSubject.lastEnd, .interruption] {
                    board.setNotices([], about: subject)
                }
                return true
            })
        do throws(VarlinkError) {
            server = try VarlinkServer(
                identity: VarlinkServiceIdentity(
                    vendor: "Myotherm", product: "myothermd", version: Version.text, url: "https://myotherm.example"),
                interfaces: [try service.interface()], report: { log("socket: \($0)") })
            try Station.listen(server, configuration)
        } catch {
            throw .socket("\(error)")
        }
        notice(keyOf: approvals)
        noticePast(of: store)
    }

    /// Begins to serve.
    ///
    /// The service manager hears so before a device is looked for: one that hangs must not keep anybody from asking why.
    public func start() {
        loop.start(priority: settings.priority)
        ServiceManager.tellReady()
        journal.startCheck { [board, log] error in
            log(.storageProblem, "records: \(error)")
            board.setNotices(["Nothing can be armed: \(error)"], about: .records)
        }
        if let patience = ServiceManager.patience {
            supervision.start(patience: patience) { [loop] in loop.inbox.put(.areYouThere) }
        }
        desk.begin(settings)
    }

    /// Reads the configuration again, and logs what came of it.
    public func reload() {
        do throws(ConfigurationFile.Refusal) {
            let changed = try reconfiguration.reload()
            log(
                .configurationRead,
                "configuration: "
                    + (changed.isEmpty ? "nothing has changed" : "in force now: \(changed.joined(separator: ", "))"))
        } catch {
            for problem in error.problems { log(.configurationRefused, "configuration: \(problem)") }
        }
    }

    /// Ends: output to zero and measured, records written, socket gone.
    ///
    /// Blocks for up to ten seconds; never on a queue that the daemon uses.
    ///
    /// - Returns: whether output is known to be zero; false for all but the first call.
    public func shutDown() -> Bool {
        guard !hasEnded.exchange(true, ordering: .relaxed) else { return false }
        ServiceManager.tellStopping()
        supervision.stop()
        let answered = DispatchSemaphore(value: 0)
        let request = answers.add(PendingAnswers.Caller(uid: 0, name: "myothermd")) { _ in answered.signal() }
        loop.inbox.put(.command(.shutDown, request))
        let wasAnswered = answered.wait(timeout: .now() + .seconds(1)) == .success
        let isZero = wasAnswered && waitForZero()
        server.closeAndWait()
        loop.close()
        journal.close()
        return isZero
    }

    /// Whether the stop was seen through within a second.
    private func waitForZero() -> Bool {
        for _ in 0..<100 {
            switch board.snapshot.state {
            case .stopping: Thread.sleep(forTimeInterval: 0.01)
            case .outputUncertain: return false
            case .disconnected, .identifying, .selfTesting, .ready, .loaded, .contactCheck, .titrating, .armed,
                .running,
                .paused, .cooldown, .finished, .tripped, .service:
                return true
            }
        }
        return false
    }

    /// The day, counted from 1970-01-01 in UTC.
    static var today: Int { Int(Journal.wallMilliseconds / 86_400_000) }
}

/// Steps of the beginning.
extension Station {
    private static func read(_ configuration: Configuration) throws(StationError) -> Settings {
        do throws(ConfigurationFile.Refusal) {
            return try configuration.settings()
        } catch {
            throw .configuration("\(error)")
        }
    }

    private static func openStore(_ directory: String) throws(StationError) -> RecordStore {
        do {
            let now = Moment(wallMilliseconds: Journal.wallMilliseconds, monotonic: HostClock.now)
            return try RecordStore.open(directory: directory, isChecked: false, at: now)
        } catch {
            throw .records("\(error)")
        }
    }

    private static func unacknowledged(in store: RecordStore) throws(StationError) -> Cause? {
        do throws(RecordError) {
            return try store.unacknowledgedCause()
        } catch {
            throw .records("\(error)")
        }
    }

    private static func listen(_ server: VarlinkServer, _ configuration: Configuration) throws(VarlinkError) {
        for socket in configuration.handedOver { try server.adopt(descriptor: socket.descriptor, name: socket.name) }
        if let path = configuration.socket { try server.listen(at: path, name: ControllerRight.operate.rawValue) }
        if let path = configuration.viewSocket { try server.listen(at: path, name: ControllerRight.view.rawValue) }
        if let path = configuration.prescribeSocket {
            try server.listen(at: path, name: ControllerRight.prescribe.rawValue)
        }
    }

    private static func lineHands(
        _ loop: ControlLoop, _ board: StatusBoard, _ journal: Journal, _ log: SystemLog
    ) -> LineHands {
        LineHands(
            attach: { line, usbSerial in
                board.setLine(LineReport(path: line.path, settings: line.settings, usbSerial: usbSerial))
                journal.setUSBSerial(usbSerial)
                log("\(line.path) is open")
                return loop.inbox.put(.attach(line, today: Station.today))
            },
            detach: { loop.inbox.put(.detach($0)) },
            failed: { problem in
                board.setLineProblem(problem)
                if let problem {
                    log(.lineProblem, problem)
                    ServiceManager.tellStatus(problem)
                } else {
                    ServiceManager.tellStatus("Serving a device.")
                }
            },
            notice: { notices in
                board.setNotices(notices, about: .device)
                for notice in notices { log(.deviceNotice, notice) }
            },
            mayBeAnother: { board.snapshot.state != .tripped && !board.snapshot.state.concernsOutput },
            isUnused: { board.snapshot.state.isUnused })
    }

    /// Tells that nothing can be approved or armed, where that is so.
    private func notice(keyOf approvals: ApprovalDesk) {
        guard let problem = approvals.problem else { return }
        log(.sealKeyProblem, "seals: \(problem)")
        board.setNotices(["Nothing can be approved or armed: \(problem)."], about: .seal)
    }

    /// Tells what became of the daemon before this one.
    private func noticePast(of store: RecordStore) {
        for record in store.interrupted {
            log(.treatmentInterrupted, "records: treatment \(record.id) had not ended; it is closed as interrupted")
        }
        if let cutOff = store.interrupted.last {
            board.setNotices(
                ["Treatment \(cutOff.id) was cut off by the end of myothermd; its record is closed as interrupted."],
                about: .interruption)
        }
        let ends = LastEnd.read(in: state).map(\.sentence)
        for end in ends { log(.endedBadly, end) }
        board.setNotices(ends, about: .lastEnd)
    }
}

/// Why the daemon cannot serve.
public enum StationError: Error, Sendable, CustomStringConvertible {
    /// The system refused something.
    case system(String)
    /// The store cannot be opened.
    case records(String)
    /// The socket cannot be had.
    case socket(String)
    /// The configuration file cannot be used.
    case configuration(String)

    /// What is wrong, and where.
    public var description: String {
        switch self {
        case .system(let text): "system: \(text)"
        case .records(let text): "records: \(text)"
        case .socket(let text): "socket: \(text)"
        case .configuration(let text): text
        }
    }
}

/// The version of this program.
public enum Version {
    /// As it stands in CHANGELOG.md.
    public static let text = "0.1.0"
}
