import Control
import ControlSocket
import Safety
import Serial
import Units

/// The words of the socket for how punctual workstation and line are, and for what the workstation grants.
extension TimingReport {
    /// What the snapshot holds; with every bin of the histograms only `withBins`.
    init(_ snapshot: Snapshot, withBins: Bool = false) {
        let timing = snapshot.timing
        self.init(
            ticks: HistogramReport(timing.ticks, withBins), releases: HistogramReport(timing.releases, withBins),
            queued: HistogramReport(timing.queued, withBins),
            reactions: HistogramReport(timing.reactions, withBins),
            roundTrips: HistogramReport(timing.roundTrips, withBins),
            leaseMargins: HistogramReport(timing.leaseMargins, withBins),
            roundTripMicroseconds: snapshot.roundTrip?.microseconds,
            clockBoundMicroseconds: snapshot.clockBound?.microseconds,
            hazardToZero: snapshot.hazardToZero.map(HazardToZeroReport.init))
    }
}

extension HistogramReport {
    init(_ histogram: DurationHistogram, _ withBins: Bool) {
        let bins = (0..<DurationHistogram.binCount).filter { histogram[$0] > 0 }.map {
            HistogramBin(
                belowMicroseconds: DurationHistogram.upperEnd(ofBin: $0).microseconds, count: Int64(histogram[$0]))
        }
        self.init(
            count: Int64(histogram.count), leastMicroseconds: histogram.least.microseconds,
            p50Microseconds: histogram.quantile(PerMille(rawValue: 500)).microseconds,
            p99Microseconds: histogram.quantile(PerMille(rawValue: 990)).microseconds,
            p999Microseconds: histogram.quantile(PerMille(rawValue: 999)).microseconds,
            greatestMicroseconds: histogram.greatest.microseconds, bins: withBins ? bins : nil)
    }
}

extension HazardToZeroReport {
    init(_ chain: HazardToZero) {
        self.init(
            sumMicroseconds: chain.sum.microseconds, limitMicroseconds: Limits.hazardToZero.microseconds,
            samplingMicroseconds: chain.sampling.microseconds, slowFrameMicroseconds: chain.slowFrame.microseconds,
            roundTripMicroseconds: chain.roundTrip.microseconds, reactionMicroseconds: chain.reaction.microseconds,
            inFlightMicroseconds: chain.inFlight.microseconds, stopRunMicroseconds: chain.stopRun.microseconds,
            pulseMicroseconds: chain.pulse.microseconds)
    }
}

extension HostReport {
    init(_ grants: HostGrants) {
        var missing: [String] = []
        func miss(_ grant: Grant, _ sentence: String) {
            if case .refused = grant { missing.append(sentence) }
        }
        miss(
            grants.realtime,
            "The control thread has no real-time class: set LimitRTPRIO to the priority or more for myothermd.")
        miss(grants.memory, "The memory is not locked: set LimitMEMLOCK=infinity for myothermd.")
        miss(
            grants.processor,
            "Processors may sleep deeply, and wake late: let the user of myothermd write /dev/cpu_dma_latency.")
        miss(grants.awake, "The workstation may suspend during a treatment: no inhibitor was had from systemd-logind.")
        self.init(
            realtime: grants.realtime.text, priority: Int64(grants.priority), memory: grants.memory.text,
            processor: grants.processor.text, awake: grants.awake.text, missing: missing)
    }
}

extension Grant {
    fileprivate var text: String {
        switch self {
        case .notAsked: "notAsked"
        case .granted: "granted"
        case .refused(let errno): "refused (\(SystemRefusal.words(errno)))"
        }
    }
}

extension LineReport {
    init(path: String, settings: LineSettings, usbSerial: String?) {
        let lowLatency =
            switch settings.lowLatency {
            case .applied: "granted"
            case .unsupported: "unsupported"
            case .refused(let errno): "refused (\(SystemRefusal.words(errno)))"
            }
        self.init(
            path: path, baud: Int64(settings.baudRate.baud), lowLatency: lowLatency,
            latencyTimerMs: settings.latencyTimer.map { Int64($0.milliseconds) }, usbSerial: usbSerial)
    }
}
