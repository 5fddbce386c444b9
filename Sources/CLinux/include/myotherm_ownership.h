#ifndef MYOTHERM_OWNERSHIP_H
#define MYOTHERM_OWNERSHIP_H

#include <stdint.h>

/// Takes the exclusive advisory lock (flock) of the file behind `descriptor` without waiting. It belongs to the open
/// description and goes with its last descriptor. Returns 0, -EWOULDBLOCK when somebody else has it, or the negated
/// errno.
int myotherm_ownership_lock(int descriptor);

/// Whether the terminal refuses further opens (TIOCEXCL): 1, 0 or the negated errno.
int myotherm_ownership_is_exclusive(int line);

/// Makes the terminal refuse further opens by anybody without CAP_SYS_ADMIN, or allow them again. The flag belongs to
/// the terminal, not to the descriptor: it ends with the last close, but on a pty only when the master closes.
/// Returns 0 or the negated errno.
int myotherm_ownership_set_exclusive(int line, int exclusive);

#endif
