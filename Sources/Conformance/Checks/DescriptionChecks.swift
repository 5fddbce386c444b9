import Units
import Wire

/// What the device says about itself.
extension Check {
    static let descriptions = [deviceDescribed, applicatorDescribed, zonesDescribed, noFurtherPart]

    private static let deviceDescribed = Check(
        "device-description", "8.4, 13.1", "the device describes itself, with nothing for which a host refuses it"
    ) { (bench) throws(Finding) in
        guard let device = try bench.describe(.device, { $0.device }) else {
            throw .deviates(expected: "DeviceDescription", seen: "no answer")
        }
        try bench.expect(
            device.model[0] != 0 && device.serialNumber[0] != 0, "a model and a serial number", seen: "none")
        try bench.expect((1...4).contains(device.zoneCount), "1 to 4 zones", seen: "\(device.zoneCount)")
        let rate = device.sampleRateHertz
        try bench.expect((50...500).contains(rate), "50 to 500 samples a second", seen: "\(rate)")
        try bench.expect(device.shutOffCount >= 2, "2 or more shut-off elements", seen: "\(device.shutOffCount)")
        let traits = device.traits
        try bench.expect(!traits.isMonopolar || traits.returnIsSplit, "a split return electrode", seen: "a single one")
        try bench.expect(device.radioFrequencyKilohertz > 0, "an RF frequency", seen: "0 kHz")
        let density = device.singleFaultDensity.milliwattsPerSquareCentimetre
        try bench.expect((1...300).contains(density), "1 to 300 mW/cm² in single fault", seen: "\(density)")
        let (from, due) = (device.calibrationDay, device.calibrationDueDay)
        try bench.expect(
            from <= bench.today && bench.today <= due, "a calibration that holds on day \(bench.today)",
            seen: "days \(from) to \(due)")
    }

    private static let applicatorDescribed = Check(
        "applicator-description", "8.4", "an applicator is plugged in, not used up and not out of date"
    ) { (bench) throws(Finding) in
        guard let applicator = try bench.describe(.applicator, { $0.applicator }) else {
            throw .deviates(expected: "ApplicatorDescription", seen: "no answer")
        }
        try bench.expect(applicator.id != 0, "an applicator id", seen: "0")
        try bench.expect(applicator.side <= 2, "side 0, 1 or 2", seen: "\(applicator.side)")
        try bench.expect(applicator.usesLeft >= 1, "1 or more uses left", seen: "0")
        try bench.expect(
            applicator.expiryDay >= bench.today, "a last day of use of \(bench.today) or later",
            seen: "\(applicator.expiryDay)")
    }

    private static let zonesDescribed = Check(
        "zone-descriptions", "8.4, 16", "every zone is described, within the greatest limits that a device may have"
    ) { (bench) throws(Finding) in
        guard let count = bench.device?.device?.zoneCount else { throw .notShown("there is no DeviceDescription") }
        for place in 0..<Int(count) {
            guard let zone = ZoneIndex(place) else { break }
            let found = try bench.describe(.zone(zone)) { message in message.zone.flatMap { $0.zone == zone ? $0 : nil }
            }
            guard let found else { throw .deviates(expected: "ZoneDescription of zone \(place)", seen: "no answer") }
            if let excess = excess(of: found) {
                throw .deviates(expected: "zone \(place): \(excess.expected)", seen: excess.seen)
            }
        }
    }

    /// What a zone declares beyond sections 8.4 and 16.
    private static func excess(of zone: ZoneDescription) -> (expected: String, seen: String)? {
        let isChin = zone.site == 4
        let area = Int64(zone.radioFrequencyArea.squareMillimetres)
        let power = area * 1575 / 1000 + 1
        let rules: [(holds: Bool, expected: String, seen: String)] = [
            ((1...4).contains(zone.site), "a site of 1 to 4", "\(zone.site)"),
            (area > 0 && zone.stimulationArea > .zero, "areas above 0", "0"),
            (zone.sensorResolution > .zero && zone.sensorNoise > .zero, "a sensor's resolution and noise", "0"),
            (
                zone.sensorTimeConstant <= .milliseconds(8000), "a time constant up to 8 s",
                "\(zone.sensorTimeConstant.milliseconds) ms"
            ),
            (
                zone.currentLimit <= .milliamps(isChin ? 42 : 63), "a current up to \(isChin ? 42 : 63) mA",
                words(for: zone.currentLimit)
            ),
            (zone.widthLimit <= .microseconds(420), "a width up to 420 µs", "\(zone.widthLimit.microseconds) µs"),
            (zone.rateLimit <= .hertz(125), "a rate up to 125 Hz", "\(zone.rateLimit.millihertz) mHz"),
            (Int64(zone.powerLimit.milliwatts) <= power, "a power up to \(power) mW", words(for: zone.powerLimit)),
            (
                zone.temperatureLimit <= .milliCelsius(43_300), "a temperature up to 43.3 °C",
                "\(zone.temperatureLimit.milliCelsius) m°C"
            ),
            (
                zone.phaseChargeLimit <= .nanocoulombs(12_600), "a charge up to 12,600 nC",
                "\(zone.phaseChargeLimit.nanocoulombs) nC"
            ),
            (
                zone.shortImpedance < zone.openImpedance && zone.shortLoad < zone.openLoad,
                "thresholds of short below those of open", "the other way round"
            ),
        ]
        return rules.first { !$0.holds }.map { ($0.expected, $0.seen) }
    }

    private static let noFurtherPart = Check(
        "description-end", "19", "a part that does not exist is not answered"
    ) { (bench) throws(Finding) in
        guard let count = bench.device?.device?.zoneCount else { throw .notShown("there is no DeviceDescription") }
        let mark = bench.mark
        for part in [2 + count, 200] { try bench.send(bytes: bench.frame(of: bench.header(0x03) + [part])) }
        try bench.expectNothing("description", from: mark) {
            $0.message.device != nil || $0.message.applicator != nil || $0.message.zone != nil
        }
        try bench.expectAlive()
    }
}
