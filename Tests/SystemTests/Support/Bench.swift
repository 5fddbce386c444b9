import ControlSocket
import Foundation
import Synchronization
import Testing

/// A workplace: a directory, and in it whatever a test starts.
final class Bench: Sendable {
    let directory: String
    private let programs: String
    private let children = Mutex<[Child]>([])

    var line: String { "\(directory)/line" }
    var socket: String { "\(directory)/socket" }
    var viewSocket: String { "\(directory)/socket.view" }
    var prescribeSocket: String { "\(socket).prescribe" }
    var sealKey: String { "\(directory)/seal.key" }
    var state: String { "\(directory)/state" }
    var oraclePath: String { "\(directory)/oracle.json" }

    /// Does `work` at a fresh workplace, and clears it away whatever happened; what the daemons said is printed when
    /// it failed.
    ///
    /// Where the machine was too slow for a treatment, all of it is done again once the machine has calmed down, as often
    /// as `Patience` allows. What then still fails, with a stall measured in every attempt, says nothing about the
    /// programs, and is cancelled; otherwise it has failed.
    static func run(_ work: (Bench) async throws -> Void) async throws {
        var alwaysStalled = true
        for attempt in 1... {
            try await StallWatch.shared.calm(within: .seconds(15))
            let began = SuspendingClock.now
            do {
                return try await once(work)
            } catch let overload as Overload {
                let stall = StallWatch.shared.takeWorst()
                let words = "this machine was too slow (\(overload)), and stood still for up to \(stall)"
                let time = SuspendingClock.now - began
                alwaysStalled = alwaysStalled && stall >= StallWatch.telling
                switch Patience.shared.spend(time, attempt: attempt, isStalled: alwaysStalled) {
                case .tryAgain: print("RealPrograms: \(words); the test is run again")
                case .cancel: try Test.cancel("\(words)")
                case .fail: throw overload
                }
            }
        }
    }

    private static func once(_ work: (Bench) async throws -> Void) async throws {
        let bench = try Bench()
        defer { bench.clear() }
        do {
            try await work(bench)
        } catch {
            for child in bench.children.withLock({ $0 }) where child.name != "myothermctl" {
                let lines = child.complaints.split(separator: "\n").suffix(20).joined(separator: "\n  ")
                print("RealPrograms: \(child.name) \(child.processID) said last\n  \(lines)")
            }
            throw error
        }
    }

    private init() throws(BenchError) {
        guard let programs = Programs.directory else { throw .noPrograms }
        self.programs = programs
        // Short, because a socket's path ends at 107 bytes.
        var template = Array("/tmp/myo.XXXXXX".utf8CString)
        let isMade = unsafe template.withUnsafeMutableBufferPointer {
            unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } != nil
        }
        guard isMade else { throw .noDirectory(errno: errno) }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try TextFile.writeKey(to: "\(directory)/seal.key")
    }

    private func clear() {
        for child in children.withLock({ $0 }) { child.destroy() }
        do {
            try FileManager.default.removeItem(atPath: directory)
        } catch {
            print("RealPrograms: \(directory) is left over: \(error)")
        }
    }

    /// The path of a program of the project.
    func program(_ name: String) -> String { "\(programs)/\(name)" }

    /// Starts a program of the project, or one at a path.
    func start(_ program: String, _ arguments: [String]) throws(BenchError) -> Child {
        let path = program.contains("/") ? program : self.program(program)
        let number = children.withLock { $0.count }
        let child = try Child([path] + arguments, log: "\(directory)/\(number)")
        children.withLock { $0.append(child) }
        return child
    }

    /// A simulator that can be opened.
    func simulator(faults: [String] = [], options more: [String] = []) async throws -> Child {
        let options = ["--pty", line, "--oracle", oraclePath] + faults.flatMap { ["--fault", $0] } + more
        let child = try start("myotherm-sim", options)
        return try await eventually("the simulator", within: .seconds(10)) {
            if let ending = child.poll() {
                throw BenchError.endedEarly(program: "myotherm-sim", "\(ending) \(child.complaints)")
            }
            return child.output.contains("ready ") ? child : nil
        }
    }

    /// A daemon that answers; `through` is a program with arguments that runs it, and `key` the options about its key.
    func daemon(
        socket: String? = nil, state: String? = nil, options: [String] = [], key: [String]? = nil,
        through: [String] = []
    ) async throws -> Child {
        let socket = socket ?? self.socket
        let child = try startDaemon(
            socket: socket, state: state ?? self.state, options: options, key: key, through: through)
        return try await eventually("the daemon", within: .seconds(10)) {
            if let ending = child.poll() {
                throw BenchError.endedEarly(program: "myothermd", "\(ending) \(child.complaints)")
            }
            return try? await offload {
                let client = try ControllerClient(address: socket, timeout: .seconds(2))
                defer { client.close() }
                _ = try client.status()
                return child
            }
        }
    }

    /// A daemon that may refuse to run.
    func startDaemon(
        socket: String, state: String, options: [String] = [], key: [String]? = nil, through: [String] = []
    ) throws(BenchError) -> Child {
        let sockets = ["--socket", socket, "--prescribe-socket", "\(socket).prescribe"]
        let command =
            through + [program("myothermd"), "--device", line, "--state", state] + sockets
            + (key ?? ["--seal-key", sealKey]) + options
        return try start(command[0], Array(command.dropFirst()))
    }
}
