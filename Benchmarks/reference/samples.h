// Measured times, kept one by one so that every quantile is exact.
#ifndef MYOTHERM_SAMPLES_H
#define MYOTHERM_SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct samples {
    int64_t *nanoseconds;
    size_t count, capacity;
};

// Room for so many, touched already: no page has to be found while something is measured.
struct samples samples_of(size_t capacity);

void samples_add(struct samples *samples, int64_t nanoseconds);

void samples_sort(struct samples *samples);

// Prints "p50", "p99", "p999" and "max" in µs, null without samples, of what was sorted; and on request "histogram", the
// pairs [µs, samples] of all bins of 1 µs below 100 ms that are not empty, and "overflow", what lies above.
void samples_print(const struct samples *samples, bool histogram);

#endif
