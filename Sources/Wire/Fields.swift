import Units

/// How quantities stand on the line: unsigned where a value cannot be negative, and cut to the field's range, never wrapped.
///
/// Cutting is right only for what a device reports; what a host commands is checked against limits far inside.
extension FrameBuffer {
    /// Two bytes, m°C + 10,000: −10.000 to 55.535 °C.
    @inline(__always)
    mutating func write(_ value: Temperature) { write16(UInt16(clamping: Int64(value.milliCelsius) + 10_000)) }

    /// Two bytes, µA: 0 to 65.535 mA.
    @inline(__always)
    mutating func write(_ value: Current) { write16(UInt16(clamping: value.microamps)) }

    /// Two bytes, mW: 0 to 65.535 W.
    @inline(__always)
    mutating func write(_ value: Power) { write16(UInt16(clamping: value.milliwatts)) }

    /// Three bytes, mΩ: 0 to 16,777.215 Ω.
    @inline(__always)
    mutating func write(_ value: Impedance) {
        write24(UInt32(clamping: min(max(value.milliohms, 0), 0xFF_FFFF)))
    }

    /// Two bytes, µs.
    mutating func write(_ value: PulseWidth) { write16(UInt16(clamping: value.microseconds)) }

    /// Four bytes, mHz.
    mutating func write(_ value: Frequency) { write32(UInt32(clamping: value.millihertz)) }

    /// Six bytes, µs on the device's clock.
    @inline(__always)
    mutating func write(_ value: DeviceInstant) { write48(UInt64(clamping: value.microseconds)) }

    /// Sixteen bytes: the digest's first eight as a number, then its next eight.
    mutating func write(_ value: Fingerprint) {
        write64(value.high)
        write64(value.low)
    }
}

extension FieldReader {
    @inline(__always)
    mutating func readTemperature(_ bytes: Span<UInt8>) -> Temperature {
        .milliCelsius(Int32(read16(bytes)) - 10_000)
    }

    @inline(__always)
    mutating func readCurrent(_ bytes: Span<UInt8>) -> Current { .microamps(Int32(read16(bytes))) }

    @inline(__always)
    mutating func readPower(_ bytes: Span<UInt8>) -> Power { .milliwatts(Int32(read16(bytes))) }

    @inline(__always)
    mutating func readImpedance(_ bytes: Span<UInt8>) -> Impedance { .milliohms(Int32(read24(bytes))) }

    mutating func readPulseWidth(_ bytes: Span<UInt8>) -> PulseWidth { .microseconds(Int32(read16(bytes))) }

    mutating func readFrequency(_ bytes: Span<UInt8>) -> Frequency { .millihertz(Int32(clamping: read32(bytes))) }

    @inline(__always)
    mutating func readDeviceInstant(_ bytes: Span<UInt8>) -> DeviceInstant {
        .microseconds(Int64(read48(bytes)))
    }

    mutating func readFingerprint(_ bytes: Span<UInt8>) -> Fingerprint {
        let high = read64(bytes)
        return Fingerprint(high: high, low: read64(bytes))
    }

    mutating func readZone(_ bytes: Span<UInt8>) throws(WireError) -> ZoneIndex {
        let value = read8(bytes)
        guard let zone = ZoneIndex(Int(value)) else { throw .valueOutOfRange(field: .zone, value: UInt32(value)) }
        return zone
    }
}
