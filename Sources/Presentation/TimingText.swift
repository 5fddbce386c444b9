public import ControlSocket

/// How punctual workstation and line are, in lines for people.
public enum TimingText {
    /// The lines of a status: one figure of each, and what the workstation does not grant.
    static func summary(_ status: Status) -> [String] {
        let timing = status.timing
        var lines: [String] = []
        if timing.releases.count > 0 {
            lines.append(
                "released late p50 \(Figure.milliseconds(timing.releases.p50Microseconds)), "
                    + "p99 \(Figure.milliseconds(timing.releases.p99Microseconds)), "
                    + "most \(Figure.milliseconds(timing.releases.greatestMicroseconds)), "
                    + "round trip \(Figure.milliseconds(timing.roundTripMicroseconds)), "
                    + "clocks within \(Figure.milliseconds(timing.clockBoundMicroseconds))")
        }
        if let chain = timing.hazardToZero {
            lines.append(
                "hazard to zero within \(Figure.milliseconds(chain.sumMicroseconds)) of "
                    + "\(Figure.milliseconds(chain.limitMicroseconds))")
        }
        return lines + status.host.missing
    }

    /// Everything: what is granted, the chain part by part, and every histogram.
    public static func lines(_ timing: TimingReport, host: HostReport, line: LineReport?) -> [String] {
        var lines = grants(host)
        if let line {
            let timer = line.latencyTimerMs.map { ", latency timer \($0) ms" } ?? ""
            lines.append("line \(line.path), \(line.baud) baud, low latency \(line.lowLatency)\(timer)")
        }
        if let chain = timing.hazardToZero { lines += ["", "hazard to zero"] + parts(chain) }
        var table = Table([
            ("", .left), ("count", .right), ("least", .right), ("p50", .right), ("p99", .right), ("p99.9", .right),
            ("most", .right),
        ])
        for (name, histogram) in [
            ("timer late", timing.ticks), ("released late", timing.releases),
            ("queued behind it", timing.queued), ("reaction", timing.reactions),
            ("round trip", timing.roundTrips), ("lease left", timing.leaseMargins),
        ] {
            table.add([
                name, "\(histogram.count)", Figure.milliseconds(histogram.leastMicroseconds),
                Figure.milliseconds(histogram.p50Microseconds), Figure.milliseconds(histogram.p99Microseconds),
                Figure.milliseconds(histogram.p999Microseconds), Figure.milliseconds(histogram.greatestMicroseconds),
            ])
        }
        return (lines + [""] + table.lines).map(\.printable)
    }

    private static func grants(_ host: HostReport) -> [String] {
        var table = Table([("asked for", .left), ("answer", .left)])
        table.add([
            "real-time class", host.priority > 0 ? "\(host.realtime), priority \(host.priority)" : host.realtime,
        ])
        table.add(["memory lock", host.memory])
        table.add(["quick processors", host.processor])
        table.add(["no suspend", host.awake])
        return table.lines + host.missing
    }

    private static func parts(_ chain: HazardToZeroReport) -> [String] {
        var table = Table([("part", .left), ("at most", .right)])
        for (name, value) in [
            ("next sample", chain.samplingMicroseconds), ("slow frame before it", chain.slowFrameMicroseconds),
            ("round trip", chain.roundTripMicroseconds), ("reaction", chain.reactionMicroseconds),
            ("under way before the STOP", chain.inFlightMicroseconds), ("STOP run", chain.stopRunMicroseconds),
            ("pulse in flight", chain.pulseMicroseconds), ("sum", chain.sumMicroseconds),
            ("limit", chain.limitMicroseconds),
        ] {
            table.add([name, Figure.milliseconds(value)])
        }
        return table.lines
    }
}
