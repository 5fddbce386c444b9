/// CRC-32C (Castagnoli: polynomial 0x1EDC6F41, reflected, final complement), with a seed.
///
/// Seed 0 gives the standard checksum (123456789 → 0xE3069283). Any other seed is exclusive-ored into the start value,
/// so that a frame of another session or schema does not pass although every byte of it arrived. A checksum that is
/// given as the seed of what follows gives the checksum of both together.
public enum Checksum {
    /// The checksum of the first `count` bytes of `bytes`, which must hold that many.
    public static func crc32c(_ bytes: Span<UInt8>, count: Int, seed: UInt32 = 0) -> UInt32 {
        crc32c(bytes, from: 0, to: count, seed: seed)
    }

    /// The checksum of the bytes from `start` up to `end`, which must lie in `bytes`.
    ///
    /// Eight bytes at a time (Kounavis and Berry 2005, "slicing by eight"): the register reaches into the first four of
    /// them only, so that the remainders of all eight can be looked up side by side.
    static func crc32c(_ bytes: Span<UInt8>, from start: Int, to end: Int, seed: UInt32) -> UInt32 {
        var register = ~seed
        var rest = bytes.extracting(start..<end)
        while rest.count >= 8 {
            register = advance(by: UInt64(littleEndian: rest, at: 0, count: 8) ^ UInt64(register))
            rest = rest.extracting(droppingFirst: 8)
        }
        for place in 0..<rest.count {
            register = remainders[Int(UInt8(truncatingIfNeeded: register) ^ rest[place])] ^ (register >> 8)
        }
        return ~register
    }

    /// The register behind the eight bytes of `word`, lowest first, into which the register before was taken.
    @inline(__always)
    private static func advance(by word: UInt64) -> UInt32 {
        let low =
            remainder(of: word, byte: 0) ^ remainder(of: word, byte: 1) ^ remainder(of: word, byte: 2)
            ^ remainder(of: word, byte: 3)
        let high =
            remainder(of: word, byte: 4) ^ remainder(of: word, byte: 5) ^ remainder(of: word, byte: 6)
            ^ remainder(of: word, byte: 7)
        return low ^ high
    }

    /// What byte `index` of `word` leaves behind once the bytes after it have passed too.
    @inline(__always)
    private static func remainder(of word: UInt64, byte index: Int) -> UInt32 {
        remainders[(7 &- index) &* 256 &+ Int(UInt8(truncatingIfNeeded: word >> UInt64(8 * index)))]
    }

    /// Eight tables in a row: table n holds the remainder of each byte value with n zero bytes behind it.
    ///
    /// Worked out at first use from the reflected polynomial 0x82F63B78.
    private static let remainders: InlineArray<2048, UInt32> = {
        var tables = InlineArray<2048, UInt32>(repeating: 0)
        for value in 0..<256 {
            var register = UInt32(value)
            for _ in 0..<8 { register = register & 1 == 0 ? register >> 1 : register >> 1 ^ 0x82F6_3B78 }
            tables[value] = register
        }
        for place in 256..<2048 {
            let before = tables[place - 256]
            tables[place] = tables[Int(before & 0xFF)] ^ before >> 8
        }
        return tables
    }()
}
