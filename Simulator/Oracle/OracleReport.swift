public import Tissue
public import Units

/// What the judge has to say: the truth about one face.
public struct OracleReport: Equatable, Sendable {
    /// What each zone received.
    public let zones: [Zone]
    /// The first hazard that began while output was possible; nil when there was none.
    public let firstHazard: Hazard?
    /// When it began, on the device's clock.
    public let beganAt: DeviceInstant?
    /// When the last output after it ended; nil while it goes on.
    public let zeroAt: DeviceInstant?
    /// The RF and pulse energy after zero was due because of what somebody had to notice.
    public let energyAfterNoticing: Energy
    /// The same because of what the device was told, or what it was no longer told: a stop, a button, a lease that ended.
    public let energyAfterTelling: Energy
    /// How long output was on without a lease.
    public let outputWithoutLease: Duration
    /// When the newest sample was taken that a lease proved to have been judged; nil before the first lease.
    public let lastJudgedSampleAt: DeviceInstant?
    /// When output was last on; nil when it never was.
    public let lastOutputAt: DeviceInstant?

    init(
        zones: [Zone], verdict: HazardRecord?, noticed: Energy, told: Energy, withoutLease: Duration,
        lastJudgedSampleAt: DeviceInstant?, lastOutputAt: DeviceInstant?
    ) {
        self.lastJudgedSampleAt = lastJudgedSampleAt
        self.lastOutputAt = lastOutputAt
        self.zones = zones
        firstHazard = verdict?.hazard
        beganAt = verdict?.began
        zeroAt = verdict?.zeroAt
        let first = verdict?.energyAfterDue ?? .zero
        let isNoticed = verdict?.hazard.needsHost ?? false
        energyAfterNoticing = isNoticed ? first + noticed : noticed
        energyAfterTelling = isNoticed ? told : first + told
        outputWithoutLease = withoutLease
    }

    /// The RF and pulse energy after zero was due, for whatever reason.
    public var energyAfterZeroDue: Energy { energyAfterNoticing + energyAfterTelling }

    /// From the first hazard to zero output, in µs; nil without a hazard or while output goes on.
    public var hazardToZeroMicroseconds: Int64? {
        guard let beganAt, let zeroAt else { return nil }
        return (zeroAt - beganAt).microseconds
    }

    /// The first hazard in words, with the device's clock in ms.
    public var hazardText: String {
        guard let firstHazard, let beganAt else { return "oracle: no hazard" }
        let zero = zeroAt.map { "\($0.microseconds / 1000) ms" } ?? "none"
        let late = energyAfterZeroDue.nanojoules / 1000
        return "oracle: \(firstHazard.name) at \(beganAt.microseconds / 1000) ms, zero at \(zero), \(late) µJ too late"
    }

    /// The first hazard, and in a line for each zone that was warmed how hot it became and its doses, in words.
    public var summary: String {
        let lines = zones.filter { $0.energy > .zero || $0.milliminutes >= 1 }.map { zone in
            let doses = zone.layers.map { "\(($0.milliminutes / 10).rounded() / 100)" }
            let peaks = zone.layers.map { "\((Double($0.peak.milliCelsius) / 100).rounded() / 10)" }
            return "\n  zone \(zone.zone.rawValue), layers from the surface down: "
                + "\(peaks.joined(separator: ", ")) °C, \(doses.joined(separator: ", ")) min at 43 °C"
        }
        return hazardText + lines.joined()
    }

    /// What one zone received.
    public struct Zone: Equatable, Sendable {
        /// The zone.
        public let zone: ZoneIndex
        /// The pulses given.
        public let pulses: Int64
        /// The RF energy that reached the skin.
        public let energy: Energy
        /// The highest temperature that a sensor had; nil before the first sample.
        public let peakSensor: Temperature?
        /// What each layer went through, from the surface down; empty before the first look.
        public let layers: [Layer]
        /// The charge that all pulses left, with its sign.
        public let residue: Charge
        /// The greatest RF power on each contacted cm², in mW.
        public let peakPowerDensity: Double
        /// The greatest effective pulse current over a second on each contacted cm² of the smaller electrode, in µA.
        public let peakCurrentDensity: Double
        /// The greatest mean pulse current over a second on each contacted cm², in µA.
        public let peakDirectDensity: Double
        /// The longest time for which some skin was hotter than 43.5 °C, in ms, as far as the device was at it.
        public let hotSkinMilliseconds: Double
        /// The longest time for which RF exceeded what its stage was told by more than any measurement is wrong.
        public let excessPower: Duration
        /// The longest time for which RF was denser than 250 mW on each contacted cm².
        public let densePower: Duration
        /// The longest time for which RF was denser than 300 mW on each contacted cm².
        public let tooDensePower: Duration
        /// The most pulses in a row that were stronger than anybody prescribed by a quarter.
        public let strongPulses: Int

