import Units

/// The one sequence of bytes that stands for a plan's meaning.
///
/// A program's identity is the digest of these bytes, so that two files that mean the same (other comments, other
/// spelling of a unit, defaults written out) give the same program, and any change of meaning another. Integers are
/// little-endian; every quantity is its raw value in the base unit of its type, widened to 8 bytes.
///
/// | bytes | what |
/// |---|---|
/// | 4 | `MYOP` |
/// | 1 | version of this encoding, 2 |
/// | 2 + n | length of the name in UTF-8, the name |
/// | 1 + n | length of the patient's pseudonym, 0 where there is none; the pseudonym |
/// | 8 | duration, ns |
/// | 1 | number of zones; then for each zone, in order: |
/// | 1 | code of the zone; 128 more where its tissue was measured, and then: |
/// | 2 × 8 | skin µm, fat µm |
/// | 1 | 1 when it is heated, else 0; if 1: |
/// | 5 × 8 | target m°C, warm-up target m°C, warm-up duration ns, ramp limit m°C/min, density mW/cm² |
/// | 1 | 1 when it is stimulated, 2 when by an intensity, else 0; if 1 or 2: |
/// | 9 × 8 | current µA, rate mHz, width µs, on, off, ramp up, ramp down, from, until, all ns; if 2: |
/// | 8 | intensity ‰ |
extension Plan {
    /// The version of the encoding, changed whenever the same bytes would mean something else.
    public static let encodingVersion: UInt8 = 2

    /// The plan's meaning as bytes.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        canonicalBytes(into: &bytes)
        return bytes
    }

    /// Appends the plan's meaning to `bytes`.
    public func canonicalBytes(into bytes: inout [UInt8]) {
        bytes += [UInt8(ascii: "M"), UInt8(ascii: "Y"), UInt8(ascii: "O"), UInt8(ascii: "P"), Plan.encodingVersion]
        let text = Array(name.utf8)
        bytes += [UInt8(truncatingIfNeeded: text.count), UInt8(truncatingIfNeeded: text.count >> 8)]
        bytes += text
        let pseudonym = Array((patient?.text ?? "").utf8)
        bytes.append(UInt8(truncatingIfNeeded: pseudonym.count))
        bytes += pseudonym
        Plan.append(duration, to: &bytes)
        bytes.append(UInt8(truncatingIfNeeded: zones.count))
        for zone in zones {
            bytes.append(zone.zone.rawValue | (zone.tissue == nil ? 0 : 0x80))
            if let tissue = zone.tissue {
                Plan.append(tissue.skin, to: &bytes)
                Plan.append(tissue.fat, to: &bytes)
            }
            Plan.append(zone.heating, to: &bytes)
            Plan.append(zone.stimulation, to: &bytes)
        }
    }

    private static func append(_ heating: Heating?, to bytes: inout [UInt8]) {
        guard let heating else { return bytes.append(0) }
        bytes.append(1)
        append(heating.target, to: &bytes)
        append(heating.warmUpTarget, to: &bytes)
        append(heating.warmUpDuration, to: &bytes)
        append(heating.rampLimit, to: &bytes)
        append(heating.density, to: &bytes)
    }

    private static func append(_ stimulation: Stimulation?, to bytes: inout [UInt8]) {
        guard let stimulation else { return bytes.append(0) }
        bytes.append(stimulation.intensity == nil ? 1 : 2)
        append(stimulation.current, to: &bytes)
        append(stimulation.rate, to: &bytes)
        append(stimulation.width, to: &bytes)
        append(stimulation.on, to: &bytes)
        append(stimulation.off, to: &bytes)
        append(stimulation.rampUp, to: &bytes)
        append(stimulation.rampDown, to: &bytes)
        append(stimulation.from, to: &bytes)
        append(stimulation.until, to: &bytes)
        if let intensity = stimulation.intensity { append(intensity, to: &bytes) }
    }

    private static func append(_ quantity: some Quantity, to bytes: inout [UInt8]) {
        let value = Int64(quantity.rawValue)
        for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
}
