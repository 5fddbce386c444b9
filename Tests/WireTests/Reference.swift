/// CRC-32C bit by bit, written without a look at the product's table.
enum ReferenceChecksum {
    static func crc32c(_ bytes: [UInt8], seed: UInt32 = 0) -> UInt32 {
        var register = 0xFFFF_FFFF ^ seed
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 1 ? (register >> 1) ^ 0x82F6_3B78 : register >> 1 }
        }
        return register ^ 0xFFFF_FFFF
    }
}

/// COBS over arrays, written as its paper gives it: blocks of at most 254 bytes.
enum ReferenceStuffing {
    static func added(_ raw: [UInt8]) -> [UInt8] {
        var line: [UInt8] = []
        var block: [UInt8] = []
        for byte in raw + [0] {
            if byte == 0 {
                line += [UInt8(block.count + 1)] + block
                block = []
            } else {
                block.append(byte)
                if block.count == 254 {
                    line += [255] + block
                    block = []
                }
            }
        }
        return line + [0]
    }

    static func removed(_ line: [UInt8]) -> [UInt8] {
        var raw: [UInt8] = []
        var index = 0
        while index < line.count, line[index] != 0 {
            let code = Int(line[index])
            raw += line[(index + 1)..<min(index + code, line.count)]
            index += code
            if code < 255 { raw.append(0) }
        }
        return Array(raw.dropLast())
    }
}
