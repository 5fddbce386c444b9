// CRC-32C with a seed, as section 3.3 of docs/protocol.md defines it.
#ifndef MYOTHERM_CHECKSUM_H
#define MYOTHERM_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

// Works out the tables; once, before the first call of crc32c.
void crc32c_prepare(void);

uint32_t crc32c(const uint8_t *bytes, size_t count, uint32_t seed);

#endif
