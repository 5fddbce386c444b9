#ifndef MYOTHERM_PROCESS_H
#define MYOTHERM_PROCESS_H

#include <stdint.h>

/// Names the calling thread (for the main thread: the process, as `ps` and `top` show it). Linux keeps the first 15
/// bytes. `name` ends with a zero byte. Returns 0 or the negated errno.
int myotherm_process_set_name(const char *name);

#endif
