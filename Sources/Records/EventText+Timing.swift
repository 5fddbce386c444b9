internal import Control
internal import Units

/// How punctual workstation and line were, as the record holds it.
extension EventText {
    /// What the workstation granted: per thing one word, with the errno where it refused.
    init(_ grants: HostGrants) {
        self.init(
            "hostGranted",
            [
                ("realtime", .grant(grants.realtime)), ("priority", .number(Int64(grants.priority))),
                ("memory", .grant(grants.memory)), ("processor", .grant(grants.processor)),
                ("awake", .grant(grants.awake)),
            ])
    }

    /// The chain with which a treatment was armed, part by part.
    init(_ chain: HazardToZero) {
        self.init(
            "hazardToZero",
            [
                ("sumMicroseconds", .number(chain.sum.microseconds)),
                ("samplingMicroseconds", .number(chain.sampling.microseconds)),
                ("slowFrameMicroseconds", .number(chain.slowFrame.microseconds)),
                ("roundTripMicroseconds", .number(chain.roundTrip.microseconds)),
                ("reactionMicroseconds", .number(chain.reaction.microseconds)),
                ("inFlightMicroseconds", .number(chain.inFlight.microseconds)),
                ("stopRunMicroseconds", .number(chain.stopRun.microseconds)),
                ("pulseMicroseconds", .number(chain.pulse.microseconds)),
            ])
    }

    /// The histograms; empty where they were not handed over.
    init(_ timing: Timing?) {
        let timing = timing ?? Timing()
        self.init(
            "timing",
            [
                ("ticks", .histogram(timing.ticks)), ("releases", .histogram(timing.releases)),
                ("queued", .histogram(timing.queued)),
                ("reactions", .histogram(timing.reactions)), ("roundTrips", .histogram(timing.roundTrips)),
                ("leaseMargins", .histogram(timing.leaseMargins)),
            ])
    }
}

extension EventText.Value {
    static func grant(_ grant: Grant) -> EventText.Value {
        switch grant {
        case .notAsked: .text("notAsked")
        case .granted: .text("granted")
        case .refused(let errno): .text("refused\(errno)")
        }
    }

    /// Count, shortest and longest, and each bin that is not empty as the first span that is too long for it and its count.
    static func histogram(_ histogram: DurationHistogram) -> EventText.Value {
        var bins: [String] = []
        for bin in 0..<DurationHistogram.binCount where histogram[bin] > 0 {
            bins.append("[\(DurationHistogram.upperEnd(ofBin: bin).microseconds),\(histogram[bin])]")
        }
        return .object(
            "{\"count\":\(histogram.count),\"leastMicroseconds\":\(histogram.least.microseconds),"
                + "\"greatestMicroseconds\":\(histogram.greatest.microseconds),"
                + "\"binsBelowMicroseconds\":[\(bins.joined(separator: ","))]}")
    }
}
