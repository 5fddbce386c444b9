#ifndef MYOTHERM_WAIT_H
#define MYOTHERM_WAIT_H

/// What `myotherm_wait` found, as bits.
enum {
    /// Bytes can be read from the line, or it is gone: reading tells which.
    myotherm_wait_line = 1,
    /// The line takes bytes again.
    myotherm_wait_room = 2,
    /// The timer has expired.
    myotherm_wait_timer = 4,
    /// The event was signalled.
    myotherm_wait_event = 8,
};

/// Waits, without limit, until a line, a timer or an event has something. A negative `line` is none; `for_room` also
/// waits until the line takes bytes. A signal does not end it. Returns the bits, or the negated errno.
int myotherm_wait(int line, int for_room, int timer, int event);

#endif
