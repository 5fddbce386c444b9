import Units

/// Field values for the tests: one in four is the least, one in four the greatest, the others lie anywhere.
extension RandomStream {
    mutating func field(_ range: ClosedRange<Int64>) -> Int64 {
        switch next(below: 4) {
        case 0: range.lowerBound
        case 1: range.upperBound
        default: next(in: range)
        }
    }

    mutating func u8() -> UInt8 { UInt8(truncatingIfNeeded: field(0...0xFF)) }
    mutating func u16() -> UInt16 { UInt16(truncatingIfNeeded: field(0...0xFFFF)) }
    mutating func u24() -> UInt32 { UInt32(truncatingIfNeeded: field(0...0xFF_FFFF)) }
    mutating func u32() -> UInt32 { UInt32(truncatingIfNeeded: field(0...0xFFFF_FFFF)) }
    mutating func i16() -> Int16 { Int16(truncatingIfNeeded: field(-0x8000...0x7FFF)) }
    mutating func u64() -> UInt64 {
        switch next(below: 4) {
        case 0: .min
        case 1: .max
        default: next()
        }
    }

    mutating func bit() -> Bool { next(below: 2) == 1 }

    mutating func milli16() -> Int32 { Int32(field(0...0xFFFF)) }
    mutating func temperature() -> Temperature { .milliCelsius(Int32(field(-10_000...55_535))) }
    mutating func current() -> Current { .microamps(milli16()) }
    mutating func power() -> Power { .milliwatts(milli16()) }
    mutating func impedance() -> Impedance { .milliohms(Int32(field(0...0xFF_FFFF))) }
    mutating func width() -> PulseWidth { .microseconds(milli16()) }
    mutating func frequency() -> Frequency { .millihertz(Int32(field(0...Int64(Int32.max)))) }
    mutating func deviceInstant() -> DeviceInstant { .microseconds(field(0...0xFFFF_FFFF_FFFF)) }
    mutating func fingerprint() -> Fingerprint { Fingerprint(high: u64(), low: u64()) }
    mutating func zones() -> ZoneSet { ZoneSet(bits: UInt8(truncatingIfNeeded: field(1...15))) }

    mutating func zone() -> ZoneIndex {
        var walk = ZoneSet.all
        for _ in 0..<next(below: 4) { _ = walk.next() }
        guard let zone = walk.next() else { preconditionFailure("Four zones, and at most three skipped.") }
        return zone
    }

    /// One of `values`, which must not be empty.
    mutating func one<Value>(of values: [Value]) -> Value { values[Int(next(below: UInt64(values.count)))] }
}
