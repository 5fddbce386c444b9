// What the house needs of libsystemd: the calls of sd-daemon as they are, and those whose arguments Swift cannot pass.
#ifndef MYOTHERM_CSYSTEMD_H
#define MYOTHERM_CSYSTEMD_H

#include <systemd/sd-daemon.h>

/// Asks systemd-logind not to let the machine suspend, neither by command nor by its lid (org.freedesktop.login1.Manager,
/// Inhibit, mode block); where the lid is refused, not by command. It holds for as long as the descriptor that is returned
/// stays open, so it ends with the process. `who` and `why` are shown by `systemd-inhibit --list`. Blocks for up to two
/// seconds a question: never on the control loop. Returns the descriptor, or the negated errno (-ENOENT: no system bus;
/// -EHOSTUNREACH or -ENXIO: no logind on it; -EACCES or -EPERM: not permitted).
int myotherm_inhibitor_take(const char *who, const char *why);

/// The most fields of one entry.
enum { myotherm_journal_fields = 24 };

/// Sends one entry to journald (sd_journal_sendv): `count` fields, 1 … myotherm_journal_fields, each `NAME=value`, one
/// behind the other in `bytes`, `lengths[i]` bytes each. Values may hold anything. Where no journald runs, nothing
/// happens. Blocks for as long as journald takes: never on the control loop. Returns 0, or the negated errno.
int myotherm_journal_send(const void *bytes, const unsigned int *lengths, int count);

/// The device and inode of what is behind a descriptor, as `JOURNAL_STREAM` has them. Returns 0, or the negated errno.
int myotherm_journal_identify(int descriptor, unsigned long long *device, unsigned long long *inode);

#endif
