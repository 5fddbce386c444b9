import ArgumentParser
import ControlSocket
import Daemon
import Foundation
import Units

/// Measures what this workstation can do, before there is a device or a patient.
struct CheckHostCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-host", abstract: "Measures how punctual the control thread is on this workstation",
        discussion: """
            It waits as the control loop does and opens no device. Exit code 0 when every tick came within 10 ms, the limit for \
            an arming; 1 when one did not, 64 for wrong usage.
            """)

    @Option(help: ArgumentHelp("How many ticks to measure, 100 to 10000000", valueName: "number"))
    var ticks = 2_000

    @Option(help: ArgumentHelp("From one tick to the next, 100 to 1000000 µs", valueName: "µs"))
    var periodUs: Int64 = 5_000

    @OptionGroup var realTime: RealTimeOptions

    @Option(
        help: ArgumentHelp("Whether processors are kept from deep sleep, as during a treatment", valueName: "yes|no"))
    var holdLatency = Choice.yes

    @Flag(help: "One JSON object instead of lines")
    var json = false

    /// The limit that the measurement before an arming has too.
    private static let limit = Duration.milliseconds(10)

    func validate() throws {
        guard (100...10_000_000).contains(ticks) else {
            throw ValidationError("--ticks \(ticks): say 100 to 10000000")
        }
        guard (100...1_000_000).contains(periodUs) else {
            throw ValidationError("--period-us \(periodUs): say 100 to 1000000")
        }
    }

    func run() throws {
        let check: HostCheck
        do {
            check = try HostCheck.run(
                HostCheck.Question(
                    ticks: ticks, period: .microseconds(periodUs), priority: realTime.asked,
                    holdsProcessor: holdLatency == .yes))
        } catch {
            FileHandle.standardError.write(
                Data("check-host: could not \(error.operation) (error \(error.errno))\n".utf8))
            throw ExitCode.failure
        }
        let result = Result(check, ticks: ticks, periodUs: periodUs)
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            print(String(decoding: try encoder.encode(result), as: UTF8.self))
        } else {
            for line in result.lines { print(line) }
        }
        if check.quantile(1) > CheckHostCommand.limit { throw ExitCode.failure }
    }

    /// What is printed.
    struct Result: Encodable {
        struct Lateness: Encodable {
            let count: Int
            let p50Nanoseconds: Int64
            let p99Nanoseconds: Int64
            let p999Nanoseconds: Int64
            let maxNanoseconds: Int64
        }

        let granted: HostReport
        let periodMicroseconds: Int64
        let missed: Int
        let lateness: Lateness

        init(_ check: HostCheck, ticks: Int, periodUs: Int64) {
            granted = check.host
            periodMicroseconds = periodUs
            missed = check.missed
            lateness = Lateness(
                count: ticks, p50Nanoseconds: check.quantile(0.5).nanoseconds,
                p99Nanoseconds: check.quantile(0.99).nanoseconds, p999Nanoseconds: check.quantile(0.999).nanoseconds,
                maxNanoseconds: check.quantile(1).nanoseconds)
        }

        var lines: [String] {
            let realTime = granted.priority > 0 ? "priority \(granted.priority)" : "default policy"
            let isGood = lateness.maxNanoseconds <= CheckHostCommand.limit.nanoseconds
            return granted.missing + [
                "control thread: \(realTime); memory lock: \(granted.memory); processor latency: \(granted.processor)",
                "check-host: \(lateness.count) ticks of \(periodMicroseconds) µs, late p50 \(µs(lateness.p50Nanoseconds)), "
                    + "p99 \(µs(lateness.p99Nanoseconds)), p99.9 \(µs(lateness.p999Nanoseconds)), most "
                    + "\(µs(lateness.maxNanoseconds)) µs, \(missed) missed: "
                    + (isGood ? "good enough to arm" : "too late to arm (10000 µs)"),
            ]
        }

        private func µs(_ nanoseconds: Int64) -> String { "\((nanoseconds + 500) / 1000)" }
    }

    enum Choice: String, ExpressibleByArgument {
        case yes
        case no
    }
}