        /// Whether `powerDensity` is broken here.
        public var isTooDense: Bool { tooDensePower > .milliseconds(250) }
        /// Whether `meanPowerDensity` is broken here.
        public var isDense: Bool { densePower > .seconds(1) }
        /// The highest temperature of any tissue; nil before the first look.
        public var peakTissue: Temperature? { layers.map(\.peak).max() }
        /// The dose of the hottest tissue, in thousandths of a minute at 43 °C.
        public var milliminutes: Double { layers.map(\.milliminutes).max() ?? 0 }
    }

    /// What one layer under one zone went through.
    public struct Layer: Equatable, Sendable {
        /// Which one.
        public let layer: TissueLayer
        /// The highest temperature of any place in it.
        public let peak: Temperature
        /// The greatest dose of any place in it, in thousandths of a minute at 43 °C.
        public let milliminutes: Double
    }
}

extension OracleReport.Zone {
    init(_ zone: ZoneIndex, _ account: ZoneAccount, at now: DeviceInstant) {
        self.zone = zone
        pulses = account.pulses
        energy = account.energy(at: now)
        peakSensor = account.peakSensor
        layers = TissueLayer.allCases.compactMap { layer in
            guard let peak = account.tissue.peak(of: layer), let dose = account.tissue.dose(of: layer) else {
                return nil
            }
            return OracleReport.Layer(
                layer: layer, peak: .milliCelsius(Int32(peak * 1000 + 0.5)), milliminutes: dose * 1000)
        }
        residue = account.residue
        peakPowerDensity = account.density.peakPower
        peakCurrentDensity = account.density.peakCurrent
        peakDirectDensity = account.density.peakDirect
        hotSkinMilliseconds = account.tissue.longestHotMinutes * 60_000
        excessPower = account.excess.longest(at: now)
        densePower = account.dense.longest(at: now)
        tooDensePower = account.tooDense.longest(at: now)
        strongPulses = account.strongPulses
    }
}

extension OracleReport {
    /// The report as one JSON object, fields in a fixed order; what is not known is null.
    public func json() -> String {
        let lines = zones.map { $0.json() }.joined(separator: ",")
        return """
            {"zones":[\(lines)],"firstCause":\(firstHazard.map { "\"\($0.name)\"" } ?? "null"),\
            "causeAtMicroseconds":\(OracleReport.text(beganAt?.microseconds)),\
            "zeroAtMicroseconds":\(OracleReport.text(zeroAt?.microseconds)),\
            "microsecondsToZero":\(OracleReport.text(hazardToZeroMicroseconds)),\
            "energyAfterZeroDueMillijoules":\(energyAfterZeroDue.millijoules),\
            "outputWithoutLeaseMicroseconds":\(outputWithoutLease.microseconds),\
            "lastJudgedSampleAtMicroseconds":\(OracleReport.text(lastJudgedSampleAt?.microseconds)),\
            "lastOutputAtMicroseconds":\(OracleReport.text(lastOutputAt?.microseconds)),\
            "broken":[\(broken.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]}
            """
    }

    /// The whole number nearest to `value`, which is 0 or more.
    fileprivate static func whole(_ value: Double) -> Int64 { Int64(min(value, 9e15) + 0.5) }

    fileprivate static func text(_ value: Int64?) -> String { value.map(String.init) ?? "null" }
}

extension OracleReport.Zone {
    fileprivate func json() -> String {
        let lines = layers.map { $0.json() }.joined(separator: ",")
        return """
            {"zone":\(zone.rawValue),"pulses":\(pulses),"energyMillijoules":\(energy.millijoules),\
            "peakSensorMilliCelsius":\(OracleReport.text(peakSensor.map { Int64($0.milliCelsius) })),\
            "peakTissueMilliCelsius":\(OracleReport.text(peakTissue.map { Int64($0.milliCelsius) })),\
            "cem43Milliminutes":\(OracleReport.whole(milliminutes)),\
            "residualChargeNanocoulombs":\(residue.nanocoulombs),\
            "peakMilliwattsPerSquareCentimetre":\(OracleReport.whole(peakPowerDensity)),\
            "peakMicroampsPerSquareCentimetre":\(OracleReport.whole(peakCurrentDensity)),\
            "peakDirectNanoampsPerSquareCentimetre":\(OracleReport.whole(peakDirectDensity * 1000)),\
            "layers":[\(lines)]}
            """
    }
}

extension OracleReport.Layer {
    fileprivate func json() -> String {
        """
        {"layer":"\(layer.rawValue)","peakMilliCelsius":\(peak.milliCelsius),\
        "cem43Milliminutes":\(OracleReport.whole(milliminutes))}
        """
    }
}
