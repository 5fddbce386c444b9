import ArgumentParser
import Glibc

/// `myotherm-sim fault`: tells a running simulator what breaks.
struct FaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault",
        abstract: "Breaks or mends something in a running simulator, or asks how it is.",
        discussion: """
            Sends one command to a simulator that was started with --control, and prints its answer. A command is a \
            fault, which begins now, or one of clear, report, status, press, unplug, plug, reset. With several devices \
            it begins with device=N, such as device=2,zone=1,contact=open.

            \(FaultHelp.text)

            Exit codes: 0 when the simulator did it, 1 when it refused or cannot be reached, 64 for wrong arguments.
            """
    )

    @Option(help: ArgumentHelp("The simulator's control socket.", valueName: "path"))
    var control: String

    @Argument(help: "What to do.")
    var command: String

    func validate() throws {
        guard !command.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
            throw ValidationError("The command is one line.")
        }
    }

    func run() throws {
        do {
            let answer = try ask()
            Notice.answer(answer)
            if !answer.hasPrefix("ok") { throw ExitCode(1) }
        } catch let error as SimulatorError {
            Notice.print("\(error)")
            throw ExitCode(error.exitCode)
        }
    }

    private func ask() throws(SimulatorError) -> String {
        var address = try UnixAddress(control)
        let peer = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard peer >= 0 else { throw .socket(name: control, errno: errno) }
        defer { _ = close(peer) }
        // A simulator answers at once; one that does not is stopped or is none.
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        _ = unsafe setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard address.connect(peer) == 0 else { throw .socket(name: control, errno: errno) }
        let line = Array("\(command)\n".utf8)
        let sent = unsafe line.withUnsafeBytes {
            unsafe send(peer, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == line.count else { throw .socket(name: control, errno: errno) }
        return try answer(from: peer)
    }

    private func answer(from peer: Int32) throws(SimulatorError) -> String {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.contains(10) {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(peer, $0.baseAddress, $0.count, 0) }
            guard count > 0 else { throw .socket(name: control, errno: count == 0 ? ECONNRESET : errno) }
            text += buffer[..<count]
        }
        return String(decoding: text.prefix { $0 != 10 }, as: UTF8.self)
    }
}
