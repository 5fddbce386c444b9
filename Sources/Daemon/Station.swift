import Control
import ControlSocket
import Dispatch
import Foundation
import Records
public import Serial
import Synchronization
import Units
import Varlink

/// The whole daemon: one line, one control loop, one store, one socket.
public final class Station: Sendable {
    /// Where everything is.
    public struct Configuration: Sendable {
        /// The device node of the serial port.
        public var device: String
        /// The line's rate.
        public var baud: BaudRate
        /// The path of the control socket.
        public var socket: String
        /// The directory of the records.
        public var state: String
        /// The real-time priority that the control thread asks for, 1 … 99; nil for the default policy.
        public var priority: Int?

        /// A value of these fields.
        public init(device: String, baud: BaudRate, socket: String, state: String, priority: Int?) {
            self.device = device
            self.baud = baud
            self.socket = socket
            self.state = state
            self.priority = priority
        }
    }

    private let configuration: Configuration
    private let answers = PendingAnswers()
    private let board: StatusBoard
    private let journal: Journal
    private let loop: ControlLoop
    private let keeper: LineKeeper
    private let server: VarlinkServer
    private let ticker: Ticker
    private let hasEnded = Atomic(false)

    /// Opens the store and the socket; the line is opened by `start`.
    ///
    /// - Throws: `StationError`, with what could not be had and why.
    public init(_ configuration: Configuration, log: @escaping @Sendable (String) -> Void) throws(StationError) {
        self.configuration = configuration
        let store = try Station.openStore(configuration.state, log)
        let hostInstance = UInt64.random(in: 1...UInt64.max)
        let board = StatusBoard(Machine(hostInstance: hostInstance).snapshot(at: HostClock.now))
        let journal = Journal(store: store, answers: answers, log: log)
        let wiring = Wiring(answers: answers, board: board, journal: journal, log: log)
        self.board = board
        self.journal = journal
        do {
            loop = try ControlLoop(machine: Machine(hostInstance: hostInstance), hands: wiring.hands)
        } catch {
            throw .system("could not \(error.operation) (\(SystemRefusal.words(error.errno)))")
        }
        let loop = loop
        keeper = LineKeeper(
            path: configuration.device, baud: configuration.baud,
            opened: { line in
                board.setLine(LineReport(path: line.path, settings: line.settings))
                return loop.inbox.put(.attach(line, today: Station.today))
            },
            failed: { problem in
                board.setLineProblem(problem)
                log(problem ?? "\(configuration.device) is open")
            })
        wiring.connect(loop: loop, keeper: keeper)
        ticker = Ticker(board: board, log: log)
        let service = ControllerService(loop: loop, board: board, answers: answers, journal: journal)
        do throws(VarlinkError) {
            server = try VarlinkServer(
                identity: VarlinkServiceIdentity(
                    vendor: "Myotherm", product: "myothermd", version: Version.text, url: "https://myotherm.example"),
                interfaces: [try service.interface()], report: { log("socket: \($0)") })
            try server.listen(at: configuration.socket, name: "operate")
        } catch {
            throw .socket("\(error)")
        }
    }

    /// Begins to serve.
    public func start() {
        loop.start(priority: configuration.priority)
        keeper.open()
        ticker.start()
    }

    /// Ends: output to zero and measured, records written, socket gone.
    ///
    /// Blocks for up to ten seconds; never on a queue that the daemon uses.
    ///
    /// - Returns: whether output is known to be zero; false for all but the first call.
    public func shutDown() -> Bool {
        guard !hasEnded.exchange(true, ordering: .relaxed) else { return false }
        let answered = DispatchSemaphore(value: 0)
        let request = answers.add(PendingAnswers.Caller(uid: 0, name: "myothermd")) { _ in answered.signal() }
        loop.inbox.put(.command(.shutDown, request))
        let wasAnswered = answered.wait(timeout: .now() + .seconds(1)) == .success
        let isZero = wasAnswered && waitForZero()
        server.closeAndWait()
        ticker.stop()
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

    private static func openStore(
        _ directory: String, _ log: @Sendable (String) -> Void
    ) throws(StationError) -> RecordStore {
        do {
            let now = Moment(wallMilliseconds: Journal.wallMilliseconds, monotonic: HostClock.now)
            let store = try RecordStore.open(directory: directory, at: now)
            for record in store.interrupted {
                log("records: treatment \(record.id) had not ended; it is closed as interrupted")
            }
            return store
        } catch {
            throw .records("\(error)")
        }
    }

    /// The day, counted from 1970-01-01 in UTC.
    static var today: Int { Int(Journal.wallMilliseconds / 86_400_000) }
}

/// Why the daemon cannot serve.
public enum StationError: Error, Sendable, CustomStringConvertible {
    /// The system refused something.
    case system(String)
    /// The store cannot be opened.
    case records(String)
    /// The socket cannot be had.
    case socket(String)

    /// What is wrong, and where.
    public var description: String {
        switch self {
        case .system(let text): "system: \(text)"
        case .records(let text): "records: \(text)"
        case .socket(let text): "socket: \(text)"
        }
    }
}

/// The version of this program.
public enum Version {
    /// As it stands in CHANGELOG.md.
    public static let text = "0.1.0"
}
