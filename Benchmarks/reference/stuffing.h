// COBS, as section 3.2 of docs/protocol.md describes it. No frame is longer than 128 bytes, so no code is ever 255.
#ifndef MYOTHERM_STUFFING_H
#define MYOTHERM_STUFFING_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The most bytes that a frame has on the line, its delimiter included.
enum { LINE_CAPACITY = 128 };

// Undoes the stuffing of the `count` bytes before a delimiter; gives the raw length, or 0 where the stuffing is broken.
static inline size_t unstuff(const uint8_t *line, size_t count, uint8_t raw[LINE_CAPACITY]) {
    if (count == 0 || count >= LINE_CAPACITY) return 0;
    size_t from = 0, to = 0;
    for (;;) {
        size_t piece = (size_t)line[from] - 1;
        if (piece > count - from - 1) return 0;
        memcpy(raw + to, line + from + 1, piece);
        to += piece;
        from += piece + 1;
        if (from == count) return to;
        raw[to++] = 0;
    }
}

// Stuffs the raw bytes that stand from buffer[1] on, in their place, and ends them by the delimiter; gives the length on
// the line. Backwards, because a code is known once the zero byte behind it is.
static inline size_t stuff(uint8_t buffer[LINE_CAPACITY], size_t count) {
    size_t next = count + 1;
    for (size_t index = count; index > 0; index--)
        if (buffer[index] == 0) {
            buffer[index] = (uint8_t)(next - index);
            next = index;
        }
    buffer[0] = (uint8_t)next;
    buffer[count + 1] = 0;
    return count + 2;
}

#endif
