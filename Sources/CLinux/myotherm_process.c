#define _GNU_SOURCE
#include "myotherm_process.h"

#include <errno.h>
#include <sys/prctl.h>

int myotherm_process_set_name(const char *name) { return prctl(PR_SET_NAME, name) < 0 ? -errno : 0; }
