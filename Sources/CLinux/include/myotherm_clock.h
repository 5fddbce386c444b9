#ifndef MYOTHERM_CLOCK_H
#define MYOTHERM_CLOCK_H

#include <stdint.h>

/// Nanoseconds of CLOCK_MONOTONIC: the clock of the control loop. It stands still while the machine sleeps.
int64_t myotherm_clock_monotonic_ns(void);

/// Nanoseconds of CLOCK_BOOTTIME: runs on while the machine sleeps. A jump of its distance to the monotonic clock is
/// the time slept.
int64_t myotherm_clock_boottime_ns(void);

/// Nanoseconds of CLOCK_REALTIME since 1970: the wall clock, which people and network time set.
int64_t myotherm_clock_wall_ns(void);

#endif
