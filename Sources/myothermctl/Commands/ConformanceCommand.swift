import ArgumentParser
import Conformance
import Glibc
import Presentation
import Serial

/// Examines the device on a line against the protocol document.
struct ConformanceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance",
        abstract: "Examine the device on a line, without a daemon: does it do as docs/protocol.md says?",
        discussion: """
            For makers of devices. Every check gives its name and the section of docs/protocol.md that it shows. Many \
            give real output, up to 5 mA and 1.5 W for a second: put every pad of the applicator on a dummy load, and say \
            so by --on-a-dummy-load. Each arming asks for one press of the patient's button. Whatever happens, the last \
            that goes out is a STOP.

            Exit codes: 0 all checks passed, 1 a check failed or could not be made, 3 the line cannot be opened or no \
            device answers, 7 ended by a signal, 64 wrong usage.
            """)

    @Argument(help: "The serial port of the device.", completion: .file())
    var path: String?

    @Flag(
        name: .customLong("on-a-dummy-load"),
        help: "Every pad lies on a dummy load and on no person: the checks may give output.")
    var onDummyLoad = false

    @Flag(help: "Print the list of checks, and examine nothing.")
    var list = false

    @Option(help: ArgumentHelp("Make this check alone; may be given many times.", valueName: "id"))
    var only: [String] = []

    @Option(help: "The line's speed.")
    var baud: UInt32 = BaudRate.standard921600.baud

    @Flag(help: "Print JSON: one object with the device, every check, and the counts.")
    var json = false

    func validate() throws {
        for id in only where !Check.all.contains(where: { $0.id == id }) {
            throw ValidationError("There is no check '\(id)'; --list names them all.")
        }
        guard !list else { return }
        guard path != nil else { throw ValidationError("The path of the device's serial port was expected.") }
        guard onDummyLoad else {
            throw ValidationError(
                "The checks make the device give RF and pulses. Put every pad of the applicator on its dummy load, "
                    + "never on a person, and say so by --on-a-dummy-load.")
        }
    }

    func run() throws {
        let outcome: Outcome
        do throws(Complaint) {
            guard !list else { return try Output.write(lines: chosen.map(\.columns)) }
            let report = try examine(at: path ?? "")
            if json { try Output.write(report.json) } else { try Output.write(lines: [report.summary]) }
            outcome = report.isPassed ? .done : .failed
        } catch {
            Output.show(error, asJSON: json)
            outcome = error.status
        }
        if outcome != .done { throw ExitCode(outcome.rawValue) }
    }

    private var chosen: [Check] { only.isEmpty ? Check.all : Check.all.filter { only.contains($0.id) } }

    /// Makes every chosen check, and says each as it is made.
    private func examine(at path: String) throws(Complaint) -> ConformanceReport {
        let interruption = Interruption()
        let line: ExaminedLine
        do throws(SerialError) {
            line = try ExaminedLine(path: path, baud: BaudRate(baud: baud)) { interruption.hasCome }
        } catch {
            throw Complaint(.notConnected, "LineNotOpened", "\(error)")
        }
        let examination = Examination(
            line: line, hostInstance: .random(in: 1...(.max >> 1)), today: ConformanceCommand.today
        ) { Output.say("now: \($0)") }
        defer {
            examination.stop()
            line.finish()
        }
        guard let device = try meet(examination) else {
            throw Complaint(
                .notConnected, "NoDevice",
                "no device of this protocol answers on \(path): is it powered, and is \(baud) its speed?")
        }
        var report = ConformanceReport(path: path, device: device)
        if !json { try Output.write(lines: [report.heading]) }
        for check in chosen {
            let result = examination.make(check)
            if interruption.hasCome { throw ConformanceCommand.interrupted }
            report.results.append(result)
            if !json { try Output.write(lines: result.lines) }
        }
        return report
    }

    private func meet(_ examination: Examination) throws(Complaint) -> ExaminedDevice? {
        do throws(LineFailure) {
            return try examination.meet()
        } catch {
            switch error {
            case .interrupted: throw ConformanceCommand.interrupted
            case .gone(let reason): throw Complaint(.notConnected, "LineGone", reason)
            }
        }
    }

    private static let interrupted = Complaint(
        .stopped, "Interrupted", "ended before the last check; the device was sent a STOP")

    /// Days since 1970-01-01.
    private static var today: UInt16 { UInt16(clamping: time(nil) / 86_400) }
}
