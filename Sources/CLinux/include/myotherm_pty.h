#ifndef MYOTHERM_PTY_H
#define MYOTHERM_PTY_H

#include <stdint.h>

/// A new pseudo-terminal's master, not blocking, closed on exec, never the controlling terminal; its slave is granted
/// and unlocked. Returns the descriptor or the negated errno.
int myotherm_pty_open_master(void);

/// Opens the slave of `master` by way of the master itself (no path is looked up), not blocking, closed on exec, never
/// the controlling terminal. Returns the descriptor or the negated errno.
int myotherm_pty_open_slave(int master);

/// The number N of the slave's path /dev/pts/N, or the negated errno.
int myotherm_pty_number(int master);

#endif
