#ifndef MYOTHERM_EVENT_H
#define MYOTHERM_EVENT_H

#include <stdint.h>

/// A counter as a descriptor (eventfd), not blocking, closed on exec: wakes a loop that polls it.
/// Returns the descriptor or the negated errno.
int myotherm_event_create(void);

/// Adds one. Signals that nobody has read yet melt into one wake-up. A counter that is full (2^64 - 2) wakes all the
/// same and is no error. Safe in a signal handler. Returns 0 or the negated errno.
int myotherm_event_signal(int event);

/// Takes the signals since the last read: 0 when there was none, else their number, or the negated errno.
int64_t myotherm_event_read(int event);

/// Closes an event or a timer. Linux frees the number in any case, so there is nothing to learn from the result.
void myotherm_event_close(int event);

#endif
