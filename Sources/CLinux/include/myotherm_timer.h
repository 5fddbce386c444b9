#ifndef MYOTHERM_TIMER_H
#define MYOTHERM_TIMER_H

#include <stdint.h>

/// A one-shot timer on CLOCK_MONOTONIC as a descriptor, not blocking, closed on exec; disarmed at first.
/// Returns the descriptor or the negated errno.
int myotherm_timer_create(void);

/// Arms it for one expiry at `deadline_ns` of `myotherm_clock_monotonic_ns`, replacing an earlier deadline and any
/// expiry not yet read. A deadline that has passed (zero and below included) expires at once.
/// Returns 0 or the negated errno.
int myotherm_timer_set(int timer, int64_t deadline_ns);

/// Takes the deadline back, and any expiry not yet read with it. Returns 0 or the negated errno.
int myotherm_timer_disarm(int timer);

/// Takes the expiries since the last read: 0 when there was none, else their number, or the negated errno.
int64_t myotherm_timer_read(int timer);

#endif
