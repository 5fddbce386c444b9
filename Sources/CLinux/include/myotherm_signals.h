#ifndef MYOTHERM_SIGNALS_H
#define MYOTHERM_SIGNALS_H

/// Takes SIGHUP, SIGINT, SIGTERM and SIGUSR1 out of the process's ordinary handling and gives them as a descriptor
/// (signalfd), not blocking, closed on exec: a loop polls it, and no handler runs between two instructions. Blocks them
/// in the calling thread: call it before there is another one. A child would inherit the block.
/// Returns the descriptor or the negated errno.
int myotherm_signals_create(void);

/// Takes the oldest signal that waits: its number, 0 when there is none, or the negated errno.
int myotherm_signals_read(int signals);

/// Makes writing to a pipe that nobody reads an error (EPIPE) instead of the process's end.
/// Returns 0 or the negated errno.
int myotherm_signals_ignore_pipe(void);

#endif
