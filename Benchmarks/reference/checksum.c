// Slicing by eight (Kounavis and Berry 2005): the algorithm of Sources/Wire/Checksum.swift, so that what is compared is
// the language and not the method. Neither side uses the processor's own CRC instruction, which firmware does not have.
#include "checksum.h"

static uint32_t remainders[8][256];

void crc32c_prepare(void) {
    for (uint32_t value = 0; value < 256; value++) {
        uint32_t rest = value;
        for (int bit = 0; bit < 8; bit++) rest = rest & 1 ? rest >> 1 ^ 0x82F63B78u : rest >> 1;
        remainders[0][value] = rest;
    }
    for (int table = 1; table < 8; table++)
        for (int value = 0; value < 256; value++) {
            uint32_t before = remainders[table - 1][value];
            remainders[table][value] = remainders[0][before & 0xFF] ^ before >> 8;
        }
}

// Bytes put together like this are one load wherever the machine allows it.
static inline uint64_t load64(const uint8_t *at) {
    uint64_t value = 0;
    for (int place = 0; place < 8; place++) value |= (uint64_t)at[place] << 8 * place;
    return value;
}

uint32_t crc32c(const uint8_t *bytes, size_t count, uint32_t seed) {
    uint32_t rest = ~seed;
    for (; count >= 8; bytes += 8, count -= 8) {
        uint64_t word = load64(bytes) ^ rest;
        rest = remainders[7][word & 0xFF] ^ remainders[6][word >> 8 & 0xFF] ^ remainders[5][word >> 16 & 0xFF] ^
               remainders[4][word >> 24 & 0xFF] ^ remainders[3][word >> 32 & 0xFF] ^ remainders[2][word >> 40 & 0xFF] ^
               remainders[1][word >> 48 & 0xFF] ^ remainders[0][word >> 56];
    }
    for (; count > 0; bytes++, count--) rest = remainders[0][(rest ^ *bytes) & 0xFF] ^ rest >> 8;
    return ~rest;
}
