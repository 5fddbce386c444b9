import Glibc

/// One measured speed.
struct SpeedFigure {
    let name: String
    /// What it must reach; nil where nothing is asked of it yet.
    let budget: Double?
    let timesRealTime: Double

    var holds: Bool { budget.map { timesRealTime >= $0 } ?? true }

    static func text(_ figures: [SpeedFigure]) -> String {
        var lines = figures.map { figure in
            "\(figure.name): \(Int(figure.timesRealTime)) × real time"
                + (figure.budget.map { ", at least \(Int($0)): \(figure.holds ? "holds" : "DOES NOT HOLD")" } ?? "")
        }
        let missed = figures.filter { !$0.holds }.map(\.name)
        lines.append("speed: \(missed.isEmpty ? "every budget holds" : "too slow: \(missed.joined(separator: ", "))")")
        return lines.joined(separator: "\n")
    }

    static func json(_ figures: [SpeedFigure]) -> String {
        let lines = figures.map { figure in
            "{\"name\":\"\(figure.name)\",\"timesRealTime\":\(Int(figure.timesRealTime)),"
                + "\"budget\":\(figure.budget.map { "\(Int($0))" } ?? "null"),\"holds\":\(figure.holds)}"
        }
        return "{\"holds\":\(figures.allSatisfy(\.holds)),\"figures\":[\(lines.joined(separator: ","))]}"
    }
}

/// The processor time that this process has used, in s: what other processes take of the machine is not in it.
enum ProcessorTime {
    static var now: Double {
        var time = timespec()
        guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
