#define _GNU_SOURCE
#include "myotherm_clock.h"

#include <time.h>

// These clocks exist on every kernel this runs on and the pointer is good, so the call has no way to fail.
static int64_t read_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t myotherm_clock_monotonic_ns(void) { return read_ns(CLOCK_MONOTONIC); }

int64_t myotherm_clock_boottime_ns(void) { return read_ns(CLOCK_BOOTTIME); }

int64_t myotherm_clock_wall_ns(void) { return read_ns(CLOCK_REALTIME); }
