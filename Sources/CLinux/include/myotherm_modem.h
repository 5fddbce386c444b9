#ifndef MYOTHERM_MODEM_H
#define MYOTHERM_MODEM_H

#include <stdint.h>

// Calls on modem lines and the break can block without limit on a line that is in trouble (a USB control transfer to a
// device that does not answer). Never make them on the control loop: give them a thread that may be lost.

/// The modem lines of interest, as bits of `myotherm_modem_read`'s result and of the masks.
enum {
    myotherm_modem_dtr = 1,
    myotherm_modem_rts = 2,
    myotherm_modem_cts = 4,
    myotherm_modem_dcd = 8,
    myotherm_modem_dsr = 16,
    myotherm_modem_ri = 32,
};

/// The lines that are on, or the negated errno: -ENOTTY or -EINVAL on a line without them, such as a pty.
int myotherm_modem_read(int line);

/// Turns on the lines in `mask` (DTR and RTS only; others are ignored). Returns 0 or the negated errno.
int myotherm_modem_set(int line, int mask);

/// Turns off the lines in `mask` (DTR and RTS only; others are ignored). Returns 0 or the negated errno.
int myotherm_modem_clear(int line, int mask);

/// Starts (1) or ends (0) a break: the line held at zero. A pty accepts it and delivers nothing. Returns 0 or the
/// negated errno.
int myotherm_modem_break(int line, int on);

#endif
