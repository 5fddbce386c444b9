#ifndef MYOTHERM_LATENCY_H
#define MYOTHERM_LATENCY_H

#include <stdint.h>

/// Asks the driver to hand bytes over at once instead of gathering them (ASYNC_LOW_LATENCY; an FTDI bridge then uses a
/// 1 ms timer). Returns 0 once it reads back as set, -EOPNOTSUPP when the driver dropped it, else the negated errno:
/// -ENOTTY or -EINVAL on a line without it, such as a pty.
int myotherm_latency_set_low(int line);

/// Tells the driver not to wait for unsent bytes on close (closing_wait none). The privilege CAP_SYS_ADMIN is needed:
/// without it -EPERM. Returns as `myotherm_latency_set_low`.
int myotherm_latency_skip_closing_wait(int line);

#endif
