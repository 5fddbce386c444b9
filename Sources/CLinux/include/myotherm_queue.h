#ifndef MYOTHERM_QUEUE_H
#define MYOTHERM_QUEUE_H

#include <stdint.h>

/// Bytes written that the driver says have not left yet (TIOCOUTQ), or the negated errno. Bytes inside a USB bridge are
/// mostly not counted, a pty always answers 0.
int myotherm_queue_output(int line);

/// Discards the bytes written that have not left yet (TCOFLUSH). Drivers may ignore it. Returns 0 or the negated errno.
int myotherm_queue_discard_output(int line);

/// Discards the bytes received that nobody has read (TCIFLUSH). Returns 0 or the negated errno.
int myotherm_queue_discard_input(int line);

#endif
