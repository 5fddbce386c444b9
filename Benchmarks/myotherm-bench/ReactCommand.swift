import ArgumentParser
import CLinux
import Control
import Daemon
import Dispatch
import Foundation
import PlanFiles
import Serial
import Synchronization
import Treatment
import Units
import Wire

/// The daemon's own control loop on a line, with a treatment under way that each event ends.
///
/// After every STOP the machine is put back to the moment before the event, as if it were that moment: decoding, all
/// interlocks, the trip and everything that belongs to it are done each time. What follows the STOP (record, status) is
/// handed over to nobody.
struct ReactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "react", abstract: "Answers each event on a line with a STOP, as the daemon does",
        discussion: """
            Says 'ready', the path of a file with the event's bytes, and its session as 0x…; ends with the line, or on SIGTERM.
            """)

    @Option(help: "The line's path")
    var line: String

    @Option(help: "The plan whose treatment is under way")
    var plan = "examples/plans/full-face.yaml"

    @Option(help: "The real-time priority, 1 to 99; 0 for the default policy")
    var priority = 10

    @Option(help: "Whether processors are kept from deep sleep: yes or no")
    var holdLatency = "yes"

    @Option(help: "The form of the loop: polling, or sources (Dispatch read sources, the whole process in real time)")
    var form = Form.polling

    enum Form: String, ExpressibleByArgument {
        case polling
        case sources
    }

    func run() throws {
        let program: Program
        do { program = try PlanFile.read(path: plan).program } catch { throw ValidationError("\(error)") }
        // Ten seconds of output and what comes before lie behind the present moment.
        guard let rehearsal = Rehearsal(of: program, from: HostClock.now - .seconds(60)) else {
            throw ValidationError("no output came about with \(plan)")
        }
        let held = holdLatency == "yes" ? myotherm_realtime_hold_processor() : -1
        defer { if held >= 0 { Glibc.close(held) } }
        let event = FileManager.default.temporaryDirectory.appendingPathComponent("event.\(getpid())").path
        try Data(rehearsal.event).write(to: URL(fileURLWithPath: event))
        defer { try? FileManager.default.removeItem(atPath: event) }

        let ended = DispatchSemaphore(value: 0)
        let loop = try LoopUnderTest(rehearsal) { ended.signal() }
        let port = try SerialPort.open(path: line, baud: .standard921600)
        let descriptor = port.descriptor
        loop.control.inbox.put(.attach(OpenLine(port), today: 20_000))
        switch form {
        case .polling: loop.poll(priority: priority == 0 ? nil : priority)
        case .sources: try SourcesForm.start(loop, line: descriptor, priority: priority)
        }
        // The greeting that went out at the attachment is the driver's to drain.
        let ready = "ready \(event) 0x\(String(rehearsal.session.value, radix: 16))\n"
        // Not `print`, which keeps it back while standard output is a pipe.
        try FileHandle.standardOutput.write(contentsOf: Data(ready.utf8))
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM)
        source.setEventHandler { @Sendable in ended.signal() }
        source.activate()
        withExtendedLifetime(source) { ended.wait() }
    }
}

/// A control loop whose machine is put back after every STOP, by whoever takes its turns.
final class LoopUnderTest: Sendable {
    let control: ControlLoop
    private let rehearsal: Rehearsal
    /// Whether the last turn ended in a STOP.
    private let hasStopped: Flag

    /// Only the thread that takes the turns writes it and reads it.
    private final class Flag: Sendable {
        let value = Atomic(true)
    }

    init(_ rehearsal: Rehearsal, lineLost: @escaping @Sendable () -> Void) throws {
        let hasStopped = Flag()
        control = try ControlLoop(
            machine: Machine(hostInstance: 1),
            hands: Hands(
                record: { _, _ in },
                publish: { if $0.state == .stopping { hasStopped.value.store(true, ordering: .relaxed) } },
                answer: { _, _ in }, lineLost: { _ in lineLost() }, holdHost: { _ in }, emergency: Emergency { _, _ in }
            ))
        self.rehearsal = rehearsal
        self.hasStopped = hasStopped
    }

    /// Takes turns for ever on a thread of its own, as the daemon's does.
    func poll(priority: Int?) {
        DispatchQueue(label: "control", qos: .userInteractive).async { [self] in
            _ = RealTime.enter(priority: priority)
            control.takeTurn(.inbox)
            while true {
                putBack()
                control.turn()
            }
        }
    }

    /// Puts the machine back to the moment before the event, where the last turn stopped it.
    func putBack() {
        guard hasStopped.value.exchange(false, ordering: .relaxed) else { return }
        control.begin(rehearsal.machine, at: rehearsal.moment)
    }
}
